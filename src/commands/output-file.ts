import { checkWritable, type Writing, writeWhole } from '../document/write'
import { reasonOf, WxError } from '../errors'
import type { CommandContext } from './command'
import { checkOutputPlace, pathOf } from './input-file'

/**
 * Writes a file that a command line names, whole or not at all.
 * @param name as it was given
 * @throws WxError FILE_EXISTS where it may not be replaced, FILE_OUTSIDE, FILE_UNWRITABLE, DIRECTORY_GONE
 */
export async function writeOutput(
  cx: Pick<CommandContext, 'cwd' | 'env' | 'platform'>,
  name: string,
  content: string | Uint8Array,
  writing: Writing = {},
): Promise<void> {
  await told(cx, name, writing, () => writeWhole(pathOf(cx, name), content, writing))
}

/**
 * Whether `writeOutput` could write there, asked before a call that cannot be taken back.
 * @param name as it was given
 * @throws WxError as `writeOutput`
 */
export async function checkOutput(
  cx: Pick<CommandContext, 'cwd' | 'env' | 'platform'>,
  name: string,
  writing: Writing = {},
): Promise<void> {
  await told(cx, name, writing, () => checkWritable(pathOf(cx, name), writing))
}

async function told(
  cx: Pick<CommandContext, 'cwd' | 'env' | 'platform'>,
  name: string,
  writing: Writing,
  act: () => Promise<void>,
): Promise<void> {
  try {
    checkOutputPlace(cx, name, writing.followLink)
    await act()
  } catch (error) {
    if (error instanceof WxError) throw error
    const reason = reasonOf(error)
    if (reason === 'EEXIST' && writing.replace === false) throw new WxError('FILE_EXISTS', { file: name })
    throw new WxError('FILE_UNWRITABLE', { file: name, reason }, { cause: error })
  }
}
