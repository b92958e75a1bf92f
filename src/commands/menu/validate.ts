import { exitCodes, interruption, WxError } from '../../errors'
import { type MenuFile, unreadable, withoutText } from '../../menu/rules/read'
import { findingWords } from '../../terminal/messages/menu'
import type { CommandContext } from '../command'
import { concealed } from '../conceal'
import { pathOf } from '../input-file'
import { readMenuFile, rememberVariables, strictly, type VariableOptions } from './menu-file'

interface ValidateOptions extends VariableOptions {
  readonly strict?: boolean
  readonly format?: 'text' | 'json' | 'github'
}

interface Totals {
  readonly files: number
  readonly errors: number
  readonly warnings: number
}

/** Tells of the files one after the other, and of them all at the end. What it was told of a file it need not keep. */
interface Report {
  file(file: MenuFile): Promise<void>
  end(totals: Totals): Promise<void> | void
}

/**
 * `menu validate FILE…`: checks files offline. A directory stands for every menu file under it, a pattern that the shell
 * left as it was for every file that it matches. The findings are the
 * result, so they go to stdout.
 *
 * `--json`: `{ files: [{ file, valid, findings: [{ rule, severity, file, line, column, length, path, params,
 * errcode?, related?, message, hint? }], more? }], errors, warnings }`. `more`: of a file with very many findings, how
 * many are not listed; `errors` and `warnings` count them all. Exit 65 when any file has an error.
 */
export async function validateMenus(
  cx: CommandContext,
  [names]: [string[]],
  options: ValidateOptions,
): Promise<number | undefined> {
  const report = await reportFor(cx, options.format)
  let [files, errors, warnings] = [0, 0, 0]
  rememberVariables(cx, options)
  for await (const found of filesOf(cx, names, options)) {
    const file = concealed(cx, strictly(found, options.strict))
    const { findings, more } = file
    const listed = findings.filter(({ severity }) => severity === 'error').length
    files++
    errors += listed + (more?.errors ?? 0)
    warnings += findings.length - listed + (more?.warnings ?? 0)
    await report.file(file)
    if (files % AT_ONCE === 0) await new Promise(setImmediate)
    if (cx.signal.aborted) throw interruption(cx.signal)
    if (cx.closed.aborted) return undefined
  }
  await report.end({ files, errors, warnings })
  return errors > 0 ? exitCodes.input : 0
}

/** Files that are checked before signals are listened to again: reading one waits for nothing. */
const AT_ONCE = 20

/** @throws WxError OPTIONS_CONFLICT for `--json` beside another format */
async function reportFor(cx: CommandContext, format: ValidateOptions['format']): Promise<Report> {
  if (cx.terminal.json && format !== undefined && format !== 'json')
    throw new WxError('OPTIONS_CONFLICT', { first: '--json', second: `--format ${format}` })
  if (format === 'github') return (await import('./validate-github')).githubReport(cx)
  return cx.terminal.json ? jsonReport(cx) : textReport(cx)
}

async function* filesOf(
  cx: CommandContext,
  names: readonly string[],
  options: VariableOptions,
): AsyncGenerator<MenuFile> {
  for (const name of names) {
    const file = await readMenuFile(cx, name, options)
    if (isDirectory(file)) yield* filesUnder(cx, file.file, options)
    else if (file.findings[0]?.rule === 'pattern-several') {
      const { filesMatching } = await import('./find-menu-files')
      for (const found of await filesMatching(cx.cwd, name)) yield await readMenuFile(cx, found, options)
    } else yield file
  }
}

function isDirectory({ findings: [first] }: MenuFile): boolean {
  return first?.rule === 'file-unreadable' && first.params.reason === 'EISDIR'
}

async function* filesUnder(
  cx: CommandContext,
  directory: string,
  options: VariableOptions,
): AsyncGenerator<MenuFile> {
  const { menuFilesIn } = await import('./find-menu-files')
  let isEmpty = true
  for await (const { name, reason } of menuFilesIn((name) => pathOf(cx, name), directory)) {
    isEmpty = false
    yield reason === undefined ? await readMenuFile(cx, name, options) : unreadable(name, reason)
  }
  if (isEmpty) yield withoutText(directory, 'directory-empty')
}

function textReport({ terminal }: CommandContext): Report {
  const { language } = terminal
  return {
    async file({ file, text, findings, more }) {
      if (findings.length === 0) return terminal.print(terminal.t(findingWords.valid, { file }))
      // Without findings their sentences are not even loaded.
      const { drawFindings } = await import('../../terminal/findings')
      terminal.print(
        drawFindings(findings, text, { paint: terminal.out, language, columns: terminal.columns }),
      )
      if (more) terminal.print(terminal.t(findingWords.more, { file, count: more.errors + more.warnings }))
    },
    end({ files, errors, warnings }) {
      if (files > 1 || errors + warnings > 0)
        terminal.print(terminal.t(findingWords.summary, { errors, warnings, files }))
    },
  }
}

function jsonReport({ terminal }: CommandContext): Report {
  const files: object[] = []
  return {
    async file({ file, findings, more }) {
      const { describeFinding } = findings.length > 0 ? await import('../../terminal/findings') : NOTHING
      files.push({
        file,
        valid: !findings.some(({ severity }) => severity === 'error'),
        findings: findings.map((finding) => ({ ...finding, ...describeFinding(finding, terminal.language) })),
        ...(more && { more: more.errors + more.warnings }),
      })
    },
    end({ errors, warnings }) {
      terminal.result({ files, errors, warnings }, () => '')
    },
  }
}

const NOTHING = { describeFinding: () => ({}) }
