import type { Env } from '../env'
import { WxError } from '../errors'
import { parseApiBase } from './api-base'
import { SANDBOX_BASE, type Setting } from './types'

/** The proxy value that means none. */
export const DIRECT = 'direct'

/**
 * The proxy for calls to `base`: the flag, the account's, the environment's. This machine is always reached
 * directly (a proxy would see the secret and could not reach it anyway).
 * @throws WxError PROXY_INVALID, PROXY_UNSUPPORTED for a proxy that is no http(s) address
 */
export function resolveProxy(
  base: string,
  chosen: Setting<string> | undefined,
  env: Env,
): Setting<string> | undefined {
  if (base === SANDBOX_BASE || parseApiBase(base)?.host === 'loopback') return undefined
  const setting = chosen ?? (bypassed(base, env) ? undefined : proxyOfEnvironment(base, env))
  if (!setting || setting.value.toLowerCase() === DIRECT) return undefined
  const value = parseProxy(setting.value)
  if (value === undefined) {
    const { origin } = setting
    throw proxyInvalid(origin.from === 'default' ? 'proxy' : origin.name, setting.value)
  }
  return { ...setting, value }
}

/** @returns the proxy's address with its scheme (`HOST:PORT` is taken for http); undefined where it is none */
export function parseProxy(text: string): string | undefined {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`
  // A `#` or `?` in a password would make the part before it the host: it must be percent-encoded.
  if (/[\s?#]/.test(address) || !URL.canParse(address)) return undefined
  const { protocol, hostname, pathname } = new URL(address)
  if (!/^https?:$/.test(protocol) || !hostname || !/^\/*$/.test(pathname)) return undefined
  return address.replace(/\/+$/, '')
}

/** Proxies of another kind than HTTP, by the scheme of their address. */
const OTHER_KINDS = /^(socks(?:[45][ah]?)?|ftp|quic|ssh?|vmess|vless|trojan|hysteria2?|pac|wss?)(?:\+\w+)?:/i

/**
 * Why a text is not the address of a proxy that can be used. Nothing but its scheme is repeated: where a password is
 * typed wrongly, nobody can tell it from the rest.
 * @param name the setting that holds it
 */
export function proxyInvalid(name: string, text: string): WxError {
  const kind = OTHER_KINDS.exec(text.trim())?.[1]?.toLowerCase()
  return kind === undefined
    ? new WxError('PROXY_INVALID', { name })
    : new WxError('PROXY_UNSUPPORTED', { name, kind })
}

function proxyOfEnvironment(base: string, env: Env): Setting<string> | undefined {
  const https = base.startsWith('https:')
  // In a CGI program HTTP_PROXY is the client's header `Proxy` (httpoxy).
  const http = env.REQUEST_METHOD ? ['http_proxy'] : ['HTTP_PROXY', 'http_proxy']
  for (const name of [...(https ? ['HTTPS_PROXY', 'https_proxy'] : http), 'ALL_PROXY', 'all_proxy']) {
    const value = env[name]?.trim()
    if (value) return { value, origin: { from: 'env', name } }
  }
  return undefined
}

/**
 * NO_PROXY: hosts, `.suffix` or `*.suffix` (the name itself as well), `host:port`, addresses with or without brackets,
 * `*`; by comma, semicolon or space. A scheme before a host is what people copy along.
 */
function bypassed(base: string, env: Env): boolean {
  const { hostname, port, protocol } = new URL(base)
  const effectivePort = port || (protocol === 'https:' ? '443' : '80')
  const host = bare(hostname)
  const list = env.NO_PROXY || env.no_proxy || ''
  return list
    .toLowerCase()
    .split(/[\s,;]+/)
    .map((entry) => entry.replace(/^https?:\/\//, '').replace(/\/+$/, ''))
    .filter(Boolean)
    .some((entry) => {
      if (entry === '*') return true
      const [, name = '', only] = /^(\[.*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? [undefined, entry]
      if (only && only !== effectivePort) return false
      const suffix = bare(name.replace(/^\*?\.?/, ''))
      return suffix !== '' && (host === suffix || host.endsWith(`.${suffix}`))
    })
}

/** Without the brackets of an IPv6 address, and without the dot that may end a name. */
const bare = (host: string): string => host.replace(/^\[|\]$|\.$/g, '')
