import { WxError } from '../errors'
import type { CallbackConfig } from '../wechat/callback/callback'
import { NEWER } from './types'

/** Token and EncodingAESKey that were made for an endpoint whose account is in no file (the sandbox, CI, none at all). */
export interface CallbackFile {
  /** By AppID; under `-` where there is no account. */
  readonly values: Readonly<Record<string, CallbackValues>>
  /** Entries of a form that a newer version wrote, by AppID: kept as they are. */
  readonly [NEWER]?: Readonly<Record<string, unknown>>
}

export type CallbackValues = Partial<Pick<CallbackConfig, 'token' | 'aesKey'>>

/** @throws Error naming the place of what is wrong with the whole, never its value */
export function parseCallbacks(value: unknown): CallbackFile {
  const file = isObject(value) ? value : {}
  if (!isObject(file.values)) throw new Error('values')
  const entries = Object.entries(file.values)
  return {
    ...file, // what a newer version added stays in the file
    values: Object.fromEntries(
      entries.filter((entry): entry is [string, CallbackValues] => isValues(entry[1])),
    ),
    [NEWER]: Object.fromEntries(entries.filter(([, entry]) => !isValues(entry))),
  }
}

/** The file to write: what a newer version wrote goes back as it was. */
export const formatCallbacks = ({ [NEWER]: newer, ...file }: CallbackFile): object => ({
  ...file,
  values: { ...newer, ...file.values },
})

/** The values of an AppID. @throws WxError CALLBACK_NEWER */
export function callbackValuesOf(
  { values, [NEWER]: newer = {} }: CallbackFile,
  appid: string,
): CallbackValues | undefined {
  if (Object.hasOwn(newer, appid)) throw new WxError('CALLBACK_NEWER', { appid })
  return Object.hasOwn(values, appid) ? values[appid] : undefined
}

/** Without the values of an AppID; the same reference where there are none. */
export function withoutCallbackValues(file: CallbackFile, appid: string): CallbackFile {
  const { values, [NEWER]: newer = {} } = file
  if (!Object.hasOwn(values, appid) && !Object.hasOwn(newer, appid)) return file
  const { [appid]: _, ...others } = values
  const { [appid]: __, ...othersNewer } = newer
  return { ...file, values: others, [NEWER]: othersNewer }
}

const isValues = (entry: unknown): entry is CallbackValues =>
  isObject(entry) &&
  ['token', 'aesKey'].every((key) => entry[key] === undefined || typeof entry[key] === 'string')

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
