import type { MenuFile } from '../../menu/read'
import type { Menu } from '../../menu/types'
import type { CommandContext } from '../command'
import { stopAtErrors } from './accept'

/**
 * The menu of a file as WeChat is to get it: the ids of the tags that it names.
 * @throws WxError TAG_UNKNOWN for a tag that the account has not
 */
export async function resolveFile(cx: CommandContext, file: MenuFile, menu: Menu): Promise<Menu> {
  if (file.tagUses.length === 0) return menu
  const { resolveTags } = await import('../../menu/tags')
  const resolved = await resolveTags(await cx.parts.client(), menu, file.tagUses)
  await stopAtErrors(cx, { file: file.file, text: file.text, findings: resolved.unknown }, 'TAG_UNKNOWN')
  return resolved.menu
}
