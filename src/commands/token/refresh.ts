import { tokenKey } from '../../api/credentials'
import { WxError } from '../../errors'
import type { Settings } from '../../store/types'
import { tokenMessages } from '../../terminal/messages/token'
import { mask, shownSource } from '../../wechat/redact'
import type { CommandContext } from '../command'
import { lifeOf } from './life'
import { timeLeft } from './time-left'

/**
 * `wxadmin token refresh`: asks the source now. What breaks others (`--force`, and the classic source always) is
 * said and asked about first.
 *
 * `--json`: `{ token (masked), expiresAt, expiresIn, changed, forced, source }`
 */
export async function refreshToken(
  cx: CommandContext,
  _args: readonly [],
  { force = false, yes = false }: { readonly force?: boolean; readonly yes?: boolean },
): Promise<undefined> {
  const { terminal, services } = cx
  const [client, settings, store] = await Promise.all([
    services.client(),
    services.identity(),
    services.store(),
  ])
  check(cx, settings, force)
  const key = tokenKey(settings)
  const breaks = force
    ? tokenMessages.forceBreaks
    : key.source === 'classic'
      ? tokenMessages.classicBreaks
      : undefined
  if (breaks && !yes) {
    terminal.warn(breaks, { appid: key.appid })
    await terminal.confirm(terminal.t(tokenMessages.confirmRefresh), { flag: '--yes' })
  }
  const former = await store.tokens.read(key).catch(() => undefined)
  const { token, expiresAt } = await client.refresh({ force })
  const changed = token !== former?.token
  const life = lifeOf(expiresAt, cx.now())
  const shown = mask(token)
  const source = shownSource(key.source)
  terminal.result({ token: shown, ...life, changed, forced: force, source }, () =>
    terminal.t(tokenMessages.refreshed, { token: shown, left: timeLeft(life, terminal) }),
  )
  if (changed) return
  const ownSource = force ? tokenMessages.sameForced : tokenMessages.same // docs/platform.md 1.2
  if (key.source.startsWith('hub:')) terminal.note(tokenMessages.sameFromHub)
  else terminal.note(key.source === 'stable' ? ownSource : tokenMessages.sameFromCommand)
}

/** Refuses what cannot be: another token for the one that was given, force where the source knows none. */
function check({ terminal }: CommandContext, settings: Settings, force: boolean): void {
  const help = 'wxadmin token refresh --help'
  if (settings.accessToken)
    throw new WxError('USAGE', { problem: terminal.t(tokenMessages.givenCannotRefresh), help })
  const source = settings.tokenSource.value
  if (force && source !== 'stable')
    throw new WxError('USAGE', {
      problem: terminal.t(tokenMessages.onlyStableForces, { source: source.split(':', 1)[0] ?? source }),
      help,
    })
}
