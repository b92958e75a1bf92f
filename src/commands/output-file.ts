import { type Writing, writeWhole } from '../document/write'
import { WxError } from '../errors'
import type { CommandContext } from './command'
import { pathOf } from './input-file'

/**
 * Writes a file that a command line names, whole or not at all.
 * @param name as it was given
 * @throws WxError FILE_EXISTS where it may not be replaced, FILE_UNWRITABLE, DIRECTORY_GONE
 */
export async function writeOutput(
  cx: Pick<CommandContext, 'cwd'>,
  name: string,
  content: string | Uint8Array,
  writing: Writing = {},
): Promise<void> {
  const path = pathOf(cx, name)
  try {
    await writeWhole(path, content, writing)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' && writing.replace === false) throw new WxError('FILE_EXISTS', { file: name })
    throw new WxError('FILE_UNWRITABLE', { file: name, reason: code ?? message }, { cause: error })
  }
}
