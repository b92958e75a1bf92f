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

/** @param hostname as `new URL()` gives it: lower case, IPv4 in four decimal parts, IPv6 in brackets */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

export function isApiHost(hostname: string): boolean {
  return (apiHosts as readonly string[]).includes(hostname)
}
