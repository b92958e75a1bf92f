import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readRules } from '../../../src/endpoint/rules/read'
import { rulesSchema } from '../../../src/endpoint/rules/schema'
import { doubtful, reply, rule, wrong } from './corpus'

const schema = rulesSchema()
const accepts = new Ajv({ strict: true, strictRequired: false }).compile(schema)

/** Faults that a schema cannot say: they are in the text, not in the value; or in the language of regexes. */
const beyond = [
  'file-empty',
  'yaml-syntax',
  'yaml-character',
  'yaml-space',
  'yaml-indent',
  'yaml-date',
  'yaml-documents',
  'yaml-tag',
  'yaml-value',
  'alias-unknown',
  'duplicate-key',
  'key-not-text',
  'regex-invalid',
]

const isBeyond = (told: readonly string[]) => told.some((one) => beyond.includes(one.split(' ')[1] ?? ''))

describe('the schema', () => {
  test.each(wrong.filter(([, , told]) => told.length > 0 && !isBeyond(told)))('refuses %s', (_, file) => {
    expect(accepts(parse(file))).toBe(false)
  })

  test.each([...doubtful, ...wrong.filter(([, , told]) => told.length === 0)])('accepts %s', (_, file) => {
    expect(accepts(parse(file))).toBe(true)
  })

  const article = { title: 't', description: 'd', picurl: 'https://a.cn/p', url: 'https://a.cn' }
  const replies: unknown[] = [
    'a',
    '',
    ' \n',
    3,
    null,
    true,
    [],
    {},
    { text: 'a' },
    { text: '' },
    { text: 3 },
    { text: 'a', none: true },
    { txt: 'a' },
    ...['image', 'voice', 'video'].flatMap((form) => [
      { [form]: { media_id: 'm' } },
      { [form]: {} },
      { [form]: { media_id: '' } },
      { [form]: 'm' },
      { [form]: { media_id: 'm', title: 't' } },
    ]),
    { music: { thumb_media_id: 'm' } },
    { music: { title: 't' } },
    { music: { thumb_media_id: 'm', musicurl: 3 } },
    { news: [] },
    { news: [article] },
    { news: Array(8).fill(article) },
    { news: Array(9).fill(article) },
    { news: [{ ...article, url: '' }] },
    { news: article },
    { transfer_customer_service: true },
    { transfer_customer_service: null },
    { transfer_customer_service: {} },
    { transfer_customer_service: { kf_account: 'a@b' } },
    { transfer_customer_service: { kf_account: '' } },
    { transfer_customer_service: 'a@b' },
    { transfer_biz_ai_ivr: true },
    { transfer_biz_ai_ivr: false },
    { none: null },
    { none: 1 },
    { one_of: ['a', { none: true }] },
    { one_of: [] },
    { one_of: 'a' },
    { one_of: [''] },
    { one_of: [{ one_of: ['a'] }] },
  ]
  const conditions: unknown[] = [
    {},
    { keyword: 'a' },
    { keyword: ['a', 'b'] },
    { keyword: [] },
    { keyword: '' },
    { keyword: [''] },
    { keyword: 1 },
    { contains: 'a' },
    { contains: {} },
    { regex: 'a' },
    { regex: '' },
    { regex: ['a'] },
    { type: 'text' },
    { type: ['text', 'link'] },
    { type: 'event' },
    { type: [] },
    { event: 'CLICK' },
    { event: ['CLICK', 'SCAN'], key: 'a' },
    { event: 'NEW', key_prefix: 'a' },
    { event: 'SCAN', key: 'a', key_prefix: 'b' },
    { event: '' },
    { key: 'a' },
    { key_prefix: 'a' },
    { keyword: 'a', key: 'b' },
    { keyword: 'a', contains: 'b' },
    { keyword: 'a', event: 'b' },
    { Keyword: 'a' },
  ]
  const files: unknown[] = [
    {},
    [],
    'a',
    null,
    { rules: [] },
    { rules: {} },
    { rules: [null] },
    { rules: ['a'] },
    { default: 'a' },
    { rules: [], default: 3 },
    { rules: [], $schema: 'https://…' },
    { rules: [], $schema: 3 },
    { rules: [], other: 1 },
    ...replies.flatMap((value) => [
      { rules: [{ keyword: 'a', reply: value }] },
      { rules: [], default: value },
    ]),
    ...conditions.map((value) => ({ rules: [{ ...(value as object), reply: 'a' }] })),
    ...conditions.map((value) => ({ rules: [value] })),
  ]

  test.each(files.map((value) => [JSON.stringify(value)]))('and the reader agree on %s', (text) => {
    expect(accepts(JSON.parse(text))).toBe(readRules(text, 'rules.json').rules !== undefined)
  })

  test('of these there are some that are right and some that are wrong', () => {
    const right = files.filter((value) => accepts(value))
    expect(right.length).toBeGreaterThan(30)
    expect(files.length - right.length).toBeGreaterThan(60)
  })

  test('is draft 7, has a title, and describes every key in English and Chinese', () => {
    expect(schema).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: expect.any(String),
    })
    expect(undescribed(schema, '#')).toEqual([])
  })

  test('names the files that it is of', () => {
    expect(readRules(`{ $schema: x, ${rule('keyword: a, reply: b')} }`, 'rules.yaml').findings).toEqual([])
    expect(readRules(`# yaml-language-server: $schema=x\n${reply('b')}`, 'rules.yaml').findings).toEqual([])
  })
})

/** The properties that say nothing of themselves to a person. */
function undescribed(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return []
  const { properties = {}, definitions = {} } = value as Record<string, Record<string, unknown>>
  const said = (inner: unknown): boolean => {
    const { description, $ref, allOf } = inner as { description?: string; $ref?: string; allOf?: unknown[] }
    if (description !== undefined) return /\p{Script=Han}/u.test(description) && /[a-z]/.test(description)
    if ($ref) return said((schema.definitions as Record<string, unknown>)[$ref.replace('#/definitions/', '')])
    return allOf?.some(said) ?? false
  }
  return [
    ...Object.entries(properties).flatMap(([name, inner]) => (said(inner) ? [] : `${path}/${name}`)),
    ...Object.entries({ ...properties, ...definitions }).flatMap(([name, inner]) =>
      undescribed(inner, `${path}/${name}`),
    ),
    ...['items', 'anyOf', 'allOf', 'oneOf'].flatMap((key) =>
      undescribed((value as Record<string, unknown>)[key], `${path}/${key}`),
    ),
    ...(Array.isArray(value) ? value.flatMap((inner, at) => undescribed(inner, `${path}/${at}`)) : []),
  ]
}
