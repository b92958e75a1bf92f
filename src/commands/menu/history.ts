import { WxError } from '../../errors'
import { menuOf } from '../../menu/push/history'
import { menuYaml } from '../../menu/write'
import type { HistoryEntry, KeptMenu } from '../../store/history'
import { historyMessages } from '../../terminal/messages/menu-history'
import { printable } from '../../terminal/printable'
import { table } from '../../terminal/table'
import { agreed } from '../agreed'
import type { CommandContext } from '../command'
import { entryOf, tellDamaged } from './history-entry'
import { appidOf } from './target'

const LISTED = 20

/**
 * `menu history`: the pushes, deletes and rollbacks of this machine, newest first, with the menu that each replaced and
 * the one that it left live, of the account at its API base. Offline.
 *
 * `--json`: `{ appid, base, entries: [{ id, serial?, time, reason, by, job?, account?, source: 'api'|'console'|'none',
 * hash, buttons, conditional, pushed?: { source, hash, buttons, conditional }, file }], more, damaged: [file] }`; `time`
 * is ISO 8601. `source` to `conditional` are of the replaced menu. `pushed` is absent after a write that was cut off.
 */
export async function listHistory(cx: CommandContext, _args: [], options: { readonly limit?: number }) {
  const { terminal } = cx
  const [{ history }, { apiBase, appid: known }] = await Promise.all([
    cx.services.store(),
    cx.services.identity(),
  ])
  if (!known) throw new WxError('NO_ACCOUNT')
  const appid = known.value
  const { entries, damaged } = await history.list(appid, apiBase.value)
  const listed = entries.slice(0, options.limit ?? LISTED)
  const more = entries.length - listed.length
  tellDamaged(cx, damaged)
  terminal.result(
    () => ({ appid, base: apiBase.value, entries: listed.map(entryDocument), more, damaged }),
    () =>
      listed.length === 0
        ? terminal.t(historyMessages.none, { appid })
        : [
            table([
              [
                historyMessages.id,
                historyMessages.time,
                historyMessages.menu,
                historyMessages.pushed,
                historyMessages.by,
              ].map((word) => terminal.t(word)),
              ...listed.map((entry) => row(entry, cx)),
            ]),
            ...(more > 0 ? [terminal.t(historyMessages.more, { count: more })] : []),
          ].join('\n'),
  )
  return undefined
}

/**
 * `menu history show ID`: the menu that a write replaced as a menu file, with `--pushed` the one that it left live;
 * `--json`: the entry, with WeChat's answers as they were.
 * @throws WxError HISTORY_NOT_PUSHED where the entry does not have it
 */
export async function showHistory(
  cx: CommandContext,
  [id]: [string | undefined],
  options: { readonly pushed?: boolean },
): Promise<undefined> {
  const { terminal } = cx
  const entry = await entryOf(cx, id)
  const kept = options.pushed ? entry.pushed : entry
  if (!kept) throw new WxError('HISTORY_NOT_PUSHED', { id: entry.id })
  const { by, job } = entry
  const comment = options.pushed ? historyMessages.pushedComment : historyMessages.comment
  terminal.result(
    () => ({
      ...entryDocument(entry),
      menu: entry.menu,
      ...(entry.pushed && { pushed: { ...partsDocument(entry.pushed), menu: entry.pushed.menu } }),
    }),
    () =>
      kept.source === 'none'
        ? `# ${terminal.t(historyMessages.wasNone)}`
        : menuYaml(menuOf(kept), terminal.t(comment, { time: isoTime(entry), by: job ?? by })),
  )
  return undefined
}

/** `menu history prune --keep N`: deletes all but the newest; asks. `--json`: `{ appid, deleted, kept }`. */
export async function pruneHistory(
  cx: CommandContext,
  _args: [],
  { keep, yes }: { readonly keep: number; readonly yes?: boolean },
): Promise<undefined> {
  const { terminal } = cx
  const [{ history }, { apiBase }] = await Promise.all([cx.services.store(), cx.services.settings()])
  const appid = await appidOf(cx)
  const read = async () => (await history.list(appid, apiBase.value)).entries.map(({ id }) => id)
  await agreed({
    read,
    ask: async (ids) => {
      const count = Math.max(0, ids.length - keep)
      if (count === 0 || yes) return false
      await terminal.confirm(terminal.t(historyMessages.confirmPrune, { count, appid }), { flag: '--yes' })
      return true
    },
    isSame: (before, now) => before.join() === now.join(),
    changed: () => terminal.note(historyMessages.changedMeanwhile),
  })
  const deleted = await history.prune(appid, apiBase.value, keep)
  terminal.result({ appid, deleted, kept: keep }, () =>
    terminal.t(historyMessages.pruned, { appid, count: deleted }),
  )
  return undefined
}

function entryDocument(entry: HistoryEntry) {
  const { menu: _, appid: __, base: ___, time: ____, pushed, ...rest } = entry
  return {
    ...rest,
    time: isoTime(entry),
    ...partsDocument(entry),
    ...(pushed && { pushed: partsDocument(pushed) }),
  }
}

function partsDocument(kept: KeptMenu) {
  const { button, conditional } = menuOf(kept)
  const { source, hash } = kept
  return { source, hash, buttons: button.length, conditional: conditional.length }
}

function row(entry: HistoryEntry, { terminal }: CommandContext): string[] {
  const pushed = entry.pushed ? menuText(entry.pushed, terminal) : terminal.t(historyMessages.unknown)
  return [entry.id, isoTime(entry), menuText(entry, terminal), pushed, printable(entry.job ?? entry.by)]
}

/** A menu in a few words: the names of its top buttons. */
function menuText(kept: KeptMenu, terminal: CommandContext['terminal']): string {
  if (kept.source === 'none') return terminal.t(historyMessages.noMenu)
  const { button, conditional } = menuOf(kept)
  const names = printable(button.map(({ name }) => name).join(' | '))
  const more =
    conditional.length > 0 ? terminal.t(historyMessages.conditional, { count: conditional.length }) : ''
  return `${names}${more}${kept.source === 'console' ? ` ${terminal.t(historyMessages.fromConsole)}` : ''}`
}

const isoTime = ({ time }: HistoryEntry): string => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z')
