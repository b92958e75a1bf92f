/** The token source `hub:ADDRESS`. Loaded by every command: it loads nothing. */
import type { Settings } from './types'

const HUB = 'hub:'

/** The address in a token source, where that is a hub. */
export const hubIn = (source: string): string | undefined =>
  source.startsWith(HUB) ? source.slice(HUB.length).trim() : undefined

/** Address of the hub that calls go to; undefined where they go to WeChat. A token that was given is used as it is. */
export const hubOf = ({
  accessToken,
  tokenSource,
}: Pick<Settings, 'accessToken' | 'tokenSource'>): string | undefined =>
  accessToken ? undefined : hubIn(tokenSource.value)
