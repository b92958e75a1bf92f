import { deliverPush } from '../../../endpoint/send/deliver-push'
import { type CallbackConfig, cipherOf } from '../../../wechat/callback/callback'
import { templateOf } from '../../../wechat/messages/template'
import { findPushType } from '../../../wechat/messages/types'
import { SANDBOX_ORIGINAL_ID } from '../../../wechat/sandbox-account'
import { writeXml } from '../../../wechat/xml/write'
import type { CommandContext } from '../../command'

/** Longer than the endpoint itself takes for an answer. */
const TIMEOUT_MS = 6000

/**
 * Sends a push to this endpoint the way every other comes: signed, encrypted, over HTTP.
 * @returns why there was no answer; undefined where there was one
 */
export async function sendToItself(
  cx: CommandContext,
  url: string,
  config: CallbackConfig,
  xml: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { now, randomBytes, terminal } = cx
  try {
    const delivered = await deliverPush(
      { xml },
      {
        url: new URL(url),
        config,
        cipher: cipherOf(config),
        timeoutMs: TIMEOUT_MS,
        signal,
        now,
        randomBytes,
        hide: (secret) => terminal.hide(secret),
      },
    )
    return 'fault' in delivered ? delivered.fault.message : undefined
  } catch (error) {
    return signal.aborted ? undefined : error instanceof Error ? error.message : String(error)
  }
}

/** A text of an invented user. */
export function testPush({ now }: CommandContext, content: string): string {
  const type = findPushType('text')
  const head = { to: SANDBOX_ORIGINAL_ID, from: 'oWxadmin_serve_test_push_000', ...renewed(now()) }
  return writeXml({ ...(type && templateOf(type, head)), Content: content })
}

/** The document as a new push: with an id and a time of its own the endpoint does not take it for a retry. */
export function asNew({ now }: CommandContext, xml: string): string {
  const { createTime: CreateTime, msgId: MsgId } = renewed(now())
  return xml.replace(TIME_OR_ID, (found, name?: 'CreateTime' | 'MsgId') =>
    name === undefined ? found : `<${name}>${{ CreateTime, MsgId }[name]}</${name}>`,
  )
}

/** What users write stands in CDATA, and is passed over. */
const TIME_OR_ID =
  /<(CreateTime|MsgId)>\s*(?:<!\[CDATA\[)?\s*\d+\s*(?:\]\]>)?\s*<\/\1>|<!\[CDATA\[[\s\S]*?\]\]>/g

let last = 0n

/** Never the same twice: events of one user are told apart by their second, messages by their id. */
function renewed(now: number): { createTime: number; msgId: bigint } {
  const microseconds = BigInt(now) * 1000n
  last = microseconds > last ? microseconds : last + 1n
  return { createTime: Math.floor(now / 1000), msgId: last }
}
