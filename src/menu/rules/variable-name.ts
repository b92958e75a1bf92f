/** The names of variables in menu files. The command line needs them at every start, so nothing is imported here. */

/** What `--var` gave: names with their values; undefined where the value is in the environment. */
export type GivenVariables = ReadonlyMap<string, string | undefined>

/** Names with this prefix are wxadmin's own. */
export const OWN_PREFIX = 'WXADMIN_'
/** The form of a name. */
export const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/
