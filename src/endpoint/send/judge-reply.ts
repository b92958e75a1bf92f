import type { EndpointReply } from '../../http/probe/probe'
import {
  type CallbackConfig,
  envelopeOf,
  isSignedRightly,
  type ReplyEnvelope,
} from '../../wechat/callback/callback'
import { CipherFault, type MessageCipher } from '../../wechat/callback/cipher'
import type { DeliveryCode, DeliveryFault, DeliveryFinding } from '../../wechat/callback/delivery-findings'
import type { Push } from '../../wechat/messages/push'
import { checkReply } from '../../wechat/replies/check'
import { readReply } from '../../wechat/replies/read'
import { ANSWER_SECONDS } from '../../wechat/replies/reply'
import { bytesFault } from '../../wechat/text-bytes'
import { readXml, textOf, type XmlElement } from '../../wechat/xml/read'
import { diagnoseAnswer } from './diagnose'

/** An answer to a push, read as WeChat reads it. */
export interface JudgedReply {
  /** MsgType of the reply; `nothing` for `success` and an empty body; `unreadable`. */
  readonly type: string
  readonly encrypted: boolean
  /** The document, decrypted; of what is no document the text as it came. Absent where there is none. */
  readonly xml?: string
  readonly fields?: XmlElement
  readonly findings: readonly DeliveryFinding[]
  /** One of the findings, where the body was not read because of it: it is not the endpoint's own word. */
  readonly outer?: DeliveryFault
}

/** Whether WeChat would take it. */
export const isAccepted = ({ findings }: JudgedReply): boolean =>
  !findings.some(({ level }) => level === 'error')

export interface JudgeMeans {
  /** That was called. */
  readonly url: URL
  readonly config: CallbackConfig
  readonly cipher: MessageCipher | undefined
  /** What was sent, where it could be read: the limits of a reply depend on it. */
  readonly push?: Push
}

/** Judges the answer of an endpoint to a push. docs/platform.md 3.2 to 3.5 and 4. */
export function judgeReply(answer: EndpointReply, means: JudgeMeans): JudgedReply {
  const found: DeliveryFinding[] = []
  const error = (code: DeliveryCode, params: DeliveryFault['params'] = {}) =>
    void found.push({ level: 'error', code, params })
  const { status, body, ms } = answer
  const unread = (text?: string): JudgedReply => ({
    type: 'unreadable',
    encrypted: false,
    ...(text && { xml: text }),
    findings: found,
  })

  if (ms > ANSWER_SECONDS * 1000) error('late', { seconds: ms / 1000, limit: ANSWER_SECONDS })
  const outer = diagnoseAnswer(answer, means.url, 'POST')
  const bad = bytesFault(body)
  const text = body.toString()
  if (outer) {
    found.push(outer)
    return { ...unread(bad ? undefined : text), outer }
  }
  if (status !== 200) error('status', { status, method: 'POST' })
  if (bad) error(bad.code, bad.params)
  if (status !== 200 || bad) return unread(bad ? undefined : text)
  const envelope = envelopeIn(text)
  const opened = envelope ? openReply(envelope, means, error) : text
  if (opened === undefined) return { ...unread(text), encrypted: true }
  const { kind, fields, faults } = readReply(opened)
  if (kind === 'document' && !envelope && means.config.mode === 'safe') error('not-encrypted')
  found.push(...faults, ...(fields ? checkReply(fields, means.push) : []))
  return {
    type: (fields && textOf(fields, 'MsgType')) || (kind === 'nothing' ? kind : 'unreadable'),
    encrypted: envelope !== undefined,
    ...(kind !== 'nothing' && { xml: opened }),
    ...(fields && { fields }),
    findings: found,
  }
}

type Report = (code: DeliveryCode, params?: DeliveryFault['params']) => void

/** The document in an envelope; undefined where it cannot be read. */
function openReply(
  envelope: ReplyEnvelope,
  { config, cipher }: JudgeMeans,
  error: Report,
): string | undefined {
  if (config.mode === 'plain') error('encrypted-in-plain')
  if (!cipher) return undefined
  const missing = (['MsgSignature', 'TimeStamp', 'Nonce'] as const).filter((name) => envelope[name] === '')
  if (missing.length > 0) error('envelope', { names: missing.join(', ') })
  else if (!isSignedRightly(config.token, envelope)) error('signature')
  try {
    const opened = cipher.open(envelope.Encrypt)
    const bad = bytesFault(opened)
    if (bad) error(bad.code, bad.params)
    return bad ? undefined : opened.toString()
  } catch (fault) {
    if (!(fault instanceof CipherFault)) throw fault
    if (fault.reason === 'appid')
      error('cipher-appid', { appid: fault.appid ?? '', right: config.appid ?? '' })
    else error('cipher', { reason: fault.reason })
    return undefined
  }
}

function envelopeIn(text: string): ReplyEnvelope | undefined {
  try {
    return envelopeOf(readXml(text))
  } catch {
    return undefined // what is wrong with it is found when it is read as a reply
  }
}
