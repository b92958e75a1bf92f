/**
 * An address before it is called. What the console takes: http on port 80 or https on port 443 (docs/platform.md 3.1), and
 * WeChat's servers have to reach it.
 */

import { isIp, isLoopback, isPrivate } from '../../wechat/hosts'
import { repairedAddress } from '../../wechat/oauth/address-repair'
import { redact } from '../../wechat/redact'
import type { AddressCode, Level, Params } from './types'

interface AddressFinding {
  readonly level: Level
  readonly code: AddressCode
  readonly params: Params
}

export interface Address {
  /** Absent where it cannot be called: then there is one finding, which says why. */
  readonly url?: URL
  readonly findings: readonly AddressFinding[]
}

/** @param text as it was typed, or as the account has it */
export function judgeAddress(text: string): Address {
  const address = text.trim()
  const shown = shownAddress(address)
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(address))
    // `localhost:3000` reads as the scheme `localhost`; `https:/host` is mended by browsers, not by WeChat.
    return refuse('address-no-scheme', { suggestion: repairedAddress(shown) ?? 'https://example.com/' })
  if (!URL.canParse(address) || /\s/.test(address)) return refuse('address-malformed', { address: shown })
  const url = new URL(address)
  if (!/^https?:$/.test(url.protocol))
    return refuse('address-not-http', { scheme: url.protocol.replace(':', '') })
  if (url.username || url.password) return refuse('address-credentials', {})
  if (address.includes('#')) return refuse('address-fragment', { fragment: url.hash || '#' })
  const findings = [...placeOf(url), ...portOf(url)]
  return { url, findings: findings.length > 0 ? findings : [{ level: 'ok', code: 'address-ok', params: {} }] }
}

/** An address as it may be told: without a password, and of a length that can be read. */
export function shownAddress(address: string): string {
  return redact(address.slice(0, 200)).replace(/^[^/?#@]*@/, '***@')
}

const refuse = (code: AddressCode, params: Params): Address => ({
  findings: [{ level: 'error', code, params }],
})

function placeOf({ hostname }: URL): AddressFinding[] {
  const params = { host: hostname }
  // Testing on one's own machine is what loopback is for, so it is no error.
  if (isLoopback(hostname)) return [{ level: 'warning', code: 'address-loopback', params }]
  if (isPrivate(hostname)) return [{ level: 'error', code: 'address-private', params }]
  // The console asks for a domain; whether it takes bare addresses is documented nowhere [?].
  return isIp(hostname) ? [{ level: 'warning', code: 'address-ip', params }] : []
}

function portOf({ protocol, port, hostname }: URL): AddressFinding[] {
  const usual = protocol === 'https:' ? 443 : 80
  if (port === '') return []
  const level = isLoopback(hostname) ? 'warning' : 'error'
  const params = { port: Number(port), usual, scheme: protocol.replace(':', '') }
  return [{ level, code: 'address-port', params }]
}
