import { exitCodes } from '../../errors'
import type { MenuFile } from '../../menu/read'
import { findingWords } from '../../terminal/messages/menu'
import type { CommandContext } from '../command'
import { readMenuFile, strictly } from './source'

/**
 * `menu validate FILE…`: checks files offline. The findings are the result, so they go to stdout.
 *
 * `--json`: `{ files: [{ file, valid, findings: [{ rule, severity, file, line, column, length, path, params,
 * errcode?, message, hint? }], more? }], errors, warnings }`. `more`: of a file with very many findings, how many are
 * not listed; `errors` and `warnings` count them all. Exit 65 when any file has an error.
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
  const listed = all.filter(({ severity }) => severity === 'error').length
  const errors = listed + sum(files.map(({ more }) => more?.errors))
  const warnings = all.length - listed + sum(files.map(({ more }) => more?.warnings))
  // Without findings their sentences are not even loaded.
  const { describeFinding, drawFindings } = all.length > 0 ? await import('../../terminal/findings') : NOTHING
  const { language } = terminal
  const documents = files.map(({ file, findings, more }) => ({
    file,
    valid: !findings.some(({ severity }) => severity === 'error'),
    findings: findings.map((finding) => ({ ...finding, ...describeFinding(finding, language) })),
    ...(more && { more: more.errors + more.warnings }),
  }))
  terminal.result({ files: documents, errors, warnings }, () =>
    [
      ...files.flatMap(({ file, text, findings, more }) =>
        findings.length === 0
          ? terminal.t(findingWords.valid, { file })
          : [
              drawFindings(findings, text, { paint: terminal.out, language, columns: terminal.columns }),
              ...(more ? [terminal.t(findingWords.more, { file, count: more.errors + more.warnings })] : []),
            ],
      ),
      ...(all.length > 0
        ? [terminal.t(findingWords.summary, { errors, warnings, files: files.length })]
        : []),
    ].join('\n'),
  )
  return errors > 0 ? exitCodes.input : 0
}

const sum = (numbers: readonly (number | undefined)[]) =>
  numbers.reduce<number>((total, number = 0) => total + number, 0)

const NOTHING = { describeFinding: () => ({}), drawFindings: () => '' }
