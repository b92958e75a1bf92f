import { parseJson } from '../../json-depth'
import { SANDBOX_APPID } from '../../wechat/sandbox-account'
import type { AccountState, SandboxState } from '../state'

/** A control call that cannot be understood; the message says why. */
export class BadControl extends Error {}

/** What one control call does. @param now the machine's time, milliseconds since 1970 */
export type Order = (body: unknown, state: SandboxState, now: number) => object

/** A control call: what it does, and a body that it takes. */
export interface Control {
  readonly order: Order
  readonly example: string
  /** Reads a body that is not JSON. @param isForm it says that it is a form, as everything does that `curl -d` sends */
  readonly readText?: (text: string, isForm: boolean) => unknown
}

export type Fields = Readonly<Record<string, unknown>>

/**
 * The JSON in a body, whatever its Content-Type says: `curl -d` calls everything a form.
 * @param example a valid body, for the error message
 * @throws BadControl
 */
export function readBody(text: string, example: string): unknown {
  if (text.trim() === '') return {}
  try {
    return parseJson(text)
  } catch {
    throw new BadControl(`the body is not JSON; an example: ${example}`)
  }
}

/** An object that has no other keys than these. */
export function fieldsOf(value: unknown, known: readonly string[], what = 'the body'): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadControl(`${what} must be an object`)
  const stranger = Object.keys(value).find((key) => !known.includes(key))
  if (stranger !== undefined) throw new BadControl(`unknown key ${stranger}; known: ${known.join(', ')}`)
  return value as Fields
}

export function booleanOf(fields: Fields, key: string): boolean | undefined {
  const value = fields[key]
  if (value !== undefined && typeof value !== 'boolean') throw new BadControl(`${key} must be true or false`)
  return value
}

export function stringOf(fields: Fields, key: string): string | undefined {
  const value = fields[key]
  if (value !== undefined && typeof value !== 'string') throw new BadControl(`${key} must be a string`)
  return value
}

export function countOf(fields: Fields, key: string): number {
  const value = fields[key]
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw new BadControl(`${key} must be a whole number from 0`)
  return value
}

const MOST_NAMES = 1000

/** A list of strings, or null for "any". */
export function namesOf(fields: Fields, key: string): string[] | null | undefined {
  const value = fields[key]
  if (value === undefined || value === null) return value
  if (!Array.isArray(value) || !value.every((entry) => typeof entry === 'string'))
    throw new BadControl(`${key} must be a list of strings, or null for any`)
  if (value.length > MOST_NAMES) throw new BadControl(`${key} may hold ${MOST_NAMES} entries at most`)
  return value
}

export function objectsOf(fields: Fields, key: string): readonly Fields[] | undefined {
  const value = fields[key]
  if (value === undefined) return undefined
  if (!Array.isArray(value) || !value.every((entry) => typeof entry === 'object' && entry !== null))
    throw new BadControl(`${key} must be a list of objects`)
  return value
}

/** The account of `appid`, or the built-in one. */
export function accountIn(state: SandboxState, fields: Fields): AccountState {
  const appid = stringOf(fields, 'appid') ?? SANDBOX_APPID
  const account = Object.hasOwn(state.accounts, appid) ? state.accounts[appid] : undefined
  if (!account) throw new BadControl(`no account ${appid}`)
  return account
}
