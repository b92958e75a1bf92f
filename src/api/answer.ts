import { type WechatRefusal, WxError } from '../errors'
import { JsonTooDeep, MOST_JSON_DEPTH, parseJson } from '../json-depth'
import { readErrmsg } from '../wechat/errcodes/errmsg'
import { redact } from '../wechat/redact'

export type Json = Record<string, unknown>

/** Where an answer came from. */
interface Origin {
  /** Host, with the port where it is not the usual one. */
  readonly host: string
  readonly path: string
}

/** Characters of an unexpected answer that an error shows. */
const START = 60

/**
 * The JSON object that an answer is. What it is called by Content-Type does not count (docs/platform.md 0.2).
 * @throws ANSWER_INCOMPLETE for nothing and for half of one, ANSWER_TOO_DEEP, NOT_JSON for anything else
 */
export function parseAnswer(body: Buffer, place: Origin): Json {
  const text = textOf(body, place)
  const value = parseBounded(text, place)
  if (isObject(value)) return value
  if (value === undefined && /^[{[]/.test(text))
    throw new WxError('ANSWER_INCOMPLETE', { ...place, reason: `JSON, ${body.length} bytes` })
  throw new WxError('NOT_JSON', { ...place, start: beginning(text) })
}

/**
 * As `parseAnswer`, for calls that may bring something else (images, audio): undefined for that. A web page is
 * never what WeChat's API means to say.
 */
export function parseIfJson(
  body: Buffer,
  headers: Readonly<Record<string, string>>,
  place: Origin,
): Json | undefined {
  const text = textOf(body.subarray(0, 512), place)
  const isPage =
    /^<(!doctype|html|head|body)\b/i.test(text) || /^text\/html\b/i.test(headers['content-type'] ?? '')
  if (isPage || text.startsWith('{')) return parseAnswer(body, place)
  return undefined
}

/** What an answer refuses with; undefined where `errcode` is 0 or absent, as it is on many successes. */
export function refusalOf(json: Json, path: string): WechatRefusal | undefined {
  const errcode = numberOf(json.errcode)
  if (errcode === undefined || errcode === 0) return undefined
  const { text, rid } = readErrmsg(typeof json.errmsg === 'string' ? json.errmsg : '')
  return { errcode, errmsg: text, ...(rid && { rid }), path }
}

/** A number that may have come as text. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^-?\d+$/.test(value.trim()) ? Number(value) : undefined
}

function textOf(body: Buffer, place: Origin): string {
  const text = body
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trim()
  if (text === '') throw new WxError('ANSWER_INCOMPLETE', { ...place, reason: `${body.length} bytes` })
  return text
}

function parseBounded(text: string, place: Origin): unknown {
  try {
    return parse(text)
  } catch (cause) {
    throw new WxError('ANSWER_TOO_DEEP', { ...place, limit: MOST_JSON_DEPTH }, { cause })
  }
}

/** @throws JsonTooDeep */
function parse(text: string): unknown {
  try {
    return parseJson(text)
  } catch (error) {
    if (error instanceof JsonTooDeep) throw error
    try {
      // Names that users gave themselves may hold control characters, which WeChat passes on unescaped.
      return JSON.parse(text.replace(CONTROL, ' '))
    } catch {
      return undefined
    }
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g

function beginning(text: string): string {
  const line = redact(text.slice(0, 1000).replace(CONTROL, ' ').replace(/\s+/g, ' ')).trim()
  return line.length > START ? `${line.slice(0, START)}…` : line
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
