import type { Push } from '../../wechat/push'
import type { XmlElement } from '../../wechat/xml-read'
import { judgeReply } from '../judge-reply'
import type { EndpointReply } from '../send'
import type { Session } from './session'
import type { Params, Problem } from './types'

/** What an endpoint answered to a push with a status of success. */
export interface ReadReply {
  /** `nothing`: `success` or an empty body; `reply`: a document, be it right or not; `words`: anything else. */
  readonly kind: 'nothing' | 'words' | 'reply'
  /** Of a document that can be read, decrypted. */
  readonly fields?: XmlElement
  readonly encrypted: boolean
  readonly problems: readonly Problem[]
}

/** @param push what it answers; absent: whether it fits is not looked at */
export function readAnswer(session: Session, answer: EndpointReply, push?: Push): ReadReply {
  const { config, cipher, excerpts } = session
  const { type, encrypted, fields, xml = '', findings } = judgeReply(answer, { config, cipher, push })
  const isDocument = encrypted || fields !== undefined || /^\ufeff?\s*<(?:\?xml|xml\b)/.test(xml)
  const kind = type === 'nothing' ? 'nothing' : isDocument ? 'reply' : 'words'
  const problems = findings.map(
    ({ level, code, params }): Problem => ({ level, code, params: safe(params), ms: answer.ms }),
  )
  return { kind, encrypted, ...(fields && { fields }), problems }

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
