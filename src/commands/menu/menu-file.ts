import { dirname } from 'node:path'
import { type HandedIn, OutsideRoot } from '../../document/read'
import { variables } from '../../environment'
import { type ErrorCode, reasonOf, WxError } from '../../errors'
import type { MenuFinding } from '../../menu/rules/findings'
import { type MenuFile, outside, readMenu, unreadable, withoutText } from '../../menu/rules/read'
import type { GivenVariables } from '../../menu/rules/variable-name'
import type { Variables } from '../../menu/rules/variables'
import type { Menu } from '../../menu/types'
import { SANDBOX_BASE } from '../../store/types'
import { findingWords } from '../../terminal/messages/menu'
import type { Terminal } from '../../terminal/terminal'
import { isLoopback } from '../../wechat/hosts'
import { menuLimits } from '../../wechat/menu/rules'
import type { CommandContext } from '../command'
import { concealed } from '../conceal'
import { isStdin, pathOf, readInput } from '../input-file'

export { STDIN } from '../input-file'

const secret = variables.filter((variable) => 'secret' in variable).map(({ name }) => name)

/** The option of the commands that read menu files. */
export interface VariableOptions {
  /** `--var`, as program/variable.ts reads it. */
  readonly var?: GivenVariables
}

/** What a menu file may take values from. */
export function variablesOf({ env }: CommandContext, { var: given }: VariableOptions = {}): Variables {
  return { env, secret, ...(given && { given }) }
}

/** From now on commands in hints have the `--var` of this one: without them the file could not be read. */
export function rememberVariables({ terminal }: CommandContext, { var: given }: VariableOptions): void {
  if (given !== undefined)
    terminal.subject = { ...terminal.subject, variables: variableFlags(given, terminal) }
}

/** The options of a command line again. */
function variableFlags(given: GivenVariables, terminal: Terminal): string {
  return [...given]
    .map(([name, value]) => `--var ${value === undefined ? name : `${name}=${valueWord(value, terminal)}`}`)
    .join(' ')
}

/** What follows the `=` within a word: no beginning of it is special. */
function valueWord(value: string, terminal: Terminal): string {
  return terminal.word(`x${value}`, 'xVALUE').replace(/^(["']?)x/, '$1')
}

/**
 * Reads a menu file, or stdin for `-`; where there is no file of the name and it is a pattern, the file that matches it,
 * whose name the result has. What is wrong with it, down to not being there, is in its findings.
 * @throws WxError INTERRUPTED or TERMINATED while it waits for stdin or a pipe; DIRECTORY_GONE
 */
export async function readMenuFile(
  cx: CommandContext,
  file: string,
  options: VariableOptions = {},
): Promise<MenuFile> {
  let handedIn: HandedIn
  try {
    handedIn = await readInput(cx, file, { mostBytes: menuLimits.fileBytes })
  } catch (error) {
    if (error instanceof WxError) throw error
    const { hideGiven } = await import('../secrets-given')
    await hideGiven([file], cx) // a secret in place of a name is no file
    if (error instanceof OutsideRoot) return outside(file, error.root)
    const reason = reasonOf(error)
    if (isPattern(file) && NOT_THERE.includes(reason)) return readMatch(cx, file, options)
    return unreadable(file, reason)
  }
  const { bytes, isLinked } = handedIn
  const content = readMenu(bytes, file, variablesOf(cx, options))
  const read = await forAccount(cx, isLinked ? { ...content, isLinked } : content)
  if (read.mediaUses.length > 0) {
    const { withMediaChecked } = await import('../../menu/push/media-files')
    return withMediaChecked(read, directoryOf(cx, file))
  }
  return bytes.length > menuLimits.fileBytes && !isStdin(file) ? measured(read, pathOf(cx, file)) : read
}

/** What a file is not there with: on Windows a name may not have these characters. */
const NOT_THERE = ['ENOENT', 'EINVAL', 'ENOTDIR']

/** cmd and PowerShell hand patterns over as they were typed. */
const isPattern = (name: string) => /[*?[{]/.test(name)

/** The one file that a pattern matches; else a finding says how many there are. */
async function readMatch(cx: CommandContext, pattern: string, options: VariableOptions): Promise<MenuFile> {
  const { filesMatching } = await import('./find-menu-files')
  const names = await filesMatching(cx.cwd, pattern)
  const [name, second] = names
  if (name === undefined) return withoutText(pattern, 'pattern-unmatched')
  if (second === undefined) return readMenuFile(cx, name, options)
  return withoutText(pattern, 'pattern-several', {
    count: names.length,
    names: names.slice(0, 10).join(', '),
  })
}

/** Links into a private network are as they should be in a menu for the sandbox, or for another server on this machine. */
async function forAccount(cx: CommandContext, file: MenuFile): Promise<MenuFile> {
  if (!file.findings.some(isPrivateLink) || !(await isLocal(cx))) return file
  return { ...file, findings: file.findings.filter((finding) => !isPrivateLink(finding)) }
}

const isPrivateLink = ({ rule }: MenuFinding) => rule === 'url-private'

/** Whether the API of the account is one on this machine. Without an account, or with a store that cannot be read, it is WeChat's. */
async function isLocal({ services }: CommandContext): Promise<boolean> {
  const base = await services.settings().then(
    ({ apiBase }) => apiBase.value,
    () => undefined,
  )
  return base === SANDBOX_BASE || (URL.canParse(base ?? '') && isLoopback(new URL(base ?? '').hostname))
}

/** A file that is too large was not read to its end: its size is asked for. */
async function measured(file: MenuFile, path: string): Promise<MenuFile> {
  const { stat } = await import('node:fs/promises')
  const { size } = await stat(path).catch(() => ({ size: 0 }))
  if (size <= menuLimits.fileBytes) return file // a pipe has none
  const findings = file.findings.map(({ params, ...rest }) => ({
    ...rest,
    params: { ...params, bytes: size },
  }))
  return { ...file, findings }
}

/** What the files that a menu names are relative to; for a menu on stdin it is the directory of the run. */
export function directoryOf(cx: CommandContext, file: string): string {
  return isStdin(file) ? cx.cwd : dirname(pathOf(cx, file))
}

/** With `--strict` warnings are errors. */
export function strictly(file: MenuFile, strict: boolean | undefined): MenuFile {
  if (!strict) return file
  const { findings, more } = file
  return {
    ...file,
    strict: true,
    findings: findings.map((finding) => ({ ...finding, severity: 'error' })),
    ...(more && { more: { errors: more.errors + more.warnings, warnings: 0 } }),
  }
}

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
