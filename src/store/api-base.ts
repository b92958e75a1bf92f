import { WxError } from '../errors'
import { isApiHost, isLoopback, isWechatHost } from '../wechat/hosts'

export interface ApiBase {
  /** Without a trailing slash. */
  readonly base: string
  readonly host: 'wechat' | 'loopback' | 'other'
  readonly https: boolean
}

/**
 * Reads an API base address.
 * @returns undefined for anything but http(s)://host[:port][/path]
 */
export function parseApiBase(text: string): ApiBase | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || !/^https?:\/\//i.test(text)) return undefined
  // A `?` or `#` without anything after it vanishes in parsing, but not from the text.
  if (url.username || url.password || /[?#@\s\\]/.test(text)) return undefined
  const https = url.protocol === 'https:'
  const host = isLoopback(url.hostname) ? 'loopback' : isApiHost(url.hostname) && https ? 'wechat' : 'other'
  return { base: (url.origin + url.pathname).replace(/\/+$/, ''), host, https }
}

/**
 * The address of a hub, without a trailing slash. The key goes there with every call: encrypted, or within this machine.
 * @param name the setting that holds it
 * @throws WxError VALUE_INVALID, HUB_ADDRESS_CLEARTEXT
 */
export function hubAddress(name: string, text: string): string {
  const parsed = parseApiBase(text.trim())
  const isWechat = parsed !== undefined && isWechatHost(new URL(parsed.base).hostname)
  if (!parsed || isWechat) {
    const reason = isWechat ? `"${parsed.base}"` : '"…"' // it may hold a password
    throw new WxError('VALUE_INVALID', { name, reason, expected: 'https://HUB[:PORT][/PATH]' })
  }
  const { base, https, host } = parsed
  if (!https && host !== 'loopback')
    throw new WxError('HUB_ADDRESS_CLEARTEXT', { name, base, secure: base.replace(/^http:/, 'https:') })
  return base
}
