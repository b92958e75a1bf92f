import { describe, expect, test } from 'vitest'
import { parseAnswer, parseIfJson, refusalOf } from '../../src/api/answer'
import type { WxError } from '../../src/errors'

const place = { host: 'api.weixin.qq.com', path: '/cgi-bin/x' }

function error(work: () => unknown): WxError {
  try {
    work()
  } catch (thrown) {
    return thrown as WxError
  }
  throw new Error('it did not fail')
}

describe('an answer', () => {
  test.each([
    ['plain', '{"a":1}'],
    ['with a byte order mark', '\uFEFF{"a":1}'],
    ['with space around', '\r\n {"a":1}\n'],
  ])('%s is read', (_name, text) => {
    expect(parseAnswer(Buffer.from(text), place)).toEqual({ a: 1 })
  })

  test('with raw control characters in a name is read all the same', () => {
    expect(parseAnswer(Buffer.from('{"remark":"a\u0008b"}'), place)).toEqual({ remark: 'a b' })
  })

  test.each([
    ['nothing', '', '0 bytes'],
    ['white space alone', ' \n', '2 bytes'],
    ['half an object', '{"menu":{"but', 'JSON, 13 bytes'],
  ])('that is %s is incomplete', (_name, text, reason) => {
    expect(error(() => parseAnswer(Buffer.from(text), place))).toMatchObject({
      code: 'ANSWER_INCOMPLETE',
      params: { ...place, reason },
    })
  })

  test('that is a page is shown by its first words, on one line, without control characters', () => {
    const page = `<html>\r\n\t<head>\u001b[31m<title>Sign in</title>${'x'.repeat(100)}`
    const { code, params } = error(() => parseAnswer(Buffer.from(page), place))
    expect(code).toBe('NOT_JSON')
    expect(params.start).toMatch(/^<html> <head> \[31m<title>Sign in<\/title>x+…$/)
    expect(String(params.start)).toHaveLength(61)
  })

  test('that repeats a token is shown without it', () => {
    const { params } = error(() => parseAnswer(Buffer.from('bad /x?access_token=abcdefghij'), place))
    expect(params.start).toBe('bad /x?access_token=***')
  })

  test.each(['[1]', '"ok"', '3', 'null', 'success'])('that is %s is no object', (text) => {
    expect(error(() => parseAnswer(Buffer.from(text), place)).code).toBe('NOT_JSON')
  })
})

describe('an answer of a call that may bring media', () => {
  test('is parsed where it is JSON, whatever its Content-Type says', () => {
    expect(parseIfJson(Buffer.from('{"errcode":40007}'), { 'content-type': 'image/jpeg' }, place)).toEqual({
      errcode: 40007,
    })
  })

  test('is left alone where it is not', () => {
    expect(parseIfJson(Buffer.from([0xff, 0xd8, 0xff, 0]), { 'content-type': 'image/jpeg' }, place)).toBe(
      undefined,
    )
  })

  test.each([
    ['<!DOCTYPE html><p>', 'text/plain'],
    ['Blocked', 'text/html; charset=utf-8'],
  ])('is refused where it is a web page: %s', (text, type) => {
    expect(error(() => parseIfJson(Buffer.from(text), { 'content-type': type }, place)).code).toBe('NOT_JSON')
  })
})

describe('errcode', () => {
  test.each([
    ['absent', { media_id: 'x' }],
    ['0', { errcode: 0, errmsg: 'ok' }],
    ['"0"', { errcode: '0' }],
    ['null', { errcode: null }],
  ])('%s is no refusal', (_name, json) => {
    expect(refusalOf(json, '/p')).toBe(undefined)
  })

  test.each([40018, '40018', '-1', -1])('%s is one', (errcode) => {
    expect(refusalOf({ errcode, errmsg: 'm' }, '/p')).toEqual({
      errcode: Number(errcode),
      errmsg: 'm',
      path: '/p',
    })
  })
})

test.each([
  ['ok', 'ok', undefined],
  [
    'invalid button name size rid: 61725984-6126f6f9-040f19c4',
    'invalid button name size',
    '61725984-6126f6f9-040f19c4',
  ],
  ['not in whitelist, rid: 1-2-3 ', 'not in whitelist', '1-2-3'],
  ['data format error hint: [a b] rid: 1-2-3', 'data format error', '1-2-3'],
  ['rid: 1-2-3', '', '1-2-3'],
  ['a grid: 4', 'a grid: 4', undefined],
])('the request id comes off %j', (whole, errmsg, rid) => {
  expect(refusalOf({ errcode: 1, errmsg: whole }, '/p')).toEqual({
    errcode: 1,
    errmsg,
    ...(rid && { rid }),
    path: '/p',
  })
})
