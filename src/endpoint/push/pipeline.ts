import { reasonOf } from '../../errors'
/** receive → verify → decrypt → parse → de-duplicate → answer → encrypt → record and tell. */
import { pushIdentity } from '../../wechat/messages/push'
import type { Exchange } from '../server/exchange'
import type { EndpointLimits, EndpointOptions } from '../server/options'
import type { Answer, Delivery, Note, PushEvent } from '../types'
import { Dedupe } from './dedupe'
import { AnswerInTime, failed } from './pipeline-answer'
import { asRefusal, Refusal } from './pipeline-refusal'
import { type SealMeans, wireReply } from './pipeline-reply'
import { PushReader, type ReadPush } from './read-push'

/** Takes pushes whose body is whole, and answers them. */
export class Pipeline {
  private readonly reader: PushReader
  private readonly dedupe: Dedupe
  private readonly answers: AnswerInTime
  private readonly means: SealMeans
  /** Pushes that wait for their answer. */
  private waiting = 0
  private readonly records = new Set<Promise<void>>()
  private count = 0

  constructor(
    private readonly options: EndpointOptions,
    private readonly limits: EndpointLimits,
  ) {
    this.reader = new PushReader(options.config)
    this.dedupe = new Dedupe(limits)
    this.answers = new AnswerInTime(options.answerer, limits.answerMs)
    const { config, now, randomBytes } = options
    this.means = { config, now, randomBytes, cipher: this.reader.cipher }
  }

  take(exchange: Exchange, body: Buffer): void {
    let read: ReadPush
    try {
      if (this.waiting + this.records.size >= this.limits.pushes)
        throw new Refusal('too-many', { limit: this.limits.pushes })
      read = this.reader.read(exchange.call, body, exchange.receivedAt)
    } catch (error) {
      exchange.refuse(asRefusal(error))
      return
    }
    const { push, xml, encrypted } = read
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
        this.finish(exchange, delivery, made, attempt, read.notes)
      })
    } else this.finish(exchange, delivery, answer, attempt, read.notes)
  }

  /** Whoever waits for an answer gets `success` now; what is being recorded is waited for. */
  async stop(): Promise<void> {
    this.answers.stop()
    await Promise.all(this.records)
  }

  private finish(
    exchange: Exchange,
    delivery: Delivery,
    answer: Answer,
    attempt: number,
    received: readonly Note[],
  ): void {
    const { reply, isSent, fault } = this.send(exchange, delivery, answer)
    const { onEvent, record } = this.options
    if (!onEvent && !record) return
    const notes = [...received, ...(answer.notes ?? []), ...fault, ...(isSent ? [] : [GONE])]
    const { receivedAt: time } = delivery
    const event: PushEvent = {
      kind: 'push',
      time,
      ms: exchange.elapsed(),
      delivery,
      answer,
      attempt,
      status: reply.status,
      notes,
    }
    if (record && attempt === 1) this.record(record, event)
    else onEvent?.(event)
  }

  /** Sends it; where that cannot be done (what it came from is another program) `success` in its place. */
  private send(exchange: Exchange, { encrypted }: Delivery, answer: Answer) {
    try {
      const reply = wireReply(this.means, answer, encrypted)
      return { reply, isSent: exchange.send(reply.status, reply.contentType, reply.body), fault: [] }
    } catch (error) {
      const instead = failed(error)
      const reply = wireReply(this.means, instead, false)
      const isSent = exchange.send(reply.status, reply.contentType, reply.body)
      return { reply, isSent, fault: instead.notes ?? [] }
    }
  }

  /** A push counts as in the making until it is on the disk: one that is too slow must not fill the memory. */
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

/** WeChat, or whoever it was, did not wait for the answer. */
const GONE: Note = { code: 'caller-gone' }
