import { WxError } from '../errors'
import { isLoopback } from '../wechat/hosts'

/** A proxy taken apart: its credentials travel in a header and are never part of a text that may be shown. */
export interface ProxyRoute {
  /** `http://host:port`, without user and password. */
  readonly shown: string
  /** Value of Proxy-Authorization. */
  readonly authorization?: string
}

/**
 * The proxy for a base address, or undefined for a direct connection. Loopback is always direct.
 * @param setting the address as it stands in the settings
 * @throws PROXY_CLEARTEXT where the secret would pass the proxy unencrypted, VALUE_INVALID for no http(s) address
 */
export function proxyFor(base: URL, setting: string | undefined): ProxyRoute | undefined {
  if (!setting || isLoopback(base.hostname)) return undefined
  const proxy = parse(setting)
  if (base.protocol !== 'https:')
    throw new WxError('PROXY_CLEARTEXT', { proxy: proxy.shown, base: base.origin })
  return proxy
}

function parse(setting: string): ProxyRoute {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(setting) ? setting : `http://${setting}`
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw new WxError('VALUE_INVALID', {
      name: 'proxy',
      reason: url ? url.protocol.replace(':', '') : 'URL',
      expected: 'http://HOST:PORT',
    })
  const credentials = url.username || url.password
  return {
    shown: url.origin,
    ...(credentials && { authorization: `Basic ${Buffer.from(userinfo(url)).toString('base64')}` }),
  }
}

function userinfo(url: URL): string {
  const [user, password] = [url.username, url.password].map((part) => {
    try {
      return decodeURIComponent(part)
    } catch {
      return part // a bare % in a password
    }
  })
  return `${user}:${password}`
}
