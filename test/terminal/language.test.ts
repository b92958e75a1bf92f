import { describe, expect, test } from 'vitest'
import { enumerated, format, pickLanguage, sentences } from '../../src/terminal/language'

describe('a sentence', () => {
  const same = (text: string) => ({ en: text, zh: text })
  test.each([
    ['{name} has {count} {count?menu:menus}', { name: 'prod', count: 1 }, 'prod has 1 menu'],
    ['{name} has {count} {count?menu:menus}', { name: 'prod', count: 0 }, 'prod has 0 menus'],
    ['{count?one:}end', { count: 2 }, 'end'],
    ['{name} twice {name}', { name: 'x' }, 'x twice x'],
    ['{missing} stays', {}, '{missing} stays'],
    ['{"access_token":…}', {}, '{"access_token":…}'],
    ['{name}', { name: '{name} $& {other}', other: 'no' }, '{name} $& {other}'],
  ])('%s', (text, params, filled) => {
    expect(format(same(text), 'en', params)).toBe(filled)
  })

  test('is taken from the language asked for', () => {
    expect(format({ en: 'yes', zh: '是' }, 'zh')).toBe('是')
  })
})

describe('the language', () => {
  test.each([
    ['zh', {}, 'zh'],
    ['en', { LANG: 'zh_CN.UTF-8' }, 'en'],
    [undefined, { WXADMIN_LANG: 'zh', LANG: 'en_US.UTF-8' }, 'zh'],
    [undefined, { WXADMIN_LANG: 'en', LC_ALL: 'zh_CN.UTF-8' }, 'en'],
    [undefined, { LC_ALL: 'zh_TW.UTF-8', LANG: 'en_US.UTF-8' }, 'zh'],
    [undefined, { LC_ALL: '', LC_MESSAGES: 'zh_CN', LANG: 'C' }, 'zh'],
    [undefined, { LANG: 'zh_CN.GBK' }, 'zh'],
    [undefined, { LANG: 'C.UTF-8' }, 'en'],
    [undefined, { LANG: 'de_DE.UTF-8' }, 'en'],
    ['fr', { LANG: 'zh_CN.UTF-8' }, 'zh'],
  ])('of flag %s and %j is %s', (flag, env, language) => {
    expect(pickLanguage(flag, env, 'linux')).toBe(language)
  })
})

test('names and sentences are joined as each language does', () => {
  expect(enumerated(['a', 'b'], 'en')).toBe('a, b')
  expect(enumerated(['a', 'b'], 'zh')).toBe('a、b')
  expect(sentences(['One.', 'Two.'], 'en')).toBe('One. Two.')
  expect(sentences(['一。', '二。'], 'zh')).toBe('一。二。')
})
