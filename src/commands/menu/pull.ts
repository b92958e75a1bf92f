import { access } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Client } from '../../api/types'
import { WxError } from '../../errors'
import { sameMenu } from '../../menu/compare'
import { writeText } from '../../menu/file'
import { viewLive } from '../../menu/live'
import { readMenu } from '../../menu/read'
import { resolveTags } from '../../menu/tags'
import type { LiveMenu } from '../../menu/types'
import { menuDocument, menuYaml } from '../../menu/write'
import { menuMessages } from '../../terminal/messages/menu'
import { menuErrcodes } from '../../wechat/menu-rules'
import type { CommandContext } from '../command'
import { appidOf } from './pin'
import { readMenuFile, STDIN } from './source'

interface PullOptions {
  readonly output?: string
  readonly force?: boolean
}

/**
 * `menu pull [-o FILE]`: the live menu as a menu file, which `menu push` finds up to date. One made in the web console is
 * read too, and an unverified account's (FACTS 2.5). No menu at all is the error NO_MENU, exit 5: no empty file is
 * written. A FILE with another menu is kept unless `--force`.
 *
 * `--json`: `{ file?, status: 'printed'|'written'|'unchanged', live: 'api'|'console', menu: { button, conditionalmenu? } }`.
 */
export async function pullMenu(cx: CommandContext, _args: [], options: PullOptions): Promise<undefined> {
  const { terminal } = cx
  const client = await cx.parts.client()
  const live = await viewLive(client)
  if (live.source === 'none')
    throw new WxError('NO_MENU', { appid: await appidOf(cx) }, { data: { errcode: menuErrcodes.noMenu } })
  const comment = live.source === 'console' ? terminal.t(menuMessages.pullConsoleComment) : undefined
  const text = menuYaml(live.menu, comment)
  const file = options.output === STDIN ? undefined : options.output
  const status =
    file === undefined ? 'printed' : await write(cx, { client, live, text, file, force: options.force })
  tell(cx, live, text, file)
  terminal.result({ file, status, live: live.source, menu: menuDocument(live.menu) }, () => {
    if (file === undefined) return text
    return terminal.t(status === 'written' ? menuMessages.pullWrote : menuMessages.pullUnchanged, { file })
  })
  return undefined
}

interface Target {
  readonly client: Client
  readonly live: LiveMenu
  readonly text: string
  readonly file: string
  readonly force: boolean | undefined
}

/** @throws WxError FILE_EXISTS, FILE_UNWRITABLE */
async function write(cx: CommandContext, { client, live, text, file, force }: Target) {
  const path = resolve(cx.cwd, file)
  const exists = await access(path).then(
    () => true,
    () => false,
  )
  if (exists) {
    const present = await readMenuFile(cx, file)
    const resolved = present.menu && (await resolveTags(client, present.menu, present.tagUses))
    if (resolved && resolved.unknown.length === 0 && sameMenu(resolved.menu, live.menu)) return 'unchanged'
    if (!force) throw new WxError('FILE_EXISTS', { file })
  }
  await writeText(path, text, file)
  return 'written'
}

/** Whether what was pulled could be pushed again. */
function tell({ terminal }: CommandContext, live: LiveMenu, text: string, file = STDIN): void {
  const { findings } = readMenu(Buffer.from(text), file, { env: {}, secret: [] })
  const count = findings.filter(({ severity }) => severity === 'error').length
  if (live.source === 'console') terminal.warn(menuMessages.pullConsole)
  else if (count > 0) terminal.warn(menuMessages.pullFaults, { count, file })
}
