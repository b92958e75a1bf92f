import { WxError } from '../../errors'
import { SUCCESS } from '../../wechat/replies/reply'
import type { Answer, Answerer, Delivery, Note } from '../types'

/**
 * Asks the answerer, and answers `success` in its place where it fails or takes too long: WeChat tries again
 * otherwise, and the user reads that the account is out of order (docs/platform.md 3.5). What comes too late is not sent any
 * more, not even to a retry: the first answer was `success`.
 */
export class AnswerInTime {
  private readonly waiting = new Set<() => void>()
  private readonly stopping = new AbortController()

  constructor(
    private readonly answerer: Answerer,
    private readonly answerMs: number,
  ) {}

  /** @param elapsed milliseconds since its head had arrived @returns a promise only where the answerer gave one; it never fails */
  answer(delivery: Delivery, elapsed: number): Answer | Promise<Answer> {
    try {
      const made = this.answerer(delivery, this.stopping.signal)
      return made instanceof Promise ? this.inTime(made, this.answerMs - elapsed) : made
    } catch (error) {
      return failed(error)
    }
  }

  /** The endpoint stops: whoever still waits is answered `success` now. */
  stop(): void {
    this.stopping.abort()
    for (const giveUp of this.waiting) giveUp()
  }

  private inTime(made: Promise<Answer>, ms: number): Promise<Answer> {
    return new Promise((resolve) => {
      const settle = (answer: Answer) => {
        clearTimeout(timer)
        this.waiting.delete(stop)
        resolve(answer)
      }
      const late = { code: 'answer-late', params: { seconds: this.answerMs / 1000 } }
      const timer = setTimeout(() => settle(instead('late', late)), Math.max(0, ms))
      const stop = () => settle(instead('late', { code: 'answer-stopped' }))
      this.waiting.add(stop)
      made.then(settle, (error: unknown) => settle(failed(error)))
    })
  }
}

const instead = (by: 'late' | 'none', note: Note): Answer => ({ by, text: SUCCESS, notes: [note] })

/** `success` in the place of an answer that could not be made or sent. */
export function failed(error: unknown): Answer {
  const reason =
    error instanceof WxError ? error.code : error instanceof Error ? error.message : String(error)
  return instead('none', { code: 'answer-failed', params: { reason: reason.slice(0, 200) } })
}
