import { coarseCode } from '../../wechat/callback/delivery-findings'
import { type Delivered, deliverPush, type PushTarget } from './deliver-push'
import { isAccepted } from './judge-reply'

/** How many pushes an endpoint answered, and how fast. */
export interface LoadResult {
  /** Pushes sent. */
  readonly count: number
  readonly accepted: number
  readonly failed: number
  /** How often each reason to fail was met: `timeout`, `status 500`, the code of a finding. */
  readonly reasons: Readonly<Record<string, number>>
  /** Of the whole. */
  readonly seconds: number
  readonly perSecond: number
  /** Milliseconds until answers were whole; of the accepted ones. Absent where there was none. */
  readonly ms?: { readonly p50: number; readonly p90: number; readonly p99: number; readonly max: number }
  /** Some brought no answer at all. */
  readonly unanswered: number
}

export interface Load {
  readonly count: number
  /** Pushes under way at the same time. */
  readonly concurrency: number
  /** The document of a push, by its number from 0. */
  readonly document: (number: number) => string
  /** Told after each. */
  readonly onProgress?: (done: number) => void
}

/**
 * Sends many pushes, so many at the same time, each once. What is kept of an answer is the time it took: eight bytes.
 * When it is aborted it ends with what was sent until then.
 */
export async function sendLoad(
  { count, concurrency, document, onProgress }: Load,
  target: PushTarget,
): Promise<LoadResult> {
  const times = new Float64Array(count)
  const reasons: Record<string, number> = {}
  let [next, done, accepted, unanswered] = [0, 0, 0, 0]
  const started = performance.now()
  const worker = async () => {
    while (next < count && !target.signal.aborted) {
      const number = next++
      const began = performance.now()
      const delivered = await deliverPush({ xml: document(number) }, target).catch((error: unknown) => {
        if (target.signal.aborted) return undefined
        throw error
      })
      if (!delivered) return
      const reason = reasonIn(delivered)
      if (reason === undefined) times[accepted++] = performance.now() - began
      else reasons[reason] = (reasons[reason] ?? 0) + 1
      if ('fault' in delivered) unanswered++
      onProgress?.(++done)
    }
  }
  await Promise.all(Array.from({ length: Math.min(concurrency, count) }, worker))
  const seconds = (performance.now() - started) / 1000
  const sorted = times.subarray(0, accepted).sort()
  const at = (share: number) => tenth(sorted[Math.max(0, Math.ceil(share * accepted) - 1)] ?? 0)
  return {
    count: done,
    accepted,
    failed: done - accepted,
    reasons,
    seconds: Math.round(seconds * 1000) / 1000,
    perSecond: tenth(seconds > 0 ? done / seconds : 0),
    ...(accepted > 0 && { ms: { p50: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1) } }),
    unanswered,
  }
}

const tenth = (value: number) => Math.round(value * 10) / 10

/** Why a push failed, in one word; the first of several. Undefined where it did not. */
function reasonIn(delivered: Delivered): string | undefined {
  if ('fault' in delivered) return delivered.fault.reason
  if (isAccepted(delivered.reply)) return undefined
  const found = delivered.reply.findings.find(({ level }) => level === 'error')
  const code = found ? coarseCode(found) : 'status'
  return code === 'status' || code === 'redirect' ? `status ${delivered.status}` : code
}
