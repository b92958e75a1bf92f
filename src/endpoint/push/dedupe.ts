import { SUCCESS } from '../../wechat/replies/reply'
import type { Answer } from '../types'

/** One push, however often it was delivered. */
export interface Remembered {
  /** Of the first delivery; a promise while it is still in the making. */
  answer: Answer | Promise<Answer>
  /** How often it has come. */
  attempts: number
}

export interface DedupeLimits {
  readonly remembered: number
  /** Of the answers' texts. */
  readonly rememberedBytes: number
  readonly rememberedMs: number
}

/**
 * The answers of the last minute, by the identity of their push (docs/platform.md 3.5), so that a retry gets the very same one.
 *
 * They stand in two generations. Once the younger has half of what may be remembered, in number, bytes or time, it
 * becomes the elder and what was the elder is dropped whole: O(1) for a push, where taking the oldest out of one Map
 * would walk over all that were taken out before. At least half of the limits are kept, and at most all; of the time
 * up to one and a half. Answers that took long may land when their generation is full: one that has more than all of
 * the bytes is dropped whole.
 */
export class Dedupe {
  private young = new Map<string, Remembered>()
  private old = new Map<string, Remembered>()
  private youngSince = 0
  private youngBytes = 0

  constructor(private readonly limits: DedupeLimits) {}

  get size(): number {
    return this.young.size + this.old.size
  }

  /**
   * The push of this identity, where it came before; it has come once more now.
   * @param now milliseconds of a clock that only goes forward
   */
  again(identity: string, now: number): Remembered | undefined {
    this.age(now)
    const known = this.young.get(identity) ?? this.old.get(identity)
    if (known) known.attempts++
    return known
  }

  /** Keeps an answer, also one that is still in the making. */
  keep(identity: string, answer: Answer | Promise<Answer>): void {
    const remembered: Remembered = {
      answer: answer instanceof Promise ? answer : small(answer),
      attempts: 1,
    }
    this.young.set(whole(identity), remembered)
    this.youngBytes += identity.length
    if (answer instanceof Promise) {
      void answer.then((made) => {
        remembered.answer = small(made)
        this.weigh(remembered.answer)
      })
    } else this.weigh(small(answer))
  }

  private weigh({ text, wire }: Answer): void {
    this.youngBytes += text.length + (wire?.body.length ?? 0)
  }

  private age(now: number): void {
    const { remembered, rememberedBytes, rememberedMs } = this.limits
    const isFull = this.young.size >= remembered / 2 || this.youngBytes >= rememberedBytes / 2
    const ms = now - this.youngSince
    if (!isFull && ms < rememberedMs / 2) return
    this.old = ms < rememberedMs && this.youngBytes <= rememberedBytes ? this.young : new Map()
    this.young = new Map()
    this.youngSince = now
    this.youngBytes = 0
  }
}

/** No reply is longer, by far: what is gets `success` the second time. Bytes. */
const LONGEST = 64 * 1024

function small(answer: Answer): Answer {
  const { text, wire } = answer
  if (text.length <= LONGEST && (wire?.body.length ?? 0) <= LONGEST) return answer
  return { by: answer.by, text: SUCCESS }
}

/** The same text on its own: made of parts of the document, it would keep all of that in memory. */
const whole = (text: string): string => Buffer.from(text).toString()
