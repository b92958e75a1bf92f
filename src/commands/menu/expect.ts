import { menuHash, sameMenu } from '../../menu/diff/compare'
import type { Menu } from '../../menu/types'
import type { CommandContext } from '../command'
import { acceptMenu, readMenuFile, type VariableOptions } from './menu-file'
import { resolveFile } from './resolve'

const HASH = /^[0-9a-f]{7,64}$/

/**
 * Whether a live menu is the one that `--expect` names.
 * @param expected a menu file, or at least 7 hex digits of a hash
 * @throws WxError MENU_INVALID and others for the file
 */
export async function isExpected(
  cx: CommandContext,
  live: Menu,
  expected: string,
  options: VariableOptions,
): Promise<boolean> {
  if (HASH.test(expected)) return menuHash(live).startsWith(expected)
  const file = await readMenuFile(cx, expected, options)
  const { menu } = await resolveFile(cx, file, await acceptMenu(cx, file))
  return sameMenu(menu, live)
}
