import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type MenuRule, menuRules } from '../../../src/menu/rules/findings'
import { menuSchemaDocument } from '../../../src/menu/rules/schema'
import { menuDocument } from '../../../src/menu/write'
import { judgeAppid } from '../../../src/wechat/appid'
import { menus } from '../arbitrary'
import { beyondSchema, noDocument, onDisk, valuesOf } from './beyond-schema'
import { corpus, ownCases, spellings } from './corpus'
import { mutants } from './mutants'
import { read, told } from './reading'

// @module-tag slow

const RUNS = Number(process.env.MUTANTS ?? 2000)

const accepts = new Ajv({
  strict: true,
  strictTypes: false,
  strictRequired: false,
}).compile(menuSchemaDocument())

/** The rules that a file is refused for: those of its errors, and of what an editor has to mark. */
function refusals(file: string | Uint8Array, env?: Readonly<Record<string, string>>): MenuRule[] {
  const { findings } = read(file, env, ['WXADMIN_SECRET'])
  return findings
    .filter(({ severity, rule }) => severity === 'error' || rule === 'key-not-sent')
    .map(({ rule }) => rule)
}

const isBeyond = (rule: MenuRule) => beyondSchema[rule] !== undefined

/** What the schema must say of a file that is refused for these rules; undefined where it may say either. */
function expected(rules: readonly MenuRule[]): boolean | undefined {
  if (!rules.every(isBeyond)) return false
  return rules.some((rule) => beyondSchema[rule]?.partly) ? undefined : true
}

describe('the schema accepts a file exactly where menu validate does', () => {
  test.each([...corpus, ...ownCases, ...spellings.map(([title, text]) => ({ title, text }))])(
    '$title',
    ({ text }) => {
      const verdict = expected(refusals(text))
      const accepted = valuesOf(text).every((value) => accepts(value))
      expect(accepted).toBe(verdict ?? accepted)
    },
  )

  test('on every menu that is valid', () => {
    fc.assert(fc.property(menus, (menu) => accepts(menuDocument(menu))))
  })

  test('on menus that are changed at random', () => {
    const seen = { accepted: 0, refused: 0, either: 0 }
    fc.assert(
      fc.property(mutants, (document) => {
        const verdict = expected(refusals(JSON.stringify(document)))
        const accepted = accepts(document)
        seen[verdict === undefined ? 'either' : accepted ? 'accepted' : 'refused']++
        expect(accepted).toBe(verdict ?? accepted)
      }),
      { numRuns: RUNS },
    )
    // Both answers are met, so that agreeing means something.
    expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(RUNS / 20)
  })
})

describe('what a schema cannot express', () => {
  test.each(Object.entries(beyondSchema))('%s', (rule, { reason, file, text, env, findings }) => {
    expect(reason).not.toBe('')
    expect(told(read(file, env, ['WXADMIN_SECRET']))).toEqual(findings)
    const isRefused = rule !== 'tag-unknown' // by the account, when it is asked: see push.test.ts
    expect(new Set(refusals(file, env))).toEqual(new Set(isRefused ? [rule] : []))
    for (const value of valuesOf(text ?? file.toString())) expect(accepts(value)).toBe(true)
  })

  test.each(Object.entries(noDocument))('%s is told by the editor itself', (rule, { file, findings }) => {
    expect(told(read(file))).toEqual(findings)
    expect(refusals(file)).toEqual([rule])
    expect(() => valuesOf(file.toString())).toThrow()
  })
})

test('lengths in characters, where no text of so many has fewer bytes, the schema tells', () => {
  const leaf = { name: 'a', type: 'view', url: 'https://a.cn/' }
  expect(accepts({ button: [{ ...leaf, name: 'a'.repeat(17) }] })).toBe(false)
  expect(accepts({ button: [{ ...leaf, url: `https://a.cn/${'a'.repeat(1012)}` }] })).toBe(false)
  expect(accepts({ button: [{ name: 'a', type: 'click', key: 'k'.repeat(129) }] })).toBe(false)
})

test('each rule is told by a file of these tests', () => {
  const told = new Set(
    [...corpus, ...ownCases, ...Object.values(beyondSchema), ...Object.values(noDocument)].flatMap(
      ({ findings }) => findings.map((finding) => finding.replace(/^\S+ \(?|\)$/g, '')),
    ),
  )
  const elsewhere = new Set<string>([...onDisk, 'tag-unknown'])
  expect(Object.keys(menuRules).filter((rule) => !told.has(rule) && !elsewhere.has(rule))).toEqual([])
})

test.each(['main', 'all-types', 'conditional'])('menus/%s.yaml is valid', (name) => {
  expect(accepts(parse(readFileSync(join(import.meta.dirname, `../../../menus/${name}.yaml`), 'utf8')))).toBe(
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

test('variables may replace any text', () => {
  const leaf = { name: '${A_LONG_NAME_OF_A_VARIABLE}', type: '${TYPE:-view}', url: '${BASE}/x' }
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
