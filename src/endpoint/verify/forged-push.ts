/** Pushes that are not WeChat's: an endpoint that answers one lets anybody speak as any user. */
import { sealPush } from '../../wechat/callback/callback'
import { newCallbackToken } from '../../wechat/callback/values'
import { type Pushed, push, sealOf, textPush } from './push'
import { refusalIn, silenceAs } from './refused'
import { meaningOf, type ReadReply, readAnswer } from './reply'
import type { Session } from './session'
import type { Problem } from './types'

/** Signed with another Token throughout. @param right what a right push of the kind brought */
export function pushForged(session: Session, right: Pushed): Promise<Problem> {
  const { config, cipher } = session
  const token = strangeToken(session)
  return judged(session, sealPush({ ...config, token }, cipher, textPush(session), sealOf(session)), right)
}

/**
 * `signature` is right, `msg_signature`, which alone covers the text, is not. In compatible mode an endpoint may do
 * without the encrypted half, and then it has no reason to look at its signature.
 */
export async function pushWithForgedCipher(session: Session, right: Pushed): Promise<Problem> {
  const { config, cipher } = session
  const xml = textPush(session)
  const seal = sealOf(session)
  const { query, body } = sealPush(config, cipher, xml, seal)
  const forged = sealPush({ ...config, token: strangeToken(session) }, cipher, xml, seal)
  const mixed = new URLSearchParams(query)
  mixed.set('msg_signature', new URLSearchParams(forged.query).get('msg_signature') ?? '')
  const problem = await judged(session, { query: mixed.toString(), body }, right)
  if (problem.level !== 'error') return problem
  const isPlain = config.mode === 'compat' && right.read?.encrypted === false
  if (isPlain) return { ...problem, code: 'forged-cipher-plain', level: 'ok' }
  return problem.code === 'forged-push-accepted' ? { ...problem, code: 'forged-cipher-accepted' } : problem
}

const strangeToken = (session: Session) => newCallbackToken((size) => session.random(size))

async function judged(
  session: Session,
  sent: { readonly query: string; readonly body: string },
  right: Pushed,
): Promise<Problem> {
  const called = await session.post(sent)
  if ('problem' in called) return silenceAs(called.problem, 'forged-push-refused')
  const { reply } = called
  const { status, ms } = reply
  const refusal = refusalIn(reply, 'forged-push-refused')
  if (refusal) return refusal
  const { read } = readAnswer(session, reply)
  return { ...(await verdictOf(session, read, right.read)), params: { status }, ms }
}

type Verdict = Pick<Problem, 'code' | 'level'>

const refused: Verdict = { code: 'forged-push-refused', level: 'ok' }
const unclear: Verdict = { code: 'forged-push-unclear', level: 'warning' }

/** The same answer as to a right push has not refused it, whatever it says; but nothing to both says nothing. */
async function verdictOf(
  session: Session,
  forged: ReadReply | undefined,
  right: ReadReply | undefined,
): Promise<Verdict> {
  // A page that stands before the endpoint answered, or the answer broke off.
  if (!forged || !right) return refused
  // Nothing to a false push and something to a right one: it was told apart.
  if (forged.kind === 'nothing') return right.kind === 'nothing' ? unclear : refused
  const accepted: Verdict =
    forged.kind === 'reply'
      ? { code: 'forged-push-accepted', level: 'error' }
      : { code: 'forged-push-same', level: 'error' }
  if (meaningOf(forged) === meaningOf(right)) return accepted
  if (forged.kind !== 'reply') return (await isSteady(session, right)) ? refused : unclear
  // Another reply: where right pushes get one and the same, this one was told apart; else each simply gets its own.
  return (await isSteady(session, right)) ? refused : accepted
}

/** Whether another right push is answered as the first was. */
async function isSteady(session: Session, first: ReadReply): Promise<boolean> {
  const { read } = await push(session, textPush(session))
  return read !== undefined && meaningOf(read) === meaningOf(first)
}
