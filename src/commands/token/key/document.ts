import type { HubKey } from '../../../hub/keys'

/** A key for `--json`. `accounts` (AppIDs) and `paths`: null for all; times as ISO 8601, `expiresAt` null for never. */
export interface KeyDocument {
  readonly name: string
  readonly accounts: readonly string[] | null
  readonly paths: readonly string[] | null
  readonly readOnly: boolean
  readonly revealToken: boolean
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly expired: boolean
}

/** @param now milliseconds since 1970 */
export function keyDocument(key: HubKey, now: number): KeyDocument {
  const { name, accounts = null, paths = null, readOnly = false, revealToken = false } = key
  return {
    name,
    accounts,
    paths,
    readOnly,
    revealToken,
    createdAt: new Date(key.createdAt).toISOString(),
    expiresAt: key.expiresAt === undefined ? null : new Date(key.expiresAt).toISOString(),
    expired: key.expiresAt !== undefined && key.expiresAt <= now,
  }
}
