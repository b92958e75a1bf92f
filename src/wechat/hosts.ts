/** Where the platform's API lives, and what counts as this machine. */

export const API_BASE = 'https://api.weixin.qq.com'

/** WeChat's API hosts: the general one, its stand-in, and those of single regions. All https. */
const apiHosts = [
  'api.weixin.qq.com',
  'api2.weixin.qq.com',
  'sh.api.weixin.qq.com',
  'sz.api.weixin.qq.com',
  'hk.api.weixin.qq.com',
] as const

/**
 * Whether a host is this machine and nothing else. `x.localhost` is not: a name server may be asked for it.
 * @param host a name or an address, IPv6 with or without brackets
 */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase()
  return name === 'localhost' || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name)
}

export function isApiHost(hostname: string): boolean {
  return (apiHosts as readonly string[]).includes(hostname)
}
