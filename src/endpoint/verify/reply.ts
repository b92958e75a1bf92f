import type { EndpointReply } from '../../http/probe/probe'
import type { DeliveryFault } from '../../wechat/callback/delivery-findings'
import type { Push } from '../../wechat/messages/push'
import type { XmlElement } from '../../wechat/xml/read'
import { diagnoseAnswer } from '../send/diagnose'
import { judgeReply } from '../send/judge-reply'
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

/** An answer before its body is looked at: its form, redirects, statuses, pages that stand before the endpoint. */

/** @returns undefined where the answer may be the endpoint's own word */
export function outerProblem(
  session: Session,
  reply: EndpointReply,
  method: 'GET' | 'POST',
): Problem | undefined {
  const cause = diagnoseAnswer(reply, session.url, method)
  return cause && toldOuter(session, reply, cause)
}

/** Such a cause with what `verify` tells beside it: how the answer begins, and where the Token came from. */
function toldOuter(
  { excerpts, options }: Session,
  { status, body, ms, flaw }: EndpointReply,
  { code, params }: DeliveryFault,
): Problem {
  const failed = status >= 400 && !flaw && params.by === undefined
  const beside: Params = {
    tokenFrom: options.tokenFrom,
    ...(body.length > 0 && { excerpt: excerpts.of(body.toString('utf8')) }),
  }
  const safe = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'string' ? excerpts.of(value) : value,
  ])
  return { code, params: { ...Object.fromEntries(safe), ...(failed && beside) }, ms }
}

/** What the user would see of a reply: when it was made, and how it was encrypted, does not matter. */
export function meaningOf({ kind, fields, encrypted, body }: ReadReply): string {
  if (kind === 'nothing') return ''
  if (fields) return bare(fields)
  // Encrypted anew each time, and it could not be opened.
  return encrypted ? 'encrypted' : body.toString('latin1').trim()
}

function bare({ CreateTime: _, ...rest }: XmlElement): string {
  return JSON.stringify(rest)
}
