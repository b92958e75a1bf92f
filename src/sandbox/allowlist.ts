import { BlockList, isIPv4 } from 'node:net'

/** Whether an address may fetch tokens. @param list addresses and networks (`10.0.0.0/8`); null allows all */
export function allowed(list: readonly string[] | null, client: string): boolean {
  if (list === null) return true
  const address = plainAddress(client)
  return networksOf(list).check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
}

/** Whether every entry is an address or a network. */
export function isAllowlist(list: readonly string[]): boolean {
  try {
    networksOf(list)
    return true
  } catch {
    return false
  }
}

/** The platform's sentence for 40164, with the caller's address in both forms (docs/platform.md 1.3). */
export function invalidIp(client: string): string {
  const address = plainAddress(client)
  return isIPv4(address)
    ? `invalid ip ${address} ipv6 ::ffff:${address}, not in whitelist`
    : `invalid ip ${address} ipv6 ${address}, not in whitelist`
}

function networksOf(list: readonly string[]): BlockList {
  const networks = new BlockList()
  for (const entry of list) {
    const [address = '', prefix] = entry.split('/')
    const family = isIPv4(address) ? 'ipv4' : 'ipv6'
    if (prefix === undefined) networks.addAddress(address, family)
    else networks.addSubnet(address, Number(prefix), family)
  }
  return networks
}

function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}
