import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { escapeVariables } from '../../src/menu/variables'
import { button, read, told } from './reading'

const keyed = (key: string) => button('name: a', 'type: click', `key: '${key}'`)
const keyOf = (key: string, env: Record<string, string> = {}) => read(keyed(key), env).menu?.button[0]?.key

describe('a variable in a value', () => {
  test.each([
    ['${A}', 'x'],
    ['<${A}-${A}>', '<x-x>'],
    ['${NONE:-fallback}', 'fallback'],
    ['${A:-fallback}', 'x'],
    ['${EMPTY:-fallback}', 'fallback'],
    ['${NONE:-}k', 'k'],
    ['$${A}', '${A}'],
    ['$$${A}', '$${A}'],
    ['$A $ {A} $(A)', '$A $ {A} $(A)'],
    ['${NONE:-a:-b}', 'a:-b'],
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
    ['${NONE}', '4:10 variable-missing'],
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

test('keys are not filled', () => {
  expect(told(read(`button: []\n'\${A}': 1\n`, { A: 'appid' }))).toContain('2:1 unknown-key')
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
