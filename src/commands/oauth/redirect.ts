import { type ErrorCode, WxError } from '../../errors'
import { redirectDoubts } from '../../terminal/messages/oauth'
import { escapedAmpersand, strayCharacters } from '../../wechat/oauth/link-text'
import { type RedirectAddress, type RedirectFault, readRedirect } from '../../wechat/oauth/redirect-address'
import type { CommandContext } from '../command'

const faults: Readonly<Record<RedirectFault, ErrorCode>> = {
  empty: 'REDIRECT_EMPTY',
  encoded: 'REDIRECT_ENCODED',
  'no-scheme': 'REDIRECT_NO_SCHEME',
  scheme: 'REDIRECT_SCHEME',
  'no-host': 'REDIRECT_NO_HOST',
  broken: 'REDIRECT_BROKEN',
  userinfo: 'REDIRECT_USERINFO',
  'authorize-url': 'REDIRECT_IS_AUTHORIZE',
}

/** @throws WxError REDIRECT_*, each with the address that was probably meant */
export function redirectFrom(text: string): RedirectAddress {
  const reading = readRedirect(text)
  if ('redirect' in reading) return reading.redirect
  throw new WxError(faults[reading.fault], { redirect: text, suggestion: reading.suggestion })
}

/** Doubts about a domain that WeChat has to know; a sandbox takes any. */
const aboutRegistering: ReadonlySet<string> = new Set(['local', 'address', 'port'])

/** Warns of what is doubtful about a redirect. */
export function tellDoubts(
  { terminal }: Pick<CommandContext, 'terminal'>,
  { href, domain, doubts }: RedirectAddress,
  { bySandbox }: { readonly bySandbox: boolean },
): void {
  const params = {
    domain,
    port: new URL(href).port,
    length: href.length,
    escaped: escapedAmpersand(href) ?? '',
    characters: strayCharacters(href).join(' '),
  }
  for (const doubt of doubts)
    if (!(bySandbox && aboutRegistering.has(doubt))) terminal.warn(redirectDoubts[doubt], params)
}
