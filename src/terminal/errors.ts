import { WxError } from '../errors'
import { format, type Message } from './language'
import { errorSentences } from './messages/errors'
import { frame } from './messages/frame'
import type { Terminal } from './terminal'

/** Home of the written explanations; anchors are error codes in lower case. */
const DOCS = 'https://github.com/wxadmin/wxadmin/blob/main/docs/errors.md'

/** An error in words: at most four lines, or one JSON document with `--json`. */
export interface Explained {
  readonly what: string
  readonly why?: string
  readonly tryThis?: string
}

/** Writes an error to stderr, in the form the terminal's options ask for. @returns its exit code */
export async function reportError(error: unknown, terminal: Terminal): Promise<number> {
  const known =
    error instanceof WxError ? error : new WxError('INTERNAL', { reason: reasonOf(error) }, { cause: error })
  const explained = await explain(known, terminal)
  if (terminal.json) {
    const { refusal } = known.details
    const document = {
      code: refusal ? `WECHAT_${refusal.errcode}` : known.code,
      kind: known.kind,
      ...(refusal && { errcode: refusal.errcode, errmsg: refusal.errmsg, rid: refusal.rid }),
      message: explained.what,
      why: explained.why,
      hint: explained.tryThis,
      ...known.details.data,
      exitCode: known.exitCode,
    }
    terminal.write(JSON.stringify({ error: document }))
  } else {
    const { err } = terminal
    const [mark, hint, docs] = [frame.error, frame.tryThis, frame.docs].map((label) => terminal.t(label))
    terminal.write(`${err.red.bold(mark)} ${explained.what}`)
    if (explained.why) terminal.write(`  ${explained.why}`)
    if (explained.tryThis) terminal.write(`  ${err.cyan(hint)} ${explained.tryThis}`)
    if (known.kind !== 'interrupted' && known.kind !== 'terminated' && known.code !== 'DECLINED')
      terminal.write(err.dim(`  ${docs} ${DOCS}#${anchor(known)}`))
  }
  if (terminal.options.debug && error instanceof Error && !terminal.json) traceStack(error, terminal)
  return known.exitCode
}

async function explain(error: WxError, terminal: Terminal): Promise<Explained> {
  if (error.details.refusal) {
    const { explainRefusal } = await import('./refusal')
    return explainRefusal(error.details.refusal, terminal.language)
  }
  const sentences = errorSentences[error.code]
  const fill = (message: Message | undefined) => message && format(message, terminal.language, error.params)
  return {
    what: fill(sentences.what) ?? error.code,
    why: fill(sentences.why),
    tryThis: fill(sentences.tryThis),
  }
}

function anchor(error: WxError): string {
  return (error.details.refusal ? `wechat_${error.details.refusal.errcode}` : error.code).toLowerCase()
}

function traceStack(error: Error, terminal: Terminal): void {
  for (let at: unknown = error; at instanceof Error; at = at.cause) terminal.trace(at.stack ?? at.message)
}

/** The first line of an unknown error. */
function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? ''
}
