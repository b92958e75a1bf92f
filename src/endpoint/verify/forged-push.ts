/** Pushes that are not WeChat's: an endpoint that answers one lets anybody speak as any user. */
import { sealPush } from '../../wechat/callback'
import { newCallbackToken } from '../../wechat/callback-values'
import { type Pushed, sealOf } from './push'
import { textPush } from './pushes'
import { refusalIn, silenceAs } from './refused'
import { type ReadReply, readAnswer } from './reply'
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
  if (problem.code !== 'forged-push-accepted') return problem
  const isPlain = config.mode === 'compat' && right.read?.encrypted === false
  return isPlain
    ? { ...problem, code: 'forged-cipher-plain', level: 'ok' }
    : { ...problem, code: 'forged-cipher-accepted' }
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
  return { ...verdictOf(readAnswer(session, reply), right.read), params: { status }, ms }
}

function verdictOf(forged: ReadReply, right: ReadReply | undefined): Pick<Problem, 'code' | 'level'> {
  if (forged.kind === 'reply') return { code: 'forged-push-accepted', level: 'error' }
  // Nothing to a false push and something to a right one: it was told apart.
  const isSilent = forged.kind === 'nothing' && right?.kind === 'nothing'
  return isSilent
    ? { code: 'forged-push-unclear', level: 'warning' }
    : { code: 'forged-push-refused', level: 'ok' }
}
