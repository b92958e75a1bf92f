/** An answer before its body is looked at: its form, redirects, statuses, pages that stand before the endpoint. */

import type { EndpointReply } from '../../http/probe/probe'
import type { DeliveryFault } from '../../wechat/callback/delivery-findings'
import { diagnoseAnswer } from '../send/diagnose'
import type { Session } from './session'
import type { Params, Problem } from './types'

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
export function toldOuter(
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
