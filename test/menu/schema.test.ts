import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { menuSchemaDocument } from '../../src/menu/schema'
import { menuDocument } from '../../src/menu/write'
import { menus } from './arbitrary'
import { corpus } from './corpus'

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
