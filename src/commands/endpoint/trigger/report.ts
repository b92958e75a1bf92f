import type { Delivered, PushDocument } from '../../../endpoint/send/deliver-push'
import { isAccepted, type JudgedReply } from '../../../endpoint/send/judge-reply'
import { type Comparison, sendPush } from '../../../endpoint/send/send-push'
import { exitCodes, interruption, WxError } from '../../../errors'
import { Fault } from '../../../http/fault'
import { describeDelivery } from '../../../terminal/delivery-findings'
import type { Message } from '../../../terminal/language'
import { frame } from '../../../terminal/messages/frame'
import { modeWords, triggerMessages as say } from '../../../terminal/messages/trigger'
import { replyLines } from '../../../terminal/reply-lines'
import type { Terminal } from '../../../terminal/terminal'
import { coarseCode } from '../../../wechat/callback/delivery-findings'
import { pushOf } from '../../../wechat/messages/push'
import { readXml } from '../../../wechat/xml/read'
import type { CommandContext } from '../../command'
import { shownUrl, type Target } from '../target'

/**
 * Sends a push and tells of the answer: on stdout the reply, decrypted; on stderr the way to it and what is wrong
 * with it.
 *
 * `--json`: `{ type, to, mode, push, attempts: [{ status, ms } | { fault, detail, cause, ms }], retry?, reply }`, where `push`
 * is the document before it was encrypted, without Token and key, `retry` a Comparison, and `reply` of the last try that was answered, or null:
 * `{ type, encrypted, xml?, fields?, findings: [{ level, code, cause, params, message, hint }] }`;
 * `cause` is the exact one, by the name that `verify` gives it.
 * @param retry try again as WeChat does
 * @returns 0 where WeChat would take the last answer, else 5
 * @throws WxError ENDPOINT_UNREACHABLE, ENDPOINT_SILENT where the last try brought none; INTERRUPTED, TERMINATED
 */
export async function sendAndTell(
  cx: CommandContext,
  document: PushDocument,
  target: Target,
  retry: boolean,
): Promise<number> {
  const { terminal } = cx
  const type = 'xml' in document ? pushOf(readXml(document.xml)).type : undefined
  const { url, config } = target
  const to = shownUrl(url)
  terminal.note(say.sent, {
    type: type ?? terminal.t(say.unknownType),
    url: to,
    mode: terminal.t(modeWords[config.mode]),
  })
  const { attempts, comparison } = await deliveries(cx, document, target, retry)
  const answered = attempts.findLast((attempt) => 'reply' in attempt)
  const reply = answered && 'reply' in answered ? answered.reply : undefined
  if (reply) await tellFindings(terminal, reply)
  if (comparison && !terminal.json) await tellComparison(terminal, comparison)
  const result = () => ({
    type: type ?? null,
    to,
    mode: config.mode,
    push: terminal.blank('xml' in document ? document.xml : document.bytes.toString()),
    attempts: attempts.map(attemptDocument),
    ...(comparison && { retry: comparison }),
    reply: reply ? replyDocument(reply, terminal) : null,
  })
  terminal.result(result, () => (reply ? drawn(reply, cx) : ''))
  const last = attempts.at(-1)
  if (last && 'fault' in last) throw unanswered(last, target, terminal)
  return last && isAccepted(last.reply) ? 0 : exitCodes.wechat
}

/** Sends the push and tells of each try as it ends. */
async function deliveries(cx: CommandContext, document: PushDocument, target: Target, retry: boolean) {
  const attempts: Delivered[] = []
  let comparison: Comparison | undefined
  try {
    for await (const event of sendPush(document, target, { retry })) {
      if ('comparison' in event) comparison = event.comparison
      else {
        attempts.push(event.attempt)
        tellAttempt(cx.terminal, event.attempt, retry ? attempts.length : undefined)
      }
    }
  } catch (error) {
    if (error instanceof Fault && cx.signal.aborted) throw interruption(cx.signal)
    throw error
  }
  return { attempts, comparison }
}

function tellAttempt(terminal: Terminal, attempt: Delivered, number: number | undefined): void {
  const { ms } = attempt
  if ('fault' in attempt) {
    if (number !== undefined)
      terminal.note(say.silentTry, {
        number,
        ms,
        reason: describeDelivery(attempt.cause, terminal.language).message,
      })
  } else if (attempt.status === 0)
    return // it broke off before that
  else if (number === undefined) terminal.note(say.answered, { ms, status: attempt.status })
  else terminal.note(say.answeredTry, { number, ms, status: attempt.status })
}

/** What is wrong is told with `--quiet` too. */
async function tellFindings(terminal: Terminal, reply: JudgedReply): Promise<void> {
  if (terminal.json) return
  const { err, language } = terminal
  for (const finding of reply.findings) {
    const { message, hint } = describeDelivery(finding, language)
    const isError = finding.level === 'error'
    const label = isError ? err.red(terminal.t(frame.error)) : err.yellow(terminal.t(frame.warning))
    terminal.write(await terminal.wrapped(label + message))
    terminal.write(await terminal.wrapped(`  ${err.cyan(terminal.t(frame.tryThis))}${hint}`, '    '))
  }
  const isTold = reply.findings.some(({ params }) => 'start' in params)
  if (reply.type === 'unreadable' && reply.xml && !isTold)
    terminal.note(say.start, { start: startOf(reply.xml) })
  const accepted = reply.type === 'nothing' ? say.nothing : say.accepted
  terminal.say(await terminal.wrapped(terminal.t(isAccepted(reply) ? accepted : say.refused)))
}

const startOf = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 120 ? `${line.slice(0, 120)}…` : line
}

const comparisonWords = {
  same: say.retrySame,
  nothing: say.retryNothing,
  'made-again': say.retryMadeAgain,
  different: say.retryDifferent,
} as const satisfies Record<Comparison, Message>

async function tellComparison(terminal: Terminal, comparison: Comparison): Promise<void> {
  const words = terminal.t(comparisonWords[comparison])
  if (comparison !== 'different') return terminal.say(await terminal.wrapped(words))
  terminal.write(await terminal.wrapped(terminal.err.yellow(terminal.t(frame.warning)) + words))
}

function attemptDocument(attempt: Delivered) {
  if ('status' in attempt) return { status: attempt.status, ms: attempt.ms }
  const { fault, cause, ms } = attempt
  return { fault: fault.reason, detail: fault.detail, cause: cause.code, ms }
}

/** An endpoint may write into its answer what was in the query: signatures, and with them whatever else is secret. */
function replyDocument({ type, encrypted, xml, fields, findings }: JudgedReply, terminal: Terminal) {
  const document = {
    type,
    encrypted,
    ...(xml !== undefined && { xml }),
    ...(fields && { fields }),
    findings: findings.map((finding) => ({
      ...finding,
      code: coarseCode(finding),
      cause: finding.code,
      ...describeDelivery(finding, terminal.language),
    })),
  }
  return JSON.parse(terminal.redact(JSON.stringify(document)))
}

function drawn({ fields, type }: JudgedReply, { terminal, stdout }: CommandContext): string {
  if (!fields || type === 'unreadable') return ''
  const { out: paint, language } = terminal
  const columns = stdout.isTTY ? stdout.columns || 80 : undefined
  const lines = replyLines(fields, { paint, language, ...(columns !== undefined && { columns }) })
  return terminal.redact(lines.join('\n'))
}

type Unanswered = Extract<Delivered, { readonly fault: Fault }>

function unanswered({ fault, cause }: Unanswered, { url, timeoutMs }: Target, terminal: Terminal): WxError {
  const { reason, detail } = fault
  const { message: why, hint: fix } = describeDelivery(cause, terminal.language)
  const told = { url: shownUrl(url), why, fix }
  const details = { cause: fault, data: { cause: cause.code, reason, detail } }
  return reason === 'timeout'
    ? new WxError('ENDPOINT_SILENT', { ...told, seconds: timeoutMs / 1000 }, details)
    : new WxError('ENDPOINT_UNREACHABLE', told, details)
}
