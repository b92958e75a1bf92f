/** Where web authorization may lead: the redirect_uri of docs/platform.md 5.1, read before it is encoded. */

import { isLoopback } from '../hosts'
import { repairedAddress } from './address-repair'
import { AUTHORIZE_PATH } from './authorize-url'
import { escapedAmpersand, strayCharacters } from './link-text'

/** What makes an address useless as a redirect. */
export type RedirectFault =
  | 'empty'
  | 'encoded'
  | 'no-scheme'
  | 'scheme'
  | 'no-host'
  | 'broken'
  | 'userinfo'
  | 'authorize-url'

/** What was probably not meant, or fails for some accounts. */
export type RedirectDoubt =
  | 'local'
  | 'address'
  | 'port'
  | 'host'
  | 'escaped'
  | 'characters'
  | 'fragment'
  | 'own-parameter'
  | 'long'

export interface RedirectAddress {
  /** As it was typed, character for character. The link has exactly this, encoded once. */
  readonly href: string
  /** What the account has to register as its web-authorization domain: no scheme, no port, no path. */
  readonly domain: string
  readonly doubts: readonly RedirectDoubt[]
}

/** `suggestion`: the address that was probably meant, or an example where no host can be read. */
export type RedirectReading =
  | { readonly redirect: RedirectAddress }
  | { readonly fault: RedirectFault; readonly suggestion: string }

/** Characters. No limit is published [?]; a menu's links end here, and so do some servers and proxies. */
export const LONG_REDIRECT = 1024

/** What an address looks like. */
const EXAMPLE = 'https://example.com/'
/** A line break comes from pasting; a browser would drop it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are searched here
const CONTROL = /[\u0000-\u001f\u007f]/

/**
 * Checks an address for web authorization. It is never changed: what a browser would read differently becomes a
 * doubt.
 * @param given as a person writes it: Han characters, blanks and encoded parts are all right
 */
export function readRedirect(given: string): RedirectReading {
  const text = given.trim()
  if (text === '') return { fault: 'empty', suggestion: EXAMPLE }
  if (/^https?%3a/i.test(text)) return { fault: 'encoded', suggestion: suggestionFor(decoded(text)) }
  const scheme = /^([a-z][a-z0-9+.-]*):(?!\d)/i.exec(text)?.[1]?.toLowerCase()
  if (scheme === undefined) return { fault: 'no-scheme', suggestion: suggestionFor(text) }
  if (scheme !== 'http' && scheme !== 'https')
    return { fault: 'scheme', suggestion: suggestionFor(/^[^:]*:[/\\]{2,}(.*)$/.exec(text)?.[1] ?? '') }
  // `new URL` mends https:/host and https:host; others who read the address do not
  const host = /^https?:\/\/([^/?#\\]*)/i.exec(text)?.[1]
  if (!host) return { fault: 'no-host', suggestion: suggestionFor(text) }
  const url = CONTROL.test(text) || !URL.canParse(text) ? undefined : new URL(text)
  if (!url) return { fault: 'broken', suggestion: `${scheme}://example.com/` }
  if (CONTROL.test(given)) return { fault: 'broken', suggestion: text }
  if (url.username || url.password || host.includes('@')) return { fault: 'userinfo', suggestion: bare(url) }
  const inner = url.pathname === AUTHORIZE_PATH ? url.searchParams.get('redirect_uri') : null
  if (inner !== null) return { fault: 'authorize-url', suggestion: suggestionFor(inner) }
  return { redirect: { href: given, domain: url.hostname, doubts: doubtsOf(url, host, given) } }
}

function doubtsOf(url: URL, host: string, given: string): RedirectDoubt[] {
  const kind = hostKind(url.hostname)
  const doubts: (RedirectDoubt | false | undefined)[] = [
    kind,
    kind !== 'local' && url.port !== '' && 'port',
    host.replace(/:\d*$/, '') !== url.hostname && 'host',
    escapedAmpersand(given) !== undefined && 'escaped',
    strayCharacters(given).length > 0 && 'characters',
    url.hash !== '' && 'fragment',
    (url.searchParams.has('code') || url.searchParams.has('state')) && 'own-parameter',
    given.length > LONG_REDIRECT && 'long',
  ]
  return doubts.filter((doubt) => doubt !== false && doubt !== undefined)
}

/** `local`: no name that can be registered; `address`: an IP address, which the test account alone can register [?]. */
function hostKind(hostname: string): 'local' | 'address' | undefined {
  if (isLoopback(hostname) || /(?:^|\.)(?:localhost|local|internal|test)\.?$/.test(hostname)) return 'local'
  if (hostname.startsWith('[') || /^\d+(?:\.\d+){3}$/.test(hostname)) return 'address'
  return hostname.includes('.') ? undefined : 'local'
}

/** The address that was meant; an example where no host can be read. */
function suggestionFor(text: string): string {
  const suggestion = repairedAddress(text)
  return suggestion !== undefined && !CONTROL.test(suggestion) ? suggestion : EXAMPLE
}

function bare(url: URL): string {
  const copy = new URL(url)
  copy.username = ''
  copy.password = ''
  return copy.href
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
