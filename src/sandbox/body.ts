import { parseJson } from '../json-depth'
import { MENU_PATHS } from '../wechat/endpoints'
import { menuErrcodes } from '../wechat/menu/rules'
import { refuse } from './refusal'

export type JsonObject = Readonly<Record<string, unknown>>

/** Escapes of characters beyond ASCII, which the platform does not take (docs/platform.md 0.2). */
const ESCAPED_TEXT = /(?<!\\)(?:\\\\)*\\u(?!00[0-7])[0-9a-f]{4}/i

/**
 * The body of a POST. Menu calls have their own code for a wrong charset.
 * @throws Refusal 44002 empty, 40033 or 47002 escaped, 40033 or 47001 not UTF-8, 47001 not a JSON object
 */
export function parseBody(raw: Buffer, path: string): JsonObject {
  if (raw.length === 0) refuse(44002)
  const forMenu = path.startsWith(MENU_PATHS)
  const text = decode(raw) ?? refuse(forMenu ? menuErrcodes.charset : menuErrcodes.jsonType)
  if (text.trim() === '') refuse(44002)
  if (ESCAPED_TEXT.test(text)) refuse(forMenu ? menuErrcodes.charset : 47002)
  return objectIn(parse(text))
}

/** @throws Refusal 47001 where the value is not an object. The platform gives this code for a field of a wrong type as well. */
export function objectIn(value: unknown): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(47001)
  return value as JsonObject
}

/** A text field, `undefined` where it is missing. @throws Refusal 47001 where it is of another type */
export function textIn(body: JsonObject, key: string): string | undefined {
  const value = body[key]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') refuse(47001)
  return value
}

/** A whole number, given as a number or as its digits. @throws Refusal 47001 where it is neither */
export function numberIn(body: JsonObject, key: string): number | undefined {
  const value = body[key]
  if (value === undefined || value === null) return undefined
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value
  if (typeof value === 'string' && /^\d{1,15}$/.test(value)) return Number(value)
  return refuse(47001)
}

/** A list. @throws Refusal 47001 where it is of another type */
export function listIn(body: JsonObject, key: string): readonly unknown[] | undefined {
  const value = body[key]
  if (value === undefined || value === null) return undefined
  if (!Array.isArray(value)) refuse(47001)
  return value
}

function decode(raw: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw)
  } catch {
    return undefined
  }
}

function parse(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return refuse(47001)
  }
}
