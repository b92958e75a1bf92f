import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { WxError } from '../../errors'

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
export async function writeFirstMenu(cwd: string, file: string, comment: string): Promise<boolean> {
  const example = (await readExample()).replace(/^(?:#.*\r?\n)+/, '')
  try {
    await writeFile(resolve(cwd, file), `# ${comment}\n${example}`, { flag: 'wx' })
    return true
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    if (code === 'EEXIST') return false
    throw new WxError('FILE_UNWRITABLE', { file, reason: code }, { cause: error })
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
