import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { WxError } from '../../errors'

/** The click and view example of WeChat's menu guide (FACTS 2.1). */
const EXAMPLE = `button:
  - name: 今日歌曲
    type: click
    key: V1001_TODAY_MUSIC
  - name: 菜单
    sub_button:
      - name: 搜索
        type: view
        url: https://www.soso.com/
      - name: 赞一下我们
        type: click
        key: V1001_GOOD
`

/**
 * Writes a menu file to start from; one that is there already stays.
 * @returns whether it was written
 * @throws WxError FILE_UNWRITABLE
 */
export async function writeFirstMenu(cwd: string, file: string, comment: string): Promise<boolean> {
  try {
    await writeFile(resolve(cwd, file), `# ${comment}\n${EXAMPLE}`, { flag: 'wx' })
    return true
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    if (code === 'EEXIST') return false
    throw new WxError('FILE_UNWRITABLE', { file, reason: code }, { cause: error })
  }
}
