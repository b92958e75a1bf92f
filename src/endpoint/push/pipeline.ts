import { reasonOf, WxError } from '../../errors'
import { type CallbackConfig, SEAL_BYTES, sealAt, sealReply } from '../../wechat/callback/callback'
import type { MessageCipher } from '../../wechat/callback/cipher'
import { pushIdentity } from '../../wechat/messages/push'
import { SUCCESS } from '../../wechat/replies/reply'
import { InTime } from '../in-time'
import { asRefusal, Refusal } from '../refusal'
import type { HttpExchange } from '../server/exchange'
import type { EndpointLimits, EndpointOptions } from '../server/options'
import type { Answer, Answerer, Delivery, Note, PushEvent } from '../types'
import { Dedupe } from './dedupe'
import { PushReader, type ReadPush } from './read-push'

/**
 * What happens to a push whose body is whole:
 *
 *     verify → decrypt → parse   PushReader
 *     de-duplicate               Dedupe: a retry gets the first answer, also while it is being made
 *     answer                     AnswerInTime: `success` where the answerer fails or takes too long
 *     encrypt → send             sealed
 *     record → tell              the event that `serve` shows
 */
export class Pipeline {
  private readonly reader: PushReader
  private readonly dedupe: Dedupe
  private readonly answers: AnswerInTime
  /** Pushes that wait for their answer. */
  private waiting = 0
  /** Pushes that are being written to the disk. */
  private readonly records = new Set<Promise<void>>()
  private count = 0

  constructor(
    private readonly options: EndpointOptions,
    private readonly limits: EndpointLimits,
  ) {
    this.reader = new PushReader(options.config)
    this.dedupe = new Dedupe(limits)
    this.answers = new AnswerInTime(options.answerer, limits.answerMs)
  }

  take(exchange: HttpExchange, body: Buffer): void {
    let read: ReadPush
    try {
      if (this.waiting + this.records.size >= this.limits.pushes)
        throw new Refusal('too-many', { limit: this.limits.pushes })
      read = this.reader.read(exchange.call, body, exchange.receivedAt)
    } catch (error) {
      exchange.refuse(asRefusal(error))
      return
    }
    const { push, xml, encrypted, notes } = read
    const { receivedAt, query } = exchange
    const delivery = { id: ++this.count, receivedAt, push, xml, encrypted, query, body }

    const identity = pushIdentity(push, xml, encrypted)
    const now = performance.now()
    const known = this.dedupe.again(identity, now)
    const attempt = known?.attempts ?? 1
    const answer = known?.answer ?? this.answers.answer(delivery, now - exchange.started)
    if (!known) this.dedupe.keep(identity, answer)

    if (answer instanceof Promise) {
      this.waiting++
      void answer.then((made) => {
        this.waiting--
        this.finish(exchange, delivery, made, attempt, notes)
      })
    } else this.finish(exchange, delivery, answer, attempt, notes)
  }

  /** Answers `success` to whoever waits for an answer, and waits for what is being recorded. */
  async stop(): Promise<void> {
    this.answers.stop()
    await Promise.all(this.records)
  }

  private finish(
    exchange: HttpExchange,
    delivery: Delivery,
    answer: Answer,
    attempt: number,
    received: readonly Note[],
  ): void {
    const { status, isSent, fault } = this.send(exchange, delivery, answer)
    const { onEvent, record } = this.options
    if (!onEvent && !record) return
    const notes = [...received, ...(answer.notes ?? []), ...fault, ...(isSent ? [] : [CALLER_GONE])]
    const { receivedAt: time } = delivery
    const ms = exchange.elapsed()
    const event: PushEvent = { kind: 'push', time, ms, delivery, answer, attempt, status, notes }
    if (record && attempt === 1) this.record(record, event)
    else onEvent?.(event)
  }

  /** Sends the answer, or `success` where another program's answer cannot be sent. */
  private send(exchange: HttpExchange, { encrypted }: Delivery, answer: Answer) {
    const { config, now, randomBytes } = this.options
    const seal = { config, now, randomBytes, cipher: encrypted ? this.reader.cipher : undefined }
    const put = ({ status, contentType, body }: WireReply, fault: readonly Note[]) => ({
      status,
      isSent: exchange.send(status, contentType, body),
      fault,
    })
    try {
      return put(sealed(answer, seal), [])
    } catch (error) {
      const instead = failed(error)
      return put(sealed(instead, seal), instead.notes ?? [])
    }
  }

  /** A push counts as unanswered until it is on the disk: a disk that is too slow must not fill the memory. */
  private record(record: NonNullable<EndpointOptions['record']>, event: PushEvent): void {
    const { onEvent } = this.options
    const recorded = record(event).then(
      () => event,
      (error: unknown) => {
        const reason = reasonOf(error)
        return { ...event, notes: [...event.notes, { code: 'record-failed', params: { reason } }] }
      },
    )
    const told = recorded.then((done) => {
      this.records.delete(told)
      onEvent?.(done)
    })
    this.records.add(told)
  }
}

/** The caller, WeChat or another, did not wait for the answer. */
const CALLER_GONE: Note = { code: 'caller-gone' }

/**
 * Asks the answerer, and answers `success` in its place where it fails or takes too long: WeChat tries again
 * otherwise, and the user reads that the account is out of order (docs/platform.md 3.5). What comes too late is not sent
 * any more, not even to a retry: the first answer was `success`.
 */
class AnswerInTime {
  private readonly inTime = new InTime<Answer>()
  private readonly stopping = new AbortController()

  constructor(
    private readonly answerer: Answerer,
    private readonly answerMs: number,
  ) {}

  /**
   * @param elapsed milliseconds since the head of the push had arrived
   * @returns a promise only where the answerer gave one; it never fails
   */
  answer(delivery: Delivery, elapsed: number): Answer | Promise<Answer> {
    try {
      const made = this.answerer(delivery, this.stopping.signal)
      return made instanceof Promise ? this.whenMade(made.catch(failed), this.answerMs - elapsed) : made
    } catch (error) {
      return failed(error)
    }
  }

  /** The endpoint stops: whoever still waits is answered `success` now. */
  stop(): void {
    this.stopping.abort()
    this.inTime.giveUp(() => success('late', { code: 'answer-stopped' }))
  }

  private whenMade(made: Promise<Answer>, ms: number): Promise<Answer> {
    const params = { seconds: this.answerMs / 1000 }
    return this.inTime.wait(made, ms, () => success('late', { code: 'answer-late', params }))
  }
}

const success = (by: 'late' | 'none', note: Note): Answer => ({ by, text: SUCCESS, notes: [note] })

/** `success` in place of an answer that could not be made or sent. */
function failed(error: unknown): Answer {
  const reason =
    error instanceof WxError ? error.code : error instanceof Error ? error.message : String(error)
  return success('none', { code: 'answer-failed', params: { reason: reason.slice(0, 200) } })
}

/** What goes over the wire. */
interface WireReply {
  readonly status: number
  readonly contentType: string
  readonly body: string | Buffer
}

interface Seal {
  readonly config: CallbackConfig
  /** Absent where the push was not encrypted: its reply is not either. */
  readonly cipher: MessageCipher | undefined
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly randomBytes: (size: number) => Uint8Array
}

/**
 * An answer as it is sent: encrypted where the push was, but never `success` and an empty one (docs/platform.md 3.2).
 * Each retry is encrypted anew.
 */
function sealed({ text, wire }: Answer, { config, cipher, now, randomBytes }: Seal): WireReply {
  if (wire) return { ...wire, contentType: HEADER.test(wire.contentType) ? wire.contentType : XML }
  if (text === '' || text === SUCCESS) return { status: 200, contentType: 'text/plain', body: text }
  if (!cipher) return { status: 200, contentType: XML, body: text }
  const seal = sealAt(now(), randomBytes(SEAL_BYTES))
  return { status: 200, contentType: XML, body: sealReply(config.token, cipher, text, seal) }
}

const XML = 'text/xml; charset=utf-8'
/** What Node sends as the value of a header without an error. */
const HEADER = /^[\t\u0020-\u007e\u0080-\u00ff]*$/
