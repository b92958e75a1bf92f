/** Where the platform's API lives, and what counts as this machine. */

export const API_BASE = 'https://api.weixin.qq.com'

/** WeChat's API hosts: the general one, its fallback, and those of single regions. All https. */
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

/** A bare address, IPv6 with its brackets. */
export const isIp = (host: string): boolean => host.startsWith('[') || /^\d{1,3}(\.\d{1,3}){3}$/.test(host)

/**
 * Addresses that lead nowhere on the internet, and names that no public name server knows. Loopback has its own.
 * @param host as a URL has it
 */
export function isPrivate(host: string): boolean {
  if (host.startsWith('[')) return /^\[(?:f[cd]|fe[89ab]|::\]|::ffff:)/i.test(host)
  if (!isIp(host))
    return !host.includes('.') || /\.(?:localhost|local|lan|internal|home|test|invalid)$/.test(host)
  const [a = 0, b = 0] = host.split('.').map(Number)
  return (
    a === 0 ||
    a === 10 ||
    (a === 100 && b >= 64 && b < 128) ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    a >= 224
  )
}

export function isApiHost(hostname: string): boolean {
  return (apiHosts as readonly string[]).includes(hostname)
}

/** The hosts of WeChat's pages that belong to the API: authorize pages, and QR codes. */
const pageHosts: readonly string[] = ['open.weixin.qq.com', 'mp.weixin.qq.com']

/** Whether a host is WeChat's own, of the API or of the pages beside it. @param hostname in lower case */
export function isWechatHost(hostname: string): boolean {
  return isApiHost(hostname) || pageHosts.includes(hostname)
}
