/** The query of a forwarded call: taken apart without reading it anew, so that all but the secrets is sent as it came. */

interface Pair {
  /** As it was sent: `access_token=…`. */
  readonly raw: string
  /** Decoded; a name that cannot be decoded is left as it is. */
  readonly name: string
  readonly value: string
}

/** @param search without the `?` */
export function pairsOf(search: string): Pair[] {
  return search
    .split('&')
    .filter((raw) => raw !== '')
    .map((raw) => {
      const at = raw.indexOf('=')
      const name = decoded(at < 0 ? raw : raw.slice(0, at))
      return { raw, name, value: at < 0 ? '' : decoded(raw.slice(at + 1)) }
    })
}

/** The one value of a name; undefined where it is missing, null where it is there more than once. */
export function only(pairs: readonly Pair[], name: string): string | undefined | null {
  const found = pairs.filter((pair) => pair.name === name)
  return found.length > 1 ? null : found[0]?.value
}

/** Puts other values in place of some; what is not there yet comes first, as WeChat's own examples have the token. */
export function withValues(
  pairs: readonly Pair[],
  values: Readonly<Record<string, string | undefined>>,
): string {
  const given = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const written = (name: string, value: string) => `${name}=${encodeURIComponent(value)}`
  const missing = given.filter(([name]) => !pairs.some((pair) => pair.name === name))
  const kept = pairs.map(({ raw, name }) => {
    const value = values[name]
    return value === undefined ? raw : written(name, value)
  })
  return [...missing.map(([name, value]) => written(name, value)), ...kept].join('&')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
