import { type ErrorCode, WxError } from '../../errors'
import {
  type AuthorizeScope,
  authorizeScopes,
  type OtherLogin,
  otherLoginOf,
} from '../../wechat/oauth/authorize-url'
import { wordOrHidden } from '../../wechat/redact'
import { suggest } from '../../wechat/suggest'

const elsewhere: Readonly<Record<OtherLogin, ErrorCode>> = {
  website: 'SCOPE_OF_WEBSITE',
  'mini-program': 'SCOPE_OF_MINI_PROGRAM',
  wecom: 'SCOPE_OF_WECOM',
}

/**
 * Reads `--scope`.
 * @throws WxError SCOPE_OF_WEBSITE, SCOPE_OF_MINI_PROGRAM, SCOPE_OF_WECOM, SCOPE_UNKNOWN, each with the scope that was
 * probably meant
 */
export function readScope(value: string): AuthorizeScope {
  const scope = authorizeScopes.find((name) => name === value)
  if (scope !== undefined) return scope
  const other = otherLoginOf(value)
  // What the other logins tell is who the user is: so does this one.
  const suggestion = other ? 'snsapi_userinfo' : (nearest(value) ?? 'snsapi_base')
  throw new WxError(other ? elsewhere[other] : 'SCOPE_UNKNOWN', { scope: wordOrHidden(value), suggestion })
}

/** Mistyped, or without what the two have in common: `userinfo`. */
function nearest(value: string): string | undefined {
  const names = [...authorizeScopes]
  const found = suggest(value, names) ?? suggest(`snsapi_${value}`, names)
  return found ?? names.find((name) => value !== '' && name.includes(value.trim().toLowerCase()))
}
