import { isApiHost, isLoopback } from '../wechat/hosts'

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
