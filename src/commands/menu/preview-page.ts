import { readFile, stat } from 'node:fs/promises'
import { WxError } from '../../errors'
import { previewWords } from '../../terminal/messages/menu-preview'
import type { PreviewMenu } from '../../terminal/preview'
import { isPreviewPage, previewPage } from '../../terminal/preview-html'
import type { CommandContext } from '../command'
import { pathOf } from '../input-file'
import { writeOutput } from '../output-file'
import { STDIN } from './menu-file'
import { previewDocument } from './preview-document'

interface Page {
  readonly menus: readonly PreviewMenu[]
  /** The one that is open when the page is. */
  readonly drawn: number
  /** The menu file's name. */
  readonly file: string
  /** Where the page goes, `-` for stdout. */
  readonly html: string
}

/** Makes the page and puts it in its place. @throws WxError PAGE_EXISTS, FILE_UNWRITABLE */
export async function writePage(cx: CommandContext, { menus, drawn, file, html }: Page): Promise<void> {
  const { terminal } = cx
  const page = previewPage(menus, { drawn, file, language: terminal.language })
  if (html === STDIN) {
    terminal.print(page)
    return
  }
  if (await isSomethingElse(pathOf(cx, html))) throw new WxError('PAGE_EXISTS', { file: html })
  await writeOutput(cx, html, page)
  terminal.result(
    () => previewDocument(file, menus, drawn, html),
    () => terminal.t(previewWords.pageWritten, { file: html }),
  )
}

/** Whether a file is there that is neither empty nor a page of this command. A pipe or a device is written to as it is. */
async function isSomethingElse(path: string): Promise<boolean> {
  const present = await stat(path).catch(() => undefined)
  if (!present?.isFile()) return false
  const text = await readFile(path, 'utf8').catch(() => undefined)
  return text === undefined || (text.trim() !== '' && !isPreviewPage(text))
}
