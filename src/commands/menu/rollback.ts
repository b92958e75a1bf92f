import { WxError } from '../../errors'
import { isUpToDate } from '../../menu/compare'
import { readLive } from '../../menu/live'
import { readMenu } from '../../menu/read'
import { menuOfEntry } from '../../menu/saved'
import type { Menu } from '../../menu/types'
import { menuYaml } from '../../menu/write'
import type { HistoryEntry } from '../../store/history'
import type { CommandContext } from '../command'
import { type ChangeOptions, changeLive } from './change-live'
import { entryOf } from './history-entry'
import { appidOf } from './pin'
import type { Push } from './push-document'
import { turnOf } from './turn'
import { tellUpToDate } from './up-to-date'

/**
 * `menu rollback [ID]`: a push of an entry of the history, by default the newest: the menu that the last push, delete or
 * rollback replaced. Always asks; `--yes` does not, and without a terminal it is needed (exit 3). The menu that is live
 * now is kept first, so that a rollback can be rolled back. An entry of "there was no menu" deletes the menus.
 *
 * `--json`: see push-document.ts; `file` is the id.
 */
export async function rollbackMenu(
  cx: CommandContext,
  [id]: [string | undefined],
  options: Pick<ChangeOptions, 'dryRun' | 'yes' | 'force'>,
): Promise<undefined> {
  const entry = await entryOf(cx, id)
  const wanted = restorable(entry, cx)
  const [client, appid] = [await cx.parts.client(), await appidOf(cx)]
  const turn = await turnOf(cx, appid)
  const live = await readLive(client)
  const push: Push = {
    name: entry.id,
    reason: 'rollback',
    command: `wxadmin menu rollback ${entry.id}`,
    warnings: [],
    appid,
    client,
    live,
    wanted,
    uploads: [],
  }
  if (isUpToDate(live, wanted)) return tellUpToDate(cx, push)
  return changeLive(cx, push, turn, { ...options, alwaysAsk: true, wantedOver: async () => wanted })
}

/**
 * The menu of an entry, which the API must be able to write: what the web console made, and what WeChat has withdrawn
 * since, is not.
 * @throws WxError NOT_RESTORABLE with the parts that are not
 */
function restorable(entry: HistoryEntry, { terminal }: CommandContext): Menu {
  const menu = menuOfEntry(entry)
  if (entry.source === 'none') return menu
  const { findings } = readMenu(Buffer.from(menuYaml(menu)), entry.id, { env: {}, secret: [] })
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return menu
  const parts = errors.map(({ path, rule }) => `${pathText(path)} (${rule})`)
  throw new WxError(
    'NOT_RESTORABLE',
    { id: entry.id, buttons: parts.join(terminal.language === 'zh' ? '、' : ', ') },
    { data: { findings: errors } },
  )
}

/** `button[1].sub_button[0].type` */
function pathText(path: readonly (string | number)[]): string {
  return path
    .map((step, at) => (typeof step === 'number' ? `[${step}]` : at === 0 ? step : `.${step}`))
    .join('')
}
