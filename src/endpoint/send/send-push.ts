import { ATTEMPTS, SUCCESS } from '../../wechat/replies/reply'
import type { XmlElement } from '../../wechat/xml/read'
import { type Delivered, deliverPush, type PushDocument, type PushTarget } from './deliver-push'
import type { JudgedReply } from './judge-reply'

/**
 * How the answer to a retry relates to the first. `same`; `nothing`: the endpoint keeps silent, which is how many
 * de-duplicate; `made-again`: the same but for its CreateTime; `different`: the push was worked on twice.
 */
export type Comparison = 'same' | 'nothing' | 'made-again' | 'different'

/** What happens while a push is sent: a try has ended, or both were answered and compared. */
export type SendEvent = { readonly attempt: Delivered } | { readonly comparison: Comparison }

/**
 * Sends a push as WeChat does, and yields each try as it ends. With `retry`: where there was no answer, the same push
 * again at once, three times in all; where the first was answered, once more, as if the answer had been lost on its way.
 *
 * A status other than 200 counts as no answer: docs/platform.md 3.5 speaks of missing answers alone, and SDKs report tries after
 * 500 and 502 [?].
 * @throws as `deliverPush`
 */
export async function* sendPush(
  document: PushDocument,
  target: PushTarget,
  { retry }: { readonly retry: boolean },
): AsyncGenerator<SendEvent> {
  // Each over a connection of its own: what comes behind an answer is part of what is judged.
  const deliver = () => deliverPush(document, { ...target, pool: undefined })
  const first = await deliver()
  yield { attempt: first }
  if (!retry) return
  let last = first
  for (let number = 2; number <= ATTEMPTS; number++) {
    last = await deliver()
    yield { attempt: last }
    if (isAnswered(first) || isAnswered(last)) break
  }
  if (isAnswered(first) && isAnswered(last)) yield { comparison: compare(first.reply, last.reply) }
}

type Answered = Extract<Delivered, { readonly status: number }>

const isAnswered = (delivered: Delivered): delivered is Answered =>
  'status' in delivered && delivered.status === 200 && !isPart(delivered.reply)

/** It began, and its end never came. */
const isPart = ({ outer }: JudgedReply): boolean => /^answer-(?:cut|unfinished)/.test(outer?.code ?? '')

function compare(first: JudgedReply, second: JudgedReply): Comparison {
  if (textOf(first) === textOf(second)) return 'same'
  if (second.type === 'nothing') return 'nothing'
  return first.fields && second.fields && bare(first.fields) === bare(second.fields)
    ? 'made-again'
    : 'different'
}

/** Both forms of an answer that says nothing are the same. */
const textOf = ({ type, xml }: JudgedReply) => (type === 'nothing' ? SUCCESS : xml)

function bare(fields: XmlElement): string {
  const { CreateTime: _, ...rest } = fields
  return JSON.stringify(rest)
}
