import { isIP } from 'node:net'
import { isLoopback } from '../wechat/hosts'

/** What a request says of where it comes from. */
export interface Provenance {
  readonly host: string | undefined
  readonly origin: string | undefined
  readonly fetchSite: string | undefined
}

/**
 * Whether a request may be answered. A web page in the same machine's browser must not drive the sandbox: neither
 * from its own origin nor through a name that was made to point at this machine (DNS rebinding).
 * @param listening the address that is listened on; beyond loopback it goes by more names, but by none that anybody
 * could have registered
 */
export function mayPass({ host, origin, fetchSite }: Provenance, listening: string): boolean {
  if (!host) return false
  const name = nameOf(host)
  if (
    !isOwnName(name) &&
    (isLoopback(listening) || !(isPrivateName(name) || name.toLowerCase() === listening.toLowerCase()))
  )
    return false
  if (origin !== undefined && hostOf(origin) !== host.toLowerCase()) return false
  return fetchSite === undefined || fetchSite === 'same-origin' || fetchSite === 'none'
}

/** A browser takes every name under `localhost` for this machine, without asking a name server. */
function isOwnName(name: string): boolean {
  return isLoopback(name) || name.toLowerCase().endsWith('.localhost')
}

/** An address, or a name that no public name server answers for: of a container, or of the machine around it. */
function isPrivateName(name: string): boolean {
  return isIP(name.replace(/^\[|\]$/g, '')) !== 0 || /^[^.]+$|\.internal$/i.test(name)
}

function nameOf(host: string): string {
  return host.replace(/:\d+$/, '')
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
