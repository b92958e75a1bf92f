import { WxError } from '../errors'
import { type ProxyRoute, routeOf } from '../http/proxy'
import type { Setting } from '../store/types'
import { isLoopback } from '../wechat/hosts'

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
