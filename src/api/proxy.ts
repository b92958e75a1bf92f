import { WxError } from '../errors'
import type { Setting } from '../store/types'
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
 * The proxy for a base address, or undefined for a direct connection. Loopback is always direct.
 * @param setting as the settings have it (store/proxy.ts): an http(s) address
 * @throws PROXY_CLEARTEXT where the secret would pass the proxy unencrypted
 */
export function proxyFor(base: URL, setting: Setting<string> | undefined): ProxyRoute | undefined {
  if (!setting || isLoopback(base.hostname)) return undefined
  const { value, origin } = setting
  const givenAs =
    origin.from === 'env'
      ? `${origin.name}=`
      : origin.from === 'account'
        ? `wxadmin account set ${origin.name} proxy=`
        : '--proxy '
  const proxy = { ...routeOf(new URL(value)), givenAs }
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
