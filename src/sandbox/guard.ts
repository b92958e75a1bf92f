import { isIP } from 'node:net'
import { isLoopback, isWechatHost } from '../wechat/hosts'

/** The headers of a request that tell where it comes from. */
export interface Provenance {
  readonly host: string | undefined
  readonly origin: string | undefined
  readonly fetchSite: string | undefined
  /** What the browser makes of the answer: `document`, `image`, `iframe` … */
  readonly fetchDest?: string | undefined
}

/**
 * What another site may do with an address, beside what its own pages may: `page` is linked to, and `picture` is shown
 * as well. Neither may be framed, or read. A `script` is run by whoever wants it: it says nothing that is not public.
 */
export type Openness = 'page' | 'picture' | 'script'

const destinations: Readonly<Record<Openness, readonly string[]>> = {
  page: ['document'],
  picture: ['document', 'image'],
  script: ['script'],
}

/**
 * Whether a request may be answered. A web page in the same machine's browser must not drive the sandbox: neither
 * from its own origin nor through a name that was made to point at this machine (DNS rebinding).
 * @param listening the address that is listened on; beyond loopback other names are accepted, but none that anybody could have
 * registered
 * @param open how far the address is open to other sites; absent: not at all
 */
export function mayPass(
  { host, origin, fetchSite, fetchDest = '' }: Provenance,
  listening: string,
  open?: Openness,
): boolean {
  if (!host) return false
  const name = nameOf(host)
  if (
    !isOwnName(name) &&
    (isLoopback(listening) || !(isPrivateName(name) || name.toLowerCase() === listening.toLowerCase()))
  )
    return false
  if (origin !== undefined && hostOf(origin) !== host.toLowerCase()) return false
  if (fetchSite === undefined || fetchSite === 'same-origin' || fetchSite === 'none') return true
  return open !== undefined && destinations[open].includes(fetchDest)
}

/**
 * A browser takes every name under `localhost` for this machine, without asking a name server. The names that the
 * sandbox plays lead here through a hosts file or a proxy: nobody else can make them point at this machine.
 */
function isOwnName(name: string): boolean {
  const host = name.toLowerCase()
  return isLoopback(host) || host.endsWith('.localhost') || isWechatHost(host)
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
