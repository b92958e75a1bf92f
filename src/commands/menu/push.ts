import { isUpToDate } from '../../menu/compare'
import { readLive } from '../../menu/live'
import type { MenuFile } from '../../menu/read'
import type { Menu } from '../../menu/types'
import type { CommandContext } from '../command'
import { acceptMenu, stopAtErrors } from './accept'
import type { ChangeOptions } from './change-live'
import { appidOf, checkPin } from './pin'
import { readMenuFile, strictly } from './source'
import { turnOf } from './turn'
import { tellUpToDate } from './up-to-date'

interface PushOptions extends ChangeOptions {
  readonly strict?: boolean
}

/**
 * `menu push FILE`: makes the live menu equal to the file. The file is the whole truth: conditional menus that it does
 * not have are deleted. An up-to-date push costs one call, writes nothing, and loads nothing that only writing needs.
 *
 * `--json`: see push-document.ts. Exit 65 for an invalid file, 3 for a pin that does not match, 4 to 6 for failed calls.
 */
export async function pushMenu(
  cx: CommandContext,
  [name]: [string],
  options: PushOptions,
): Promise<undefined> {
  const file = strictly(await readMenuFile(cx, name), options.strict)
  const menu = await acceptMenu(cx, file)
  await checkPin(cx, name, file.appid)
  const [client, appid] = [await cx.parts.client(), await appidOf(cx)]
  const wanted = await withTagIds(cx, file, menu)
  const turn = await turnOf(cx, appid)
  const push = { file, appid, client, live: await readLive(client), wanted }
  if (isUpToDate(push.live, wanted)) return tellUpToDate(cx, push)
  const { changeLive } = await import('./change-live')
  return changeLive(cx, push, turn, options)
}

/** The menu with the ids of the tags that it names. @throws WxError TAG_UNKNOWN for a tag that the account has not */
async function withTagIds(cx: CommandContext, file: MenuFile, menu: Menu): Promise<Menu> {
  if (file.tagUses.length === 0) return menu
  const { resolveTags } = await import('../../menu/tags')
  const resolved = await resolveTags(await cx.parts.client(), menu, file.tagUses)
  await stopAtErrors(cx, { file: file.file, text: file.text, findings: resolved.unknown }, 'TAG_UNKNOWN')
  return resolved.menu
}
