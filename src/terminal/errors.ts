import { type ErrorCode, stopSignals, WxError } from '../errors'
import { aimed } from './hint'
import { format, type Language, type Message, sentences } from './language'
import { errorSentences } from './messages/errors'
import { frame } from './messages/frame'
import { systemReasons } from './messages/reasons'
import type { Explained } from './refusal'
import type { Terminal } from './terminal'

/** Errors that need no last line with `wxadmin explain`. */
const selfContained = new Set<ErrorCode>(['USAGE', 'DECLINED', 'QUIT_UNSAVED', ...Object.values(stopSignals)])

/** Writes an error to stderr, in the form the terminal's options ask for. @returns its exit code */
export async function reportError(error: unknown, terminal: Terminal): Promise<number> {
  const known = error instanceof WxError ? error : unforeseen(error)
  const explained = await explain(known, terminal)
  if (terminal.json) terminal.writeDocument({ error: documentOf(known, explained, terminal) })
  else
    for (const line of linesOf(known, explained, terminal))
      terminal.write(await terminal.wrapped(line, '    '))
  if (terminal.options.debug && error instanceof Error && !terminal.json) traceStack(error, terminal)
  return known.exitCode
}

function unforeseen(cause: unknown): WxError {
  const isGone = cause instanceof Error && 'syscall' in cause && cause.syscall === 'uv_cwd'
  return isGone
    ? new WxError('DIRECTORY_GONE', {}, { cause })
    : new WxError('INTERNAL', { reason: reasonOf(cause) }, { cause })
}

function documentOf(error: WxError, { what, why, tryThis, docs }: Explained, terminal: Terminal) {
  const { refusal, data } = error.details
  const inner = innerOf(error)
  const told = refusal ?? inner?.details.refusal
  const warnings = terminal.takeWarnings()
  return {
    code: codeOf(error),
    kind: error.kind,
    ...(told && { errcode: told.errcode, errmsg: told.errmsg, rid: told.rid }),
    message: what,
    why,
    hint: tryThis,
    docs,
    ...(inner && { cause: causeDocument(inner) }),
    ...data,
    ...(warnings.length > 0 && { warnings }),
    exitCode: error.exitCode,
  }
}

/** An error inside another one, for `--json`. @param message its sentence, where the outer error does not say it */
export function causeDocument(error: WxError, message?: string) {
  const { refusal } = error.details
  return {
    code: codeOf(error),
    kind: error.kind,
    ...(refusal && {
      errcode: refusal.errcode,
      errmsg: refusal.errmsg,
      rid: refusal.rid,
      path: refusal.path,
    }),
    ...(message !== undefined && { message }),
  }
}

const codeOf = ({ code, details: { refusal } }: WxError) => (refusal ? `WECHAT_${refusal.errcode}` : code)

/** Errors of a change that failed in the middle: their remedy is that of their cause. */
const tellCause = new Set<ErrorCode>(['PUSH_FAILED', 'PUSH_RESTORED', 'PUSH_INCOMPLETE', 'READBACK_FAILED'])

/** The cause of an error, where it is reported with it. */
function innerOf({ code, cause }: WxError): WxError | undefined {
  return tellCause.has(code) && cause instanceof WxError ? cause : undefined
}

function linesOf(error: WxError, { what, why, tryThis, docs }: Explained, terminal: Terminal): string[] {
  const { err } = terminal
  const lines = [`${err.red.bold(terminal.t(frame.error))}${what}`]
  if (why) lines.push(`  ${why}`)
  if (tryThis) lines.push(`  ${err.cyan(terminal.t(frame.tryThis))}${tryThis}`)
  if (docs) lines.push(err.dim(`  ${terminal.t(frame.docs)}${docs}`))
  else if (!selfContained.has(error.code))
    lines.push(
      err.dim(
        `  ${terminal.t(frame.more)}wxadmin explain ${(error.details.refusal ?? innerOf(error)?.details.refusal)?.errcode ?? error.code}`,
      ),
    )
  return lines
}

/** An error in words. The commands of its hint go to the account that the failed one was for. */
export async function explain(error: WxError, terminal: Terminal): Promise<Explained> {
  const explained = await withCause(error, terminal)
  return { ...explained, tryThis: explained.tryThis && aimed(explained.tryThis, terminal.subject) }
}

/** The remedy of the cause comes first; only then can the command be repeated. */
async function withCause(error: WxError, terminal: Terminal): Promise<Explained> {
  const outer = await inWords(error, terminal)
  const inner = innerOf(error)
  if (!inner) return outer
  const { why, tryThis, docs } = await withCause(inner, terminal)
  return {
    what: outer.what,
    why: sentences([outer.why ?? '', why ?? ''].filter(Boolean), terminal.language) || undefined,
    tryThis:
      tryThis && outer.tryThis
        ? terminal.t(frame.firstThen, { first: tryThis, next: outer.tryThis })
        : (tryThis ?? outer.tryThis),
    docs: outer.docs ?? docs,
  }
}

async function inWords(error: WxError, { language, subject, platform }: Terminal): Promise<Explained> {
  const { refusal, place } = error.details
  if (refusal) {
    const { explainRefusal } = await import('./refusal')
    return placed(await explainRefusal(refusal, language, subject), place)
  }
  const words = errorSentences[error.code]
  const params = { ...error.params, ...reasonInWords(error, language) }
  const fill = (message: Message | undefined) => message && format(message, language, params, platform)
  return placed(
    { what: fill(words.what) ?? error.code, why: fill(words.why), tryThis: fill(words.tryThis) },
    place,
  )
}

function placed(explained: Explained, place: string | undefined): Explained {
  return place === undefined ? explained : { ...explained, what: `${place}: ${explained.what}` }
}

/** Puts the system's code at the beginning of a reason into words. Codes of the network stay, because people look them up. */
function reasonInWords({ code, kind, params }: WxError, language: Language): { reason?: string } {
  if (kind === 'network') return {}
  const reason = /^[A-Z_]{4,}\b/.exec(String(params.reason))?.[0] ?? ''
  // Where a file was to be written, ENOENT means that its directory is missing.
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
