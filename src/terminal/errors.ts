import { type ErrorCode, WxError } from '../errors'
import { aimed } from './hint'
import { format, type Language, type Message } from './language'
import { errorSentences } from './messages/errors'
import { frame } from './messages/frame'
import { systemReasons } from './messages/reasons'
import type { Terminal } from './terminal'

/** An error in words: at most four lines, or one JSON document with `--json`. */
export interface Explained {
  readonly what: string
  readonly why?: string
  readonly tryThis?: string
  /** Address of WeChat's own page about it. */
  readonly docs?: string
}

/** Errors that say all there is to say: no last line that points to `wxadmin explain`. */
const selfContained = new Set<ErrorCode>(['USAGE', 'DECLINED', 'INTERRUPTED', 'TERMINATED'])

/** Writes an error to stderr, in the form the terminal's options ask for. @returns its exit code */
export async function reportError(error: unknown, terminal: Terminal): Promise<number> {
  const known =
    error instanceof WxError ? error : new WxError('INTERNAL', { reason: reasonOf(error) }, { cause: error })
  const explained = await explain(known, terminal)
  if (terminal.json) terminal.write(JSON.stringify({ error: documentOf(known, explained, terminal) }))
  else
    for (const line of linesOf(known, explained, terminal))
      terminal.write(await terminal.wrapped(line, '    '))
  if (terminal.options.debug && error instanceof Error && !terminal.json) traceStack(error, terminal)
  return known.exitCode
}

function documentOf(error: WxError, { what, why, tryThis, docs }: Explained, terminal: Terminal) {
  const { refusal, data } = error.details
  const warnings = terminal.takeWarnings()
  return {
    code: refusal ? `WECHAT_${refusal.errcode}` : error.code,
    kind: error.kind,
    ...(refusal && { errcode: refusal.errcode, errmsg: refusal.errmsg, rid: refusal.rid }),
    message: what,
    why,
    hint: tryThis,
    docs,
    ...data,
    ...(warnings.length > 0 && { warnings }),
    exitCode: error.exitCode,
  }
}

function linesOf(error: WxError, { what, why, tryThis, docs }: Explained, terminal: Terminal): string[] {
  const { err } = terminal
  const lines = [`${err.red.bold(terminal.t(frame.error))}${what}`]
  if (why) lines.push(`  ${why}`)
  if (tryThis) lines.push(`  ${err.cyan(terminal.t(frame.tryThis))}${tryThis}`)
  if (docs) lines.push(err.dim(`  ${terminal.t(frame.docs)}${docs}`))
  else if (!selfContained.has(error.code))
    lines.push(
      err.dim(`  ${terminal.t(frame.more)}wxadmin explain ${error.details.refusal?.errcode ?? error.code}`),
    )
  return lines
}

/** An error in words. The commands of its hint go to the account that the failed one was for. */
export async function explain(error: WxError, terminal: Terminal): Promise<Explained> {
  const explained = await inWords(error, terminal)
  return { ...explained, tryThis: explained.tryThis && aimed(explained.tryThis, terminal.subject) }
}

async function inWords(error: WxError, { language, subject }: Terminal): Promise<Explained> {
  if (error.details.refusal) {
    const { explainRefusal } = await import('./refusal')
    return explainRefusal(error.details.refusal, language, subject)
  }
  const sentences = errorSentences[error.code]
  const params = { ...error.params, ...reasonInWords(error, language) }
  const fill = (message: Message | undefined) => message && format(message, language, params)
  return {
    what: fill(sentences.what) ?? error.code,
    why: fill(sentences.why),
    tryThis: fill(sentences.tryThis),
  }
}

/** The system's code at the head of a reason, in words; of the network it is what people look up, and stays. */
function reasonInWords({ code, kind, params }: WxError, language: Language): { reason?: string } {
  if (kind === 'network') return {}
  const reason = /^[A-Z_]{4,}\b/.exec(String(params.reason))?.[0] ?? ''
  // What is missing where something was to be written is the directory.
  const words = systemReasons[reason === 'ENOENT' && code.endsWith('UNWRITABLE') ? 'NO_DIRECTORY' : reason]
  return words ? { reason: words[language] } : {}
}

function traceStack(error: Error, terminal: Terminal): void {
  for (let at: unknown = error; at instanceof Error; at = at.cause) terminal.trace(at.stack ?? at.message)
}

/** The first line of an unknown error. */
function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? ''
}
