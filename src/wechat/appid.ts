/**
 * What AppID and AppSecret look like. WeChat publishes no format, so only what cannot be one
 * is refused; a merely unusual value is worth a warning.
 */

export type AppidVerdict = 'usual' | 'unusual' | 'original-id' | 'secret' | 'invalid'

/** As every AppID that has been seen: `wx` and 16 hex digits. */
export const USUAL_APPID = /^wx[0-9a-f]{16}$/

/**
 * `original-id`: the 原始ID `gh_…` that the console shows beside the AppID; people often take one for the other.
 * `secret`: it may be the AppSecret, given in the wrong place, and must not be shown.
 */
export function judgeAppid(value: string): AppidVerdict {
  if (USUAL_APPID.test(value)) return 'usual'
  if (/^gh_/i.test(value)) return 'original-id'
  if (/^[0-9a-f]{32}$/i.test(value)) return 'secret'
  return /^[A-Za-z0-9_-]{6,64}$/.test(value) ? 'unusual' : 'invalid'
}

export type SecretVerdict = 'usual' | 'unusual' | 'invalid'

/** @param value without white space around it */
export function judgeSecret(value: string): SecretVerdict {
  if (/^[0-9a-f]{32}$/.test(value)) return 'usual'
  return value === '' || /[\s\p{Cc}]/u.test(value) ? 'invalid' : 'unusual'
}
