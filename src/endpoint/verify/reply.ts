import type { EndpointReply } from '../../http/probe/probe'
import type { Push } from '../../wechat/messages/push'
import type { XmlElement } from '../../wechat/xml/read'
import { judgeReply } from '../send/judge-reply'
import { toldOuter } from './outer'
import type { Session } from './session'
import type { Params, Problem } from './types'

/** What an endpoint answered to a push with a status of success. */
export interface ReadReply {
  /** `nothing`: `success` or an empty body; `reply`: a document, be it right or not; `words`: anything else. */
  readonly kind: 'nothing' | 'words' | 'reply'
  /** Of a document that can be read, decrypted. */
  readonly fields?: XmlElement
  readonly encrypted: boolean
  /** As it came. */
  readonly body: Buffer
}

/** A reply, and what is wrong with the answer. */
export interface Answered {
  /** Absent where the answer is not the endpoint's own word. */
  readonly read?: ReadReply
  readonly problems: readonly Problem[]
}

/** @param push what it answers; absent: whether it fits is not looked at */
export function readAnswer(session: Session, answer: EndpointReply, push?: Push): Answered {
  const { config, cipher, excerpts, url } = session
  const judged = judgeReply(answer, { url, config, cipher, push })
  const { type, encrypted, fields, xml = '', findings, outer } = judged
  if (outer) return { problems: [toldOuter(session, answer, outer)] }
  const isDocument = encrypted || fields !== undefined || /^\ufeff?\s*<(?:\?xml|xml\b)/.test(xml)
  const kind = type === 'nothing' ? 'nothing' : isDocument ? 'reply' : 'words'
  const problems = findings.map(
    ({ level, code, params }): Problem => ({ level, code, params: safe(params), ms: answer.ms }),
  )
  return { read: { kind, encrypted, body: answer.body, ...(fields && { fields }) }, problems }

  /** Parts of the answer stand in them. */
  function safe(params: Params): Params {
    return Object.fromEntries(
      Object.entries(params).map(([name, value]) => [
        name,
        typeof value === 'string' ? excerpts.of(value) : value,
      ]),
    )
  }
}
