import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { hasAppid } from '../../store/accounts'
import { withoutCallbackValues } from '../../store/callbacks'
import { openOauthStore } from '../../store/oauth'
import type { Store } from '../../store/store'
import { fileName } from '../../store/tokens'
import type { AccountsFile } from '../../store/types'
import { accountMessages } from '../../terminal/messages/account'
import type { Terminal } from '../../terminal/terminal'

/** What was kept for an AppID and is gone now. */
export interface Forgotten {
  readonly tokensCleared: number
  /** Users whose web access and refresh tokens were kept. */
  readonly webTokensCleared: number
}

const NOTHING: Forgotten = { tokensCleared: 0, webTokensCleared: 0 }

/**
 * Forgets what is kept for an AppID, unless an account that remains has it too, for it is kept by AppID: tokens, tokens
 * of users, states, values of its server configuration, what was uploaded. The history of its menus stays: it is the
 * only copy of menus that were live, and holds no secret.
 * @param file the accounts that remain
 */
export async function forget(
  store: Store,
  terminal: Terminal,
  appid: string,
  file: AccountsFile,
): Promise<Forgotten> {
  if (hasAppid(file, appid)) {
    terminal.note(accountMessages.sharedAppid)
    return NOTHING
  }
  const tokensCleared = await forgetTokens(store, terminal, appid, file)
  const oauth = openOauthStore(store.dir)
  const webTokensCleared = await oauth.tokens.forget(appid)
  if (webTokensCleared > 0) terminal.note(accountMessages.webTokensCleared, { count: webTokensCleared })
  await oauth.states.forget(appid)
  const callbacks = await store.callbacks.read()
  if (withoutCallbackValues(callbacks, appid) !== callbacks)
    await store.callbacks.update((current) => withoutCallbackValues(current, appid))
  const uploads = await store.media.forget(appid)
  if (uploads > 0) terminal.note(accountMessages.mediaForgotten, { count: uploads })
  const directory = join(store.dir, 'history', fileName(appid))
  if (existsSync(directory)) terminal.note(accountMessages.historyKept, { directory })
  return { tokensCleared, webTokensCleared }
}

/**
 * Forgets the cached tokens of an AppID, unless an account that remains has it too.
 * @returns how many
 */
export async function forgetTokens(
  store: Store,
  terminal: Terminal,
  appid: string,
  file: AccountsFile,
): Promise<number> {
  if (hasAppid(file, appid)) return 0
  const count = await store.tokens.clearAccount(appid)
  if (count > 0) terminal.note(accountMessages.tokensCleared, { count })
  return count
}
