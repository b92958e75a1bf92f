import { WxError } from '../errors'
import { isLoopback } from '../wechat/hosts'

/** A proxy taken apart: its credentials travel in a header and are never part of a text that may be shown. */
export interface ProxyRoute {
  /** `http://host:port`, without user and password. */
  readonly shown: string
  /** Value of Proxy-Authorization. */
  readonly authorization?: string
  /** How the proxy is given, up to its address: `--proxy `, `HTTPS_PROXY=`, `wxadmin account set prod proxy=`. */
  readonly givenAs?: string
}

/**
 * The way to WeChat's API through a proxy, or undefined for a direct connection. Loopback is always direct.
 * @param base address of the API
 * @param address of the proxy, http or https
 * @param givenAs see ProxyRoute
 * @throws PROXY_CLEARTEXT where the secret would pass the proxy unencrypted
 */
export function proxyFor(base: URL, address: string, givenAs: string): ProxyRoute | undefined {
  if (isLoopback(base.hostname)) return undefined
  const proxy = { ...routeOf(new URL(address)), givenAs }
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
  return `${decoded(url.username)}:${decoded(url.password)}`
}

/** Without what is percent-encoded; a bare % in a password is left as it is. */
function decoded(part: string): string {
  return part.replaceAll(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded)
    } catch {
      return encoded
    }
  })
}

/** Said wherever TLS begins: without it NODE_TLS_REJECT_UNAUTHORIZED=0 would let anybody pass for WeChat, or for the proxy. */
export const verified = { rejectUnauthorized: true } as const
