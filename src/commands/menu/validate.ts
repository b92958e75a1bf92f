import { exitCodes } from '../../errors'
import type { MenuFile } from '../../menu/read'
import { describeFinding, drawFindings } from '../../terminal/findings'
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
  terminal.result({ files: files.map((file) => documentOf(file, cx)), errors, warnings }, () =>
    [
      ...files.map((file) => draw(file, cx)),
      ...(all.length > 0
        ? [terminal.t(findingWords.summary, { errors, warnings, files: files.length })]
        : []),
    ].join('\n'),
  )
  return errors > 0 ? exitCodes.input : 0
}

function draw({ file, text, findings }: MenuFile, { terminal }: CommandContext): string {
  if (findings.length === 0) return terminal.t(findingWords.valid, { file })
  return drawFindings(findings, text, {
    paint: terminal.out,
    language: terminal.language,
    columns: terminal.columns,
  })
}

function documentOf({ file, findings }: MenuFile, { terminal }: CommandContext) {
  return {
    file,
    valid: !findings.some(({ severity }) => severity === 'error'),
    findings: findings.map((finding) => ({ ...finding, ...describeFinding(finding, terminal.language) })),
  }
}
