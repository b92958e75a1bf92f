import type { GivenVariables } from './variables'

/** The options of a command line again, for a command that is to be copied. */
export function variableFlags(given: GivenVariables | undefined): string {
  return [...(given ?? [])]
    .map(([name, value]) => `--var ${value === undefined ? name : `${name}=${quoted(value)}`}`)
    .join(' ')
}

/** A word of a shell's command line. */
function quoted(value: string): string {
  return /^[\w@%+=:,./-]*$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`
}
