/** Passes pushes on to an endpoint that is being developed, as WeChat would call it. */

import { Fault } from '../../http/fault'
import { ConnectionPool } from '../../http/probe/pool'
import { type Begun, callEndpoint } from '../../http/probe/probe'
import type { ProxyRoute } from '../../http/proxy'
import { type CallbackConfig, cipherOf } from '../../wechat/callback/callback'
import type { DeliveryFault } from '../../wechat/callback/delivery-findings'
import { isLoopback } from '../../wechat/hosts'
import { ANSWER_SECONDS, SUCCESS } from '../../wechat/replies/reply'
import { InTime } from '../in-time'
import { diagnoseFault } from '../send/diagnose'
import { judgeReply } from '../send/judge-reply'
import { endpointLimits } from '../server/options'
import type { Answer, Answerer, Delivery, Note } from '../types'
import { noteOn, notesOn, withoutSignatures } from './forward-notes'

export interface ForwardOptions {
  /** What the reply is read with. */
  readonly config: CallbackConfig
  /** Of a target that is not on this machine. */
  readonly proxy?: ProxyRoute
  /** Called when a target answers after `success` was answered in its place: with what it answered, and a note that it was late. */
  readonly onLate?: (delivery: Delivery, answer: Answer) => void
  /** Milliseconds after a push's arrival when `success` is answered in the target's place. */
  readonly softMs?: number
  /** Milliseconds after which a target is not waited for any more. */
  readonly hardMs?: number
  /** Pushes that targets are busy with at one time. */
  readonly most?: number
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/** A little before the endpoint itself would answer `success`: so the target's late reply is told, and not lost. */
const SOFT_MS = endpointLimits.answerMs - 100
const HARD_MS = 30_000
/** Bytes of a reply that are read. No reply comes near. */
const MOST_BYTES = 1024 * 1024

/**
 * An answerer that asks another endpoint: the same query (behind the target's own) and the same bytes. What it answers
 * goes back byte for byte, with its status, right or wrong, so that the bot sees how WeChat takes it. Where there is no
 * answer to send (the target is down, slow, sends megabytes or a status like 099) `success` is sent; notes say why
 * (forward-notes.ts).
 * @param target http or https; loopback is reached directly
 */
export function forwardTo(target: URL, options: ForwardOptions): Answerer {
  const { config, onLate, softMs = SOFT_MS, hardMs = HARD_MS, most = endpointLimits.pushes } = options
  const { now = Date.now } = options
  const proxy = isLoopback(target.hostname) ? undefined : options.proxy
  const cipher = cipherOf(config)
  const pool = new ConnectionPool()
  const inTime = new InTime<Answer>()
  let busy = 0

  const ask = async (
    delivery: Delivery,
    signal: AbortSignal,
    onBytes: (begun: Begun) => void,
  ): Promise<Answer> => {
    const { query, body, push } = delivery
    const call = { url: target, method: 'POST', query, body, timeoutMs: hardMs, onBytes } as const
    try {
      const reply = await callEndpoint({ ...call, signal, proxy, pool, maxBytes: MOST_BYTES })
      const judged = judgeReply(reply, { url: target, config, cipher, push })
      const isWhole = !reply.truncated && !/^answer-/.test(reply.flaw?.code ?? '')
      if (!isWhole || !canBeSent(reply.status))
        return { ...success('none', ...notesOn(judged, true)), targetMs: reply.ms }
      const notes = notesOn(judged)
      const contentType = reply.headers['content-type'] ?? 'text/xml'
      const shown = withoutSignatures(judged.xml ?? reply.body.toString(), query)
      return {
        by: 'forward',
        text: shown,
        wire: { status: reply.status, contentType, body: reply.body },
        targetMs: reply.ms,
        ...(notes.length > 0 && { notes }),
      }
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      const { reason, detail, ms } = error
      // The endpoint stops: nobody asks any more.
      const cause = reason === 'aborted' ? undefined : diagnoseFault(error, { url: target, limitMs: hardMs })
      const params = { ...cause?.params, reason, detail }
      const note = { code: 'target-unreachable', params, ...(cause && { cause: cause.code }), replaced: true }
      return { ...success('none', note as Note), targetMs: ms }
    }
  }

  return (delivery, signal) => {
    if (busy >= most) return success('none', { code: 'target-busy', params: { limit: most } })
    busy++
    let begun: Begun | undefined
    const asked = ask(delivery, signal, (now) => {
      begun = now
    }).finally(() => busy--)
    return inTime.wait(
      asked,
      softMs - (now() - delivery.receivedAt),
      () => success('late', slow(target, softMs, begun)),
      (answer) => {
        if (!signal.aborted) onLate?.(delivery, late(answer))
      },
    )
  }
}

/** Node reads statuses that it does not write, and those below 200 do not end an answer. */
const canBeSent = (status: number) => status >= 200 && status <= 999

const success = (by: 'late' | 'none', note?: Note, ...more: Note[]): Answer => ({
  by,
  text: SUCCESS,
  ...(note && { notes: [note, ...more] }),
})

/** The note on a target that has not answered in time, or not to the end. */
function slow(url: URL, softMs: number, begun: Begun | undefined): Note {
  const seconds = softMs / 1000
  const isLong = begun?.declared !== undefined
  const cause: DeliveryFault = begun
    ? {
        level: 'error',
        code: isLong ? 'answer-unfinished-length' : 'answer-unfinished',
        params: { seconds, bytes: begun.bytes, ...(isLong && { declared: begun.declared }) },
      }
    : diagnoseFault(new Fault('timeout', 'sent', softMs, true), { url, limitMs: softMs })
  return { ...noteOn(cause), code: 'target-slow', replaced: true }
}

/** An answer that came too late. */
function late(answer: Answer): Answer {
  const note: Note = {
    code: 'target-late',
    params: { seconds: Math.round((answer.targetMs ?? 0) / 100) / 10, limit: ANSWER_SECONDS },
    cause: 'late',
  }
  const rest = (answer.notes ?? []).filter(({ code }) => code !== note.code)
  return { ...answer, notes: answer.by === 'forward' ? [note, ...rest] : rest }
}
