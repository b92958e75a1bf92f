/** Finds the public address in what a tunnel client prints. */

const ADDRESS = /https?:\/\/[^\s"'`<>|()[\]{}\\,;]+/gi

/** Sites that tunnel clients refer to in their messages: makers, help and terms. No tunnel ends there. */
const SITES = [
  'cloudflare.com',
  'ngrok.com',
  'github.com',
  'gofrp.org',
  'cpolar.com',
  'natapp.cn',
  'tailscale.com',
  'openssh.com',
  'twitter.com',
  'x.com',
]
/** Domains under which the tunnels themselves are: only the bare domain and what serves the maker is none. */
const HOMES = [
  'trycloudflare.com',
  'localhost.run',
  'serveo.net',
  'pinggy.io',
  'loca.lt',
  'localtunnel.me',
  'zrok.io',
]
const MAKERS_OWN = /^(?:www|api|admin|console|dash|dashboard|docs?|developers?|login|status|support)\./

/**
 * The addresses in a line of output that may be the tunnel's: a bare origin of the public internet. What has a path
 * is a page to read.
 * @param line without control characters
 * @returns origins without a trailing slash, in their order
 */
export function tunnelAddresses(line: string): string[] {
  return [...line.matchAll(ADDRESS)].flatMap(([found]) => {
    const text = found.replace(/[.:!?]+$/, '')
    if (!URL.canParse(text)) return []
    const url = new URL(text)
    const isBare = url.pathname === '/' && url.search === '' && url.hash === '' && url.username === ''
    return isBare && isPublic(url.hostname) && !isMakers(url.hostname) ? [url.origin] : []
  })
}

/** Whether a host can be one of the internet: a name with a dot, or an address outside of the private ranges. */
function isPublic(hostname: string): boolean {
  if (hostname.startsWith('[')) return !/^\[(?:::|f[cd]|fe[89ab])/.test(hostname)
  if (/^[\d.]+$/.test(hostname))
    return !/^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))\./.test(hostname)
  return hostname.includes('.') && !/\.(?:localhost|local|internal|lan)$/.test(hostname)
}

function isMakers(hostname: string): boolean {
  const isOf = (site: string) => hostname === site || hostname.endsWith(`.${site}`)
  if (SITES.some(isOf) || HOMES.includes(hostname)) return true
  return HOMES.some(isOf) && MAKERS_OWN.test(hostname)
}
