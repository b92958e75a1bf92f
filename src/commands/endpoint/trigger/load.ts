import { type LoadResult, sendLoad } from '../../../endpoint/send/load'
import { exitCodes, interruption, WxError } from '../../../errors'
import { counterOn } from '../../../terminal/counter'
import type { Message } from '../../../terminal/language'
import { listing } from '../../../terminal/listing'
import { frame } from '../../../terminal/messages/frame'
import { modeWords, triggerMessages as say } from '../../../terminal/messages/trigger'
import { isLoopback } from '../../../wechat/hosts'
import type { PushTypeEntry } from '../../../wechat/messages/types'
import { writeXml } from '../../../wechat/xml/write'
import type { CommandContext } from '../../command'
import { shownUrl, type Target } from '../target'
import type { PushTree } from './set'

const AT_ONCE = 10

/** @throws WxError LOAD_REFUSED for an endpoint that is neither on this machine nor the account's own */
export function requireOwn({ url, known }: Target): void {
  if (isLoopback(url.hostname)) return
  const { callbackUrl } = known
  if (callbackUrl !== undefined && URL.canParse(callbackUrl)) {
    const own = new URL(callbackUrl)
    if (own.origin === url.origin && own.pathname === url.pathname) return
  }
  throw new WxError('LOAD_REFUSED', { url: shownUrl(url) })
}

/**
 * Sends so many different pushes of a type and tells how the endpoint kept up.
 *
 * `--json`: `{ type, to, mode, concurrency, count, accepted, failed, reasons, seconds, perSecond, ms?: { p50, p90, p99,
 * max }, unanswered }`.
 * @returns 0; 5 where answers were wrong, 6 where some did not come
 * @throws WxError INTERRUPTED, TERMINATED after the result so far was told
 */
export async function sendManyAndTell(
  cx: CommandContext,
  entry: PushTypeEntry,
  tree: PushTree,
  target: Target,
  { count, concurrency = AT_ONCE }: { readonly count: number; readonly concurrency?: number },
): Promise<number> {
  const { terminal } = cx
  const { url, config } = target
  const to = shownUrl(url)
  terminal.note(say.sent, { type: entry.name, url: to, mode: terminal.t(modeWords[config.mode]) })
  const counter = counterOn(terminal, cx.now)
  // Nothing is told of single answers, so their signatures need not be kept to be hidden.
  const result = await sendLoad(
    {
      count,
      concurrency,
      document: (number) => writeXml(numbered(tree, number)),
      onProgress: (done) => counter.update(terminal.t(say.loadSending, { done, total: count })),
    },
    { ...target, hide: undefined },
  ).finally(() => counter.end())
  const facts = { type: entry.name, to, mode: config.mode, concurrency }
  terminal.result({ ...facts, ...result }, () => drawn(result, cx))
  if (cx.signal.aborted) throw interruption(cx.signal)
  if (result.unanswered > 0) return exitCodes.network
  return result.failed > 0 ? exitCodes.wechat : 0
}

/**
 * The push of a number: messages differ in MsgId. Events, which have none, differ in CreateTime (each a second before
 * the former, as none is in the future).
 */
function numbered(tree: PushTree, number: number): PushTree {
  const shift = BigInt(number)
  const { MsgId, CreateTime } = tree
  if (typeof MsgId === 'bigint' || typeof MsgId === 'number') return { ...tree, MsgId: BigInt(MsgId) + shift }
  if (typeof CreateTime === 'bigint' || typeof CreateTime === 'number')
    return { ...tree, CreateTime: BigInt(CreateTime) - shift }
  return tree
}

function drawn(
  { count, accepted, failed, reasons, seconds, perSecond, ms }: LoadResult,
  { terminal, stdout }: CommandContext,
): string {
  const { out } = terminal
  const why = Object.entries(reasons)
    .sort(([, a], [, b]) => b - a)
    .map(([reason, times]) => `${reason} × ${times}`)
  const rows: (readonly [Message, string])[] = [
    [say.loadCount, String(count)],
    [say.loadOk, accepted === 0 ? '0' : out.green(String(accepted))],
  ]
  if (failed > 0)
    rows.push([say.loadFailed, terminal.t(frame.aside, { text: String(failed), aside: why.join(', ') })])
  rows.push([say.loadTime, terminal.t(say.loadRate, { seconds, rate: perSecond })])
  if (ms) rows.push([say.loadAnswers, terminal.t(say.loadPercentiles, ms)])
  const width = stdout.isTTY ? stdout.columns || 80 : Number.POSITIVE_INFINITY
  const labelled = rows.map(([label, value]) => [out.dim(terminal.t(label)), value] as const)
  return listing(labelled, { indent: 0, width }).join('\n')
}
