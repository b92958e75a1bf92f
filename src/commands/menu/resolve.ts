import type { Wanted } from '../../menu/push/reporter'
import type { MenuFile } from '../../menu/rules/read'
import { hasShorthands } from '../../menu/shorthands'
import type { Menu } from '../../menu/types'
import type { CommandContext } from '../command'
import { stopAtErrors } from './menu-file'

/**
 * The menu of a file as WeChat is to get it: with the ids of the tags that it names, the addresses of its `oauth`, and
 * the media_ids of its `media`, as far as they are known.
 * @throws WxError TAG_UNKNOWN for a tag that the account has not; else as shorthands.ts
 */
export async function resolveFile(cx: CommandContext, file: MenuFile, menu: Menu): Promise<Wanted> {
  const tagged = await withTagIds(cx, file, menu)
  if (!hasShorthands(tagged)) return { menu: tagged, uploads: [] }
  const { withShorthandsFilled } = await import('./shorthands')
  return withShorthandsFilled(cx, file, tagged)
}

async function withTagIds(cx: CommandContext, file: MenuFile, menu: Menu): Promise<Menu> {
  if (file.tagUses.length === 0) return menu
  const { resolveTags } = await import('../../menu/push/tags')
  const resolved = await resolveTags(await cx.services.client(), menu, file.tagUses)
  await stopAtErrors(
    cx,
    { file: file.file, text: file.text, isLinked: file.isLinked, findings: resolved.unknown },
    'TAG_UNKNOWN',
  )
  return resolved.menu
}
