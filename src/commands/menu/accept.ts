import { type ErrorCode, WxError } from '../../errors'
import type { MenuFile } from '../../menu/rules/read'
import type { Menu } from '../../menu/types'
import { findingWords } from '../../terminal/messages/menu'
import type { CommandContext } from '../command'
import { concealed } from '../conceal'

/**
 * The menu of a file that is about to be sent. Findings, warnings too, are drawn on stderr.
 * @throws WxError MENU_INVALID with the findings in its data, FILE_UNREADABLE
 */
export async function acceptMenu(cx: CommandContext, file: MenuFile): Promise<Menu> {
  const [first] = file.findings
  if (first?.rule === 'file-unreadable')
    throw new WxError('FILE_UNREADABLE', { file: file.file, reason: String(first.params.reason) })
  if (first?.rule === 'file-outside')
    throw new WxError('FILE_OUTSIDE', { file: file.file, root: String(first.params.root) })
  await stopAtErrors(cx, file)
  if (!file.menu) throw new WxError('INTERNAL', { reason: 'a menu without findings was not read' })
  return file.menu
}

/** Draws the findings, and goes no further where one of them is an error. @throws WxError with the code given */
export async function stopAtErrors(
  cx: CommandContext,
  read: Pick<MenuFile, 'file' | 'text' | 'findings' | 'more' | 'isLinked' | 'strict'>,
  code: ErrorCode = 'MENU_INVALID',
): Promise<void> {
  if (read.findings.length === 0) return // nearly always: the sentences are not even loaded
  const { file, text, findings, more } = concealed(cx, read)
  const { terminal } = cx
  const { describeFinding, drawFindings } = await import('../../terminal/findings')
  if (!terminal.json) {
    const { err: paint, language, columns } = terminal
    terminal.write(drawFindings(findings, text, { paint, language, columns }))
    if (more) terminal.write(terminal.t(findingWords.more, { file, count: more.errors + more.warnings }))
  }
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return
  const described = findings.map((finding) => ({
    ...finding,
    ...describeFinding(finding, terminal.language),
  }))
  const count = errors.length + (more?.errors ?? 0)
  const data = { findings: described, ...(more && { more: more.errors + more.warnings }) }
  const check = `wxadmin menu validate ${terminal.word(file)}${read.strict ? ' --strict' : ''}`
  throw new WxError(code, { count, files: file, check }, { data })
}
