import { join } from 'node:path'
import { OauthStates } from './oauth-states'
import { WebTokens } from './web-tokens'

/** What web authorization keeps. Opened apart from the store, whose other users need not load it. */
export interface OauthStore {
  readonly tokens: WebTokens
  readonly states: OauthStates
}

/** @param dir the store's directory */
export function openOauthStore(dir: string): OauthStore {
  const own = join(dir, 'oauth')
  return { tokens: new WebTokens(own), states: new OauthStates(join(own, 'states.json')) }
}
