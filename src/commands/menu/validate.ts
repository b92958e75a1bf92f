import { exitCodes } from '../../errors'
import type { MenuFile } from '../../menu/read'
import { findingWords } from '../../terminal/messages/menu'
import type { CommandContext } from '../command'
import { readMenuFile, strictly } from './source'

/**
 * `menu validate FILE…`: checks files offline. The findings are the result, so they go to stdout.
 *
 * `--json`: `{ files: [{ file, valid, findings: [{ rule, severity, file, line, column, length, path, params,
 * errcode?, message, hint? }] }], errors, warnings }`. Exit 65 when any file has an error.
 */
export async function validateMenus(
  cx: CommandContext,
  [names]: [string[]],
  options: { readonly strict?: boolean },
): Promise<number> {
  const { terminal } = cx
  const files: MenuFile[] = []
  for (const name of names) files.push(strictly(await readMenuFile(cx, name), options.strict))
  const all = files.flatMap(({ findings }) => findings)
  const errors = all.filter(({ severity }) => severity === 'error').length
  const warnings = all.length - errors
  // Without findings their sentences are not even loaded.
  const { describeFinding, drawFindings } = all.length > 0 ? await import('../../terminal/findings') : NOTHING
  const { language, out: paint, columns } = terminal
  const documents = files.map(({ file, findings }) => ({
    file,
    valid: !findings.some(({ severity }) => severity === 'error'),
    findings: findings.map((finding) => ({ ...finding, ...describeFinding(finding, language) })),
  }))
  terminal.result({ files: documents, errors, warnings }, () =>
    [
      ...files.map(({ file, text, findings }) =>
        findings.length === 0
          ? terminal.t(findingWords.valid, { file })
          : drawFindings(findings, text, { paint, language, columns }),
      ),
      ...(all.length > 0
        ? [terminal.t(findingWords.summary, { errors, warnings, files: files.length })]
        : []),
    ].join('\n'),
  )
  return errors > 0 ? exitCodes.input : 0
}

const NOTHING = { describeFinding: () => ({}), drawFindings: () => '' }
