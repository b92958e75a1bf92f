import { WxError } from '../../errors'
import type { MenuFile } from '../../menu/read'
import type { Menu } from '../../menu/types'
import { describeFinding, drawFindings } from '../../terminal/findings'
import { unreadableReasons } from '../../terminal/messages/menu'
import type { Finding } from '../../wechat/menu-findings'
import type { CommandContext } from '../command'

/**
 * The menu of a file that is about to be sent. Findings, warnings too, are drawn on stderr.
 * @throws WxError MENU_INVALID with the findings in its data, FILE_UNREADABLE
 */
export function acceptMenu(cx: CommandContext, file: MenuFile): Menu {
  const [first] = file.findings
  if (first?.rule === 'file-unreadable') {
    const reason = String(first.params.reason)
    const words = unreadableReasons[reason]
    throw new WxError('FILE_UNREADABLE', { file: file.file, reason: words ? cx.terminal.t(words) : reason })
  }
  refuse(cx, file, file.findings)
  if (!file.menu) throw new WxError('INTERNAL', { reason: 'a menu without findings was not read' })
  return file.menu
}

/** Draws findings and stops at errors. @throws WxError MENU_INVALID */
export function refuse(cx: CommandContext, file: MenuFile, findings: readonly Finding[]): void {
  const { terminal } = cx
  if (findings.length > 0 && !terminal.json)
    terminal.write(
      drawFindings(findings, file.text, {
        paint: terminal.err,
        language: terminal.language,
        columns: terminal.columns,
      }),
    )
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return
  const described = findings.map((finding) => ({
    ...finding,
    ...describeFinding(finding, terminal.language),
  }))
  throw new WxError(
    'MENU_INVALID',
    { count: errors.length, files: file.file },
    { data: { findings: described } },
  )
}
