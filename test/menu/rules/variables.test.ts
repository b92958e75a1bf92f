import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readMenu } from '../../../src/menu/rules/read'
import { escapeVariables, type Variables } from '../../../src/menu/rules/variables'
import { describeFinding } from '../../../src/terminal/findings'
import { button, read, told } from './reading'

const keyed = (key: string) => button('name: a', 'type: click', `key: '${key}'`)
const keyOf = (key: string, env: Record<string, string> = {}) => read(keyed(key), env).menu?.button[0]?.key

describe('a variable in a value', () => {
  test.each([
    ['${A}', 'x'],
    ['<${A}-${A}>', '<x-x>'],
    ['${MENU_NONE:-fallback}', 'fallback'],
    ['${A:-fallback}', 'x'],
    ['${EMPTY:-fallback}', 'fallback'],
    ['${MENU_NONE:-}k', 'k'],
    ['$${A}', '${A}'],
    ['$$${A}', '$${A}'],
    ['$A $ {A} $(A)', '$A $ {A} $(A)'],
    ['${MENU_NONE:-a:-b}', 'a:-b'],
  ])('%s is filled: %s', (key, filled) => {
    expect(keyOf(key, { A: 'x', EMPTY: '' })).toBe(filled)
  })

  test('what it brings in is not looked at again', () => {
    expect(keyOf('${A}', { A: '${B} $${C}', B: 'no' })).toBe('${B} $${C}')
  })

  test('its length counts when it is filled', () => {
    expect(told(read(keyed('${A}'), { A: 'x'.repeat(129) }))).toEqual(['4:10 key-too-long'])
  })

  test.each([
    ['${MENU_NONE}', '4:10 variable-missing'],
    ['${NONE}', '4:10 variable-not-given'],
    ['${NONE:-x}', '4:10 variable-not-given'],
    ['${}', '4:10 variable-malformed'],
    ['${1A}', '4:10 variable-malformed'],
    ['${A', '4:10 variable-malformed'],
  ])('%s is a finding at its place', (key, finding) => {
    expect(told(read(keyed(key), { A: 'x' }))).toEqual([finding])
  })

  test('every missing one is told', () => {
    expect(read(keyed('${A}${B}')).findings.map(({ params }) => params.name)).toEqual(['A', 'B'])
  })

  test("wxadmin's own secrets are never filled in", () => {
    const file = read(keyed('${WXADMIN_SECRET}'), { WXADMIN_SECRET: 'hush' }, ['WXADMIN_SECRET'])
    expect(told(file)).toEqual(['4:10 variable-secret'])
    expect(JSON.stringify(file)).not.toContain('hush')
  })
})

describe('what a menu may use', () => {
  const judged = (text: string, variables: Partial<Variables>) => {
    const file = readMenu(Buffer.from(keyed(text)), 'menu.yaml', { env: {}, secret: [], ...variables })
    return file.findings[0]?.rule ?? file.menu?.button[0]?.key
  }
  const env = {
    HOST: 'a.cn',
    MENU_A: 'public',
    menu_a: 'small',
    DINGTALK_URL: 'https://oapi.dingtalk.com/robot/x',
  }

  test.each([
    ['a name that begins with MENU_', '${MENU_A}', 'public'],
    ['any other name of the environment', '${HOST}', 'variable-not-given'],
    ['any other name with a default', '${HOST:-x}', 'variable-not-given'],
    ['any other name that is not set, with a default', '${NOBODY:-x}', 'variable-not-given'],
    ['MENU_ in small letters', '${menu_a}', 'variable-not-given'],
    ['MENU_ in the middle', '${A_MENU_}', 'variable-not-given'],
    ['what a deny-list of names would forget', '${DINGTALK_URL}', 'variable-not-given'],
  ])('%s', (_, text, result) => {
    expect(judged(text, { env })).toBe(result)
  })

  test.each([
    ['the value of the environment', 'HOST', undefined, 'a.cn'],
    ['a value of its own', 'HOST', 'b.cn', 'b.cn'],
    ['an empty value, in place of the one of the environment', 'HOST', '', 'k'],
    ['a value for MENU_ as well', 'MENU_A', 'mine', 'mine'],
    ['a name that is not set', 'NOBODY', undefined, 'k'],
  ])('given: %s', (_, name, value, result) => {
    expect(judged(`\${${name}:-k}`, { env, given: new Map([[name, value]]) })).toBe(result)
  })

  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'what every object inherits is no variable: %s',
    (name) => {
      expect(judged(`\${${name}}`, { given: new Map([[name, undefined]]) })).toBe('variable-missing')
      expect(judged(`\${${name}:-x}`, { given: new Map([[name, undefined]]) })).toBe('x')
    },
  )

  test.each([
    ['by the name', '${WXADMIN_SECRET}', {}],
    ['by the name in small letters', '${wxadmin_secret}', {}],
    ['by the name, with a default, also given', '${WXADMIN_LANG:-x}', { WXADMIN_LANG: 'zh' }],
    ['as the value of a public name', '${MENU_A}', { MENU_A: 'hush' }],
    ['as a given value', '${A}', { A: 'hush' }],
    ['as a default', '${MENU_A:-hush}', {}],
    ['with a line break that the other one has not', '${A}', { A: 'long-hush-hush' }],
    ['inside of a longer value', '${A}', { A: 'x=long-hush-hush&y' }],
  ])("wxadmin's own secrets are never filled in: %s", (_, text, given) => {
    const own = { WXADMIN_SECRET: 'hush', WXADMIN_AES_KEY: 'long-hush-hush\n', ...given }
    const variables = {
      env: own,
      secret: ['WXADMIN_SECRET', 'WXADMIN_AES_KEY'],
      given: new Map(Object.entries(given)),
    }
    expect(judged(text, variables)).toBe('variable-secret')
  })
})

test('no finding repeats what a variable brought in: it shows the variable', () => {
  const env = { MENU_X: 'brought-in' }
  const file = read(
    `appid: "gh_\${MENU_X}"
button:
  - { name: "一二三四\${MENU_X}", type: "\${MENU_X}", url: "\${MENU_X}.cn" }
  - { name: "😀 \${MENU_X}", type: view, url: "\${MENU_X}.cn" }
  - { name: "一二\${MENU_X:-}", type: miniprogram, url: "https://a.cn", appid: "\${MENU_X}", pagepath: p }
conditionalmenu:
  - matchrule: { tag_id: "\${MENU_X}", client_platform_type: "\${MENU_X}" }
    button:
      - { name: a, type: view, url: "https://\${MENU_X}.cn" }
      - { name: a, type: view, url: "https://1.cn" }
      - { name: a, sub_button: [{ name: a, type: view, url: "https://2.cn" }, { name: a, type: view, url: "https://3.cn" }] }
  - matchrule: { tag: "\${MENU_X}" }
    button: [{ name: a, type: click, key: k }]
`,
    env,
  )
  const all = [...file.findings, ...file.tagUses.map(({ unknown }) => unknown)]
  expect(all.map(({ rule }) => rule)).toEqual(
    expect.arrayContaining([
      'pin-format',
      'type-unknown',
      'name-emoji',
      'appid-format',
      'url-scheme',
      'matchrule-value',
      'conditional-domains',
      'tag-unknown',
    ]),
  )
  for (const language of ['en', 'zh'] as const)
    for (const finding of all)
      expect(JSON.stringify([finding, describeFinding(finding, language)])).not.toContain('brought-in')
  expect(all.find(({ rule }) => rule === 'type-unknown')?.params.type).toBe('${MENU_X}')
})

test('variables bring in no more than a file may have', () => {
  const file = read(keyed('${BIG}'.repeat(2000)), { BIG: 'x'.repeat(1000) })
  expect(told(file)).toContain('4:10 variable-size')
})

test('keys are not filled', () => {
  expect(told(read(`button: []\n'\${A}': 1\n`, { A: 'appid' }))).toContain('2:1 (key-not-sent)')
})

test('the pin may come from a variable', () => {
  expect(read(`appid: \${APP}\n${keyed('k')}`, { APP: 'wx0123456789abcdef' }).appid).toBe(
    'wx0123456789abcdef',
  )
})

test('escaped text comes through unchanged, whatever it is', () => {
  const text = fc.string({ unit: fc.constantFrom('$', '{', '}', 'A', ':', '-', '汉') })
  fc.assert(
    fc.property(text, (value) => {
      fc.pre(value.trim() !== '')
      const file = read(
        JSON.stringify({ button: [{ name: 'a', type: 'click', key: escapeVariables(value) }] }),
      )
      expect(file.menu?.button[0]?.key).toBe(value)
    }),
  )
})
