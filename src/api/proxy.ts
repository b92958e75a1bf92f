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
 * @param setting as the settings have it (store/proxy.ts): an http(s) address
 * @throws PROXY_CLEARTEXT where the secret would pass the proxy unencrypted
 */
export function proxyFor(base: URL, setting: string | undefined): ProxyRoute | undefined {
  if (!setting || isLoopback(base.hostname)) return undefined
  const proxy = routeOf(new URL(setting))
  if (base.protocol !== 'https:')
    throw new WxError('PROXY_CLEARTEXT', { proxy: proxy.shown, base: base.origin })
  return proxy
}

/** @param url as the settings have it */
export function routeOf(url: URL): ProxyRoute {
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
