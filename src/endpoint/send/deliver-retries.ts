import { ATTEMPTS, SUCCESS } from '../../wechat/replies/reply'
import type { XmlElement } from '../../wechat/xml/read'
import type { Delivered } from './deliver-push'
import type { JudgedReply } from './judge-reply'

/**
 * How the answer to a retry relates to the first. `same`; `nothing`: the endpoint keeps silent, which is how many
 * de-duplicate; `made-again`: the same but for its CreateTime; `different`: the push was worked on twice.
 */
export type Comparison = 'same' | 'nothing' | 'made-again' | 'different'

export interface Deliveries {
  readonly attempts: readonly Delivered[]
  /** Where both tries of a push were answered. */
  readonly comparison?: Comparison
}

/**
 * WeChat's tries. Where there was no answer, the same push again at once, three times in all; where the first was
 * answered, once more, as if the answer had been lost on its way.
 *
 * A status other than 200 counts as no answer: docs/platform.md 3.5 speaks of missing answers alone, and SDKs report tries after
 * 500 and 502 [?].
 * @param deliver makes one try; told its number, from 1
 */
export async function deliverWithRetries(
  deliver: (attempt: number) => Promise<Delivered>,
): Promise<Deliveries> {
  const first = await deliver(1)
  if (isAnswered(first)) {
    const second = await deliver(2)
    const attempts = [first, second]
    return isAnswered(second) ? { attempts, comparison: compare(first.reply, second.reply) } : { attempts }
  }
  const attempts: Delivered[] = [first]
  for (let number = 2; number <= ATTEMPTS; number++) {
    const next = await deliver(number)
    attempts.push(next)
    if (isAnswered(next)) break
  }
  return { attempts }
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
