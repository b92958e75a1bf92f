/** Menu files on disk, written whole or not at all. */
import { writeWhole } from '../document/write'
import { WxError } from '../errors'

/** As writeWhole. @param shown the name it was given under @throws WxError FILE_UNWRITABLE */
export async function writeText(path: string, text: string, shown: string): Promise<void> {
  try {
    await writeWhole(path, text)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new WxError('FILE_UNWRITABLE', { file: shown, reason: code ?? message }, { cause: error })
  }
}
