import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { WxError } from '../../errors'
import type { CommandContext } from '../command'
import { writeOutput } from '../output-file'

/** The click and view example of WeChat's menu guide (FACTS 2.1), which comes with the program. */
const EXAMPLE = 'menus/main.yaml'

/** How far the package's directory is above this code: two in dist/chunks, three in src. */
const MOST_ABOVE = 3

/**
 * Writes a menu file to start from; one that is there already stays.
 * @param comment stands at its head, in place of the example's own
 * @returns whether it was written
 * @throws WxError FILE_UNWRITABLE
 */
export async function writeFirstMenu(cx: CommandContext, file: string, comment: string): Promise<boolean> {
  const example = (await readExample()).replace(/^(?:#.*\r?\n)+/, '')
  try {
    await writeOutput(cx, file, `# ${comment}\n${example}`, { replace: false })
    return true
  } catch (error) {
    if (error instanceof WxError && error.code === 'FILE_EXISTS') return false
    throw error
  }
}

async function readExample(from = __dirname, above = MOST_ABOVE): Promise<string> {
  try {
    return await readFile(join(from, EXAMPLE), 'utf8')
  } catch (error) {
    if (above === 0) throw error
    return readExample(dirname(from), above - 1)
  }
}
