import type { Rules } from '../../../endpoint/rules/answerer'
import { type RulesFile, readRules, rulesBytes } from '../../../endpoint/rules/read'
import { exitCodes, WxError } from '../../../errors'
import { describeFinding, drawFindings } from '../../../terminal/findings'
import { findingWords } from '../../../terminal/messages/menu'
import { rulesSentences as sentences } from '../../../terminal/messages/rules'
import type { CommandContext } from '../../command'
import { concealed } from '../../conceal'
import { readNeeded } from '../../input-file'

/**
 * The rules of `--reply`. Findings, warnings too, are drawn on stderr.
 * @throws WxError RULES_INVALID with the findings in its data; as readNeeded
 */
export async function acceptRules(cx: CommandContext, file: string): Promise<Rules> {
  const { terminal } = cx
  const { rules, findings, text } = await read(cx, file)
  if (findings.length > 0 && !terminal.json) {
    const { err: paint, language, columns } = terminal
    terminal.write(drawFindings(findings, text, { paint, language, columns, sentences }))
  }
  if (rules) return rules
  const { errors } = totals(findings)
  throw new WxError('RULES_INVALID', { count: errors, file }, { data: { findings: described(cx, findings) } })
}

/**
 * `serve --reply FILE --check`: the findings are the result, so they go to stdout. `--json`: `{ file, valid, findings:
 * [{ rule, severity, file, line, column, length, path, params, message, hint? }], errors, warnings }`.
 * @returns 65 where there are errors
 * @throws WxError as readNeeded
 */
export async function checkRules(cx: CommandContext, file: string): Promise<number> {
  const { terminal } = cx
  const { findings, text } = await read(cx, file)
  const { errors, warnings } = totals(findings)
  terminal.result(
    () => ({ file, valid: errors === 0, findings: described(cx, findings), errors, warnings }),
    () => '',
  )
  if (!terminal.json && findings.length === 0) terminal.print(terminal.t(findingWords.valid, { file }))
  else if (!terminal.json) {
    const { out: paint, language, columns } = terminal
    terminal.print(drawFindings(findings, text, { paint, language, columns, sentences }))
    terminal.print(terminal.t(findingWords.summary, { errors, warnings, files: 1 }))
  }
  return errors > 0 ? exitCodes.input : 0
}

async function read(cx: CommandContext, file: string): Promise<RulesFile> {
  const { bytes, isLinked } = await readNeeded(cx, file, { mostBytes: rulesBytes })
  return concealed(cx, { ...readRules(bytes, file), isLinked })
}

function described({ terminal }: CommandContext, findings: RulesFile['findings']) {
  return findings.map((finding) => ({
    ...finding,
    ...describeFinding(finding, terminal.language, sentences),
  }))
}

function totals(findings: RulesFile['findings']) {
  const errors = findings.filter(({ severity }) => severity === 'error').length
  return { errors, warnings: findings.length - errors }
}
