/** What this machine remembers of an account's menu between runs. */
import { WxError } from '../../errors'
import type { KnownMenu, MenuHistory } from '../../store/history'
import { canonical } from '../diff/compare'
import type { LiveMenu, Menu } from '../types'

/** An account, with what this machine remembers of its menu. */
export interface MenuAccount {
  readonly appid: string
  /** Address of the API, `sandbox:` for the built-in sandbox. */
  readonly base: string
  readonly history: MenuHistory
}

/** What of a live menu is remembered. */
interface Seen {
  readonly source: LiveMenu['source']
  readonly menu: Menu
}

/**
 * `unknown`: this machine has no memory of one (CI). `unfinished`: a push from here was cut off while it wrote. `differing`:
 * it is what was read back in place of what was pushed. `arrived`: it is what was pushed, although something else was read
 * back at first.
 */
type Judgement = 'known' | 'drifted' | 'unknown' | 'unfinished' | 'differing' | 'arrived'

/** Whether a live menu is the one that this machine last made or saw, for this account at its API base. */
export async function judgeLive(account: MenuAccount, live: Seen): Promise<Judgement> {
  const known = await account.history.known(account.appid, account.base)
  if (!known) return 'unknown'
  if (known.unfinished) return 'unfinished'
  const { source, text, wanted } = known
  const found = canonical(live.menu)
  if (source === live.source && text === found) return wanted === undefined ? 'known' : 'differing'
  // What was pushed was made by the API; where that was no menu, nothing says who else made none.
  return wanted === found && live.source !== 'console' ? 'arrived' : 'drifted'
}

/**
 * From now on the next push takes this menu for what it should find. Where nothing can be written (a read-only home),
 * this is a machine without memory.
 */
export async function rememberSeen(account: MenuAccount, live: Seen): Promise<void> {
  if ((await judgeLive(account, live)) === 'known') return
  try {
    await remember(account, live)
  } catch (error) {
    if (!(error instanceof WxError) || error.code !== 'STORE_UNWRITABLE') throw error
  }
}

/** As `rememberSeen`, of what was read back in place of `wanted`: the next push says so. */
export async function rememberDiffering(account: MenuAccount, live: Seen, wanted: Menu): Promise<void> {
  try {
    await remember(account, live, { wanted: canonical(wanted) })
  } catch (error) {
    if (!(error instanceof WxError) || error.code !== 'STORE_UNWRITABLE') throw error
  }
}

/**
 * To be told before the first write: until `rememberSeen` says how it ended, what is live may be a mixture of ours.
 * @throws WxError STORE_UNWRITABLE
 */
export async function rememberBegun(account: MenuAccount, live: Seen): Promise<void> {
  await remember(account, live, { unfinished: true })
}

async function remember(
  { appid, base, history }: MenuAccount,
  { source, menu }: Seen,
  more: Pick<KnownMenu, 'unfinished' | 'wanted'> = {},
): Promise<void> {
  await history.know(appid, base, { source, text: canonical(menu), ...more })
}
