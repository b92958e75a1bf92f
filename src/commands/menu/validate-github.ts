import type { MenuFile } from '../../menu/rules/read'
import { describeFinding } from '../../terminal/findings'
import { type FindingRow, findingsMarkdown } from '../../terminal/findings-markdown'
import { annotation, annotationPath, findingAnnotations } from '../../terminal/github'
import { findingWords } from '../../terminal/messages/menu'
import type { CommandContext } from '../command'
import { appendSummary, setOutputs } from '../runner'

/** Rows of the summary: a step's may have 1 MiB, and nobody reads more. */
const MOST_ROWS = 200

/**
 * `--format github`: an annotation for each finding on stdout, a table of them in the summary of the step, and the
 * outputs `files`, `errors` and `warnings`.
 */
export function githubReport(cx: CommandContext) {
  const { terminal } = cx
  const { language } = terminal
  const rows: FindingRow[] = []
  return {
    async file({ file, findings, more }: MenuFile): Promise<void> {
      if (findings.length === 0) return
      const path = annotationPath(file, cx)
      terminal.printCommands(findingAnnotations(findings, language, () => path))
      if (more) {
        const level = more.errors > 0 ? 'error' : 'warning'
        const count = more.errors + more.warnings
        terminal.printCommands(
          annotation({ level, file: path, message: terminal.t(findingWords.more, { file, count }) }),
        )
      }
      for (const finding of findings.slice(0, MOST_ROWS - rows.length))
        rows.push({ ...finding, ...describeFinding(finding, language), file: path })
    },
    async end(totals: Readonly<Record<'files' | 'errors' | 'warnings', number>>): Promise<void> {
      terminal.note(findingWords.summary, { ...totals })
      await appendSummary(cx, findingsMarkdown(rows, totals, language))
      await setOutputs(cx, { ...totals })
    },
  }
}
