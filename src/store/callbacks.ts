import type { CallbackConfig } from '../wechat/callback'

/** Token and EncodingAESKey that were made for an endpoint whose account is in no file (the sandbox, CI, none at all). */
export interface CallbackFile {
  /** By AppID; under `-` where there is no account. */
  readonly values: Readonly<Record<string, CallbackValues>>
}

export type CallbackValues = Partial<Pick<CallbackConfig, 'token' | 'aesKey'>>

/** @throws Error naming the place of what is wrong, never its value */
export function parseCallbacks(value: unknown): CallbackFile {
  const { values } = isObject(value) ? value : {}
  if (!isObject(values)) throw new Error('values')
  for (const [appid, entry] of Object.entries(values)) {
    if (!isObject(entry)) throw new Error(`values.${appid}`)
    for (const key of ['token', 'aesKey'])
      if (entry[key] !== undefined && typeof entry[key] !== 'string')
        throw new Error(`values.${appid}.${key}`)
  }
  return { values: values as CallbackFile['values'] }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
