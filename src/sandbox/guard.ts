import { isIP } from 'node:net'

/** What a request says of where it comes from. */
export interface Provenance {
  readonly host: string | undefined
  readonly origin: string | undefined
  readonly fetchSite: string | undefined
}

/** Whether only this machine can reach an address that is listened on. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase()
  if (name === 'localhost' || name.endsWith('.localhost') || name === '::1') return true
  return isIP(name) === 4 && name.startsWith('127.')
}

/**
 * Whether a request may be answered. A web page in the same machine's browser must not drive the sandbox: neither
 * from its own origin nor through a name that was made to point at this machine (DNS rebinding).
 * @param listening the address that is listened on; beyond loopback every name is taken, it was opened on purpose
 */
export function mayPass({ host, origin, fetchSite }: Provenance, listening: string): boolean {
  if (!host) return false
  if (isLoopback(listening) && !isLoopback(nameOf(host))) return false
  if (origin !== undefined && hostOf(origin) !== host.toLowerCase()) return false
  return fetchSite === undefined || fetchSite === 'same-origin' || fetchSite === 'none'
}

function nameOf(host: string): string {
  return host.replace(/:\d+$/, '')
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
