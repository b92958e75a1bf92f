import type { Settings } from '../../store/types'
import { shownSource } from '../../wechat/redact'

/** When a token ends, for `--json`: ISO 8601 and whole seconds, null where its life is unknown. */
export interface Life {
  readonly expiresAt: string | null
  readonly expiresIn: number | null
}

/** @param expiresAt,now milliseconds since 1970 */
export function lifeOf(expiresAt: number | undefined, now: number): Life {
  if (expiresAt === undefined) return { expiresAt: null, expiresIn: null }
  return {
    expiresAt: new Date(expiresAt).toISOString(),
    expiresIn: Math.max(0, Math.floor((expiresAt - now) / 1000)),
  }
}

/** Where the token comes from, as it may be shown: the name of the source, or `environment` for WXADMIN_ACCESS_TOKEN. */
export function sourceOf({ accessToken, tokenSource }: Settings): string {
  return accessToken ? 'environment' : shownSource(tokenSource.value)
}
