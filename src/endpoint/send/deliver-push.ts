import { Fault } from '../../http/fault'
import type { ConnectionPool } from '../../http/probe/pool'
import { callEndpoint } from '../../http/probe/probe'
import type { ProxyRoute } from '../../http/proxy'
import {
  type CallbackConfig,
  SEAL_BYTES,
  sealAt,
  sealPush,
  signedQuery,
} from '../../wechat/callback/callback'
import type { MessageCipher } from '../../wechat/callback/cipher'
import type { DeliveryFault } from '../../wechat/callback/delivery-findings'
import { pushOf } from '../../wechat/messages/push'
import { readXml } from '../../wechat/xml/read'
import { diagnoseFault } from './diagnose'
import { type JudgedReply, judgeReply } from './judge-reply'

/** Where pushes are sent, and by what means. */
export interface PushTarget {
  readonly url: URL
  readonly config: CallbackConfig
  /** Of the configuration: needed unless the mode is plain. */
  readonly cipher: MessageCipher | undefined
  /** How long an answer may take; WeChat's server waits 5 seconds. */
  readonly timeoutMs: number
  readonly proxy?: ProxyRoute
  readonly pool?: ConnectionPool
  readonly signal: AbortSignal
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly randomBytes: (size: number) => Buffer
  /** Told of what must not be shown: an endpoint may write it into its answer. */
  readonly hide?: (secret: string) => void
}

/** What is sent: a document, or in plain mode bytes that are none. */
export type PushDocument = { readonly xml: string } | { readonly bytes: Buffer }

/** One try to deliver a push: the endpoint's answer, judged, or why there is none. */
export type Delivered =
  | { readonly ms: number; readonly status: number; readonly reply: JudgedReply }
  | { readonly ms: number; readonly fault: Fault; readonly cause: DeliveryFault }

/**
 * Delivers a push once, as WeChat's server does: signed and encrypted anew, the document as it is.
 * @throws XmlFault for a document that cannot be read, and whatever the call fails with when it is aborted
 */
export async function deliverPush(document: PushDocument, target: PushTarget): Promise<Delivered> {
  const { url, config, cipher, timeoutMs, proxy, pool, signal } = target
  const { query, body } = sealed(document, target)
  try {
    const call = { url, method: 'POST', query, body, timeoutMs, proxy, pool, signal } as const
    const answer = await callEndpoint(call)
    const push = 'xml' in document ? pushOf(readXml(document.xml)) : undefined
    const reply = judgeReply(answer, { url, config, cipher, ...(push && { push }) })
    return { ms: answer.ms, status: answer.status, reply }
  } catch (fault) {
    if (!(fault instanceof Fault) || fault.reason === 'aborted') throw fault
    return { ms: fault.ms, fault, cause: diagnoseFault(fault, { url, limitMs: timeoutMs }) }
  }
}

function sealed(document: PushDocument, { config, cipher, now, randomBytes, hide }: PushTarget) {
  const seal = sealAt(now(), randomBytes(SEAL_BYTES))
  const { query, body } =
    'xml' in document
      ? sealPush(config, cipher, document.xml, seal)
      : {
          query: new URLSearchParams({ ...signedQuery(config.token, seal.timestamp, seal.nonce) }).toString(),
          body: document.bytes,
        }
  const parameters = new URLSearchParams(query)
  for (const name of ['signature', 'msg_signature']) hide?.(parameters.get(name) ?? '')
  return { query, body }
}
