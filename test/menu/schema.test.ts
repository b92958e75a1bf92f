import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { menuSchemaDocument } from '../../src/menu/schema'
import { menuDocument } from '../../src/menu/write'
import { judgeAppid } from '../../src/wechat/appid'
import { menus } from './arbitrary'
import { corpus } from './corpus'
import { read } from './reading'

const accepts = new Ajv({
  strict: true,
  strictTypes: false,
  strictRequired: false,
}).compile(menuSchemaDocument())

describe('the schema agrees with menu validate', () => {
  test.each(corpus)('$title', ({ text, findings, beyondSchema }) => {
    const isValid = findings.every((finding) => finding.includes('('))
    expect(accepts(parse(text, { uniqueKeys: false }))).toBe(isValid || beyondSchema === true)
  })

  test('on every menu that is valid', () => {
    fc.assert(fc.property(menus, (menu) => accepts(menuDocument(menu))))
  })
})

test.each(['main', 'all-types', 'conditional'])('menus/%s.yaml is valid', (name) => {
  expect(accepts(parse(readFileSync(join(import.meta.dirname, `../../menus/${name}.yaml`), 'utf8')))).toBe(
    true,
  )
})

test('a pin is accepted where the validator accepts it', () => {
  const character = fc.constantFrom(...'abcWX019_-!gh ')
  const pins = fc.oneof(
    fc.string({ unit: character, maxLength: 70 }),
    fc
      .constantFrom('wx', 'gh_', 'GH_')
      .chain((head) =>
        fc.string({ unit: character, minLength: 4, maxLength: 20 }).map((tail) => head + tail),
      ),
  )
  fc.assert(
    fc.property(pins, (appid) => {
      const isPin = ['usual', 'unusual'].includes(judgeAppid(appid))
      expect(accepts({ appid, button: [{ name: 'a', type: 'click', key: 'k' }] })).toBe(isPin)
      expect(
        read(JSON.stringify({ appid, button: [{ name: 'a', type: 'click', key: 'k' }] })).findings,
      ).toHaveLength(isPin ? 0 : 1)
    }),
  )
})

test('variables may stand in place of any text', () => {
  const leaf = { name: '${A_LONG_NAME_OF_A_VARIABLE}', type: 'view', url: '${BASE}/x' }
  const matchrule = { tag_id: '${TAG}', client_platform_type: '${PLATFORM:-1}' }
  expect(
    accepts({ appid: '${APPID}', button: [leaf], conditionalmenu: [{ matchrule, button: [leaf] }] }),
  ).toBe(true)
})

test('every property says in both languages what it is', () => {
  const { definitions } = menuSchemaDocument() as { definitions: { top: { properties: object } } }
  for (const [name, property] of Object.entries(definitions.top.properties))
    if (name !== 'sub_button')
      expect(String((property as { description: string }).description)).toMatch(/\p{Script=Han}/u)
})
