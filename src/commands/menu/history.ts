import { WxError } from '../../errors'
import { menuOfEntry } from '../../menu/saved'
import { menuYaml } from '../../menu/write'
import type { HistoryEntry } from '../../store/history'
import { historyMessages } from '../../terminal/messages/menu-history'
import { printable } from '../../terminal/printable'
import { table } from '../../terminal/table'
import type { CommandContext } from '../command'
import { entryOf } from './history-entry'
import { appidOf } from './pin'

const LISTED = 20

/**
 * `menu history`: the menus that pushes, deletes and rollbacks of this machine replaced, newest first, of the account at
 * its API base. Offline.
 *
 * `--json`: `{ appid, base, entries: [{ id, time, reason, by, job?, account?, source: 'api'|'console'|'none', hash,
 * buttons, conditional, file }], more, damaged: [file] }`; `time` is ISO 8601.
 */
export async function listHistory(cx: CommandContext, _args: [], options: { readonly limit?: number }) {
  const { terminal } = cx
  const [{ history }, { apiBase, appid: known }] = await Promise.all([cx.parts.store(), cx.parts.settings()])
  if (!known) throw new WxError('NO_ACCOUNT')
  const appid = known.value
  const { entries, damaged } = await history.list(appid, apiBase.value)
  const listed = entries.slice(0, options.limit ?? LISTED)
  const more = entries.length - listed.length
  for (const file of damaged) terminal.warn(historyMessages.damaged, { file })
  terminal.result(
    () => ({ appid, base: apiBase.value, entries: listed.map(entryDocument), more, damaged }),
    () =>
      listed.length === 0
        ? terminal.t(historyMessages.none, { appid })
        : [
            table([
              [historyMessages.id, historyMessages.time, historyMessages.menu, historyMessages.by].map(
                (word) => terminal.t(word),
              ),
              ...listed.map((entry) => row(entry, cx)),
            ]),
            ...(more > 0 ? [terminal.t(historyMessages.more, { count: more })] : []),
          ].join('\n'),
  )
  return undefined
}

/** `menu history show ID`: an entry as a menu file; `--json`: the entry, with WeChat's answer as it was. */
export async function showHistory(cx: CommandContext, [id]: [string | undefined]): Promise<undefined> {
  const { terminal } = cx
  const entry = await entryOf(cx, id)
  const { by, job } = entry
  const comment = terminal.t(historyMessages.comment, { time: isoTime(entry), by: job ?? by })
  terminal.result(
    () => ({ ...entryDocument(entry), menu: entry.menu }),
    () =>
      entry.source === 'none'
        ? `# ${terminal.t(historyMessages.wasNone)}`
        : menuYaml(menuOfEntry(entry), comment),
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
  const [{ history }, { apiBase }] = await Promise.all([cx.parts.store(), cx.parts.settings()])
  const appid = await appidOf(cx)
  const count = Math.max(0, (await history.list(appid, apiBase.value)).entries.length - keep)
  if (count > 0 && !yes)
    await terminal.confirm(terminal.t(historyMessages.confirmPrune, { count, appid }), { flag: '--yes' })
  const deleted = await history.prune(appid, apiBase.value, keep)
  terminal.result({ appid, deleted, kept: keep }, () =>
    terminal.t(historyMessages.pruned, { appid, count: deleted }),
  )
  return undefined
}

function entryDocument(entry: HistoryEntry) {
  const { menu: _, appid: __, base: ___, time: ____, ...rest } = entry
  const { button, conditional } = menuOfEntry(entry)
  return { ...rest, time: isoTime(entry), buttons: button.length, conditional: conditional.length }
}

function row(entry: HistoryEntry, { terminal }: CommandContext): string[] {
  const { button, conditional } = menuOfEntry(entry)
  const names = button.map(({ name }) => name).join(' | ')
  const more =
    conditional.length > 0 ? terminal.t(historyMessages.conditional, { count: conditional.length }) : ''
  const words = entry.source === 'none' ? terminal.t(historyMessages.noMenu) : printable(names) + more
  const menu = entry.source === 'console' ? `${words} ${terminal.t(historyMessages.fromConsole)}` : words
  return [entry.id, isoTime(entry), menu, printable(entry.job ?? entry.by)]
}

const isoTime = ({ time }: HistoryEntry): string => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z')
