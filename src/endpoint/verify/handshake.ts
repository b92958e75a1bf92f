/**
 * The handshake of 提交 (docs/platform.md 3.1): what WeChat sends, over HTTP/1.1 and as it sends it, over HTTP/1.0, and
 * the two ways in which nobody may get an answer.
 */
import { handshakeQuery, type SignedQuery, signedQuery } from '../../wechat/callback/callback'
import { newCallbackToken } from '../../wechat/callback/values'
import { judgeEcho, type Sent } from './echo'
import { slow } from './push'
import { refusalIn, silenceAs } from './refused'
import { outerProblem } from './reply'
import type { Called, Session } from './session'
import { type FindingCode, type Problem, refusing } from './types'

export interface HandshakeOutcome {
  /** Absent where no answer came to the first call: `problems` says why. */
  readonly firstMs?: number
  readonly problems: readonly Problem[]
  /** The first of them that says that it failed. */
  readonly failed?: Problem
}

/**
 * Asks three times. Lexical order puts the first nonce before the timestamp and the others behind it; as a number the
 * second is smaller: an endpoint that sorts them otherwise, or not at all, fails for some of them.
 */
export async function shakeHands(session: Session): Promise<HandshakeOutcome> {
  const nonces = [`10${session.digits(8)}`, session.digits(9, '456789'), session.digits(10, '234')]
  const tries: Try[] = []
  for (const nonce of nonces) {
    const one = await shakeOnce(session, nonce, echostrOf(session))
    if (tries.length === 0 && one.ms === undefined) return { problems: one.problem ? [one.problem] : [] }
    tries.push(one)
    // Where something else answers, or nobody, it does so for every nonce.
    if (one.problem && !refusing.has(one.problem.code)) break
  }
  const [{ ms: firstMs = 0 } = {}] = tries
  const failed = failureOf(tries)
  if (failed) return { firstMs, problems: [failed], failed }
  const slowest = Math.max(...tries.map(({ ms = 0 }) => ms))
  const letters = await shakeWithLetters(session)
  const old = await shakeOverHttp10(session)
  const isOld = old.length === 0
  const problems: Problem[] = [
    {
      code: isOld ? 'handshake-ok' : 'handshake-ok-http11',
      params: { tries: tries.length },
      ms: slowest,
      level: 'ok',
    },
    ...slow(session, slowest),
    ...letters,
    ...old,
  ]
  return { firstMs, problems }
}

interface Try {
  readonly problem?: Problem
  /** Absent where no answer came. */
  readonly ms?: number
}

async function shakeOnce(session: Session, nonce: string, echostr: string, version?: '1.0'): Promise<Try> {
  const sent = { ...signedQuery(session.config.token, session.timestamp(), nonce), echostr }
  const called = await session.get(handshakeQuery(session.config.token, sent), version)
  return judge(session, sent, called)
}

/**
 * Once more, over HTTP/1.0, which is what WeChat's check speaks: web application firewalls cut such calls, or refuse them,
 * while browsers pass.
 */
async function shakeOverHttp10(session: Session): Promise<readonly Problem[]> {
  const { problem, ms } = await shakeOnce(session, session.digits(10, '234'), echostrOf(session), '1.0')
  if (!problem) return []
  const { code } = problem
  if (code in unanswered10) return [{ ...problem, code: unanswered10[code as keyof typeof unanswered10] }]
  // The answer itself is broken: that has a name of its own.
  if (ms === undefined || named10.has(code)) return [problem]
  return [{ ...problem, code: code.startsWith('echo-') ? 'http10-differs' : 'http10-refused' }]
}

const unanswered10 = { dropped: 'http10-cut', timeout: 'http10-silent' } as const

const named10: ReadonlySet<FindingCode> = new Set([
  'answer-cut',
  'answer-cut-length',
  'answer-unfinished',
  'answer-unfinished-length',
  'length-short',
  'http10-chunked',
  'compressed',
  'too-large',
])

function judge(session: Session, sent: Sent, called: Called): Try {
  if ('problem' in called) return { problem: called.problem }
  const { reply } = called
  const { ms } = reply
  const outer = outerProblem(session, reply, 'GET')
  if (outer) return { problem: outer, ms }
  const echo = judgeEcho(sent, reply.body, session.excerpts)
  if (!echo) return { ms }
  const params = { tokenFrom: session.options.tokenFrom, ...echo.params }
  return { problem: { code: echo.code, params, ms }, ms }
}

function failureOf(tries: readonly Try[]): Problem | undefined {
  const failures = tries.flatMap(({ problem }) => problem ?? [])
  const [first] = failures
  if (!first) return undefined
  const isErratic = failures.length < tries.length && failures.every(({ code }) => refusing.has(code))
  return isErratic
    ? { code: 'signature-order', params: { failed: failures.length, tries: tries.length }, ms: first.ms }
    : first
}

/** 19 digits, as WeChat's. It is odd, so a number of 53 bits cannot be it. */
const echostrOf = (session: Session): string =>
  `${session.digits(18, '12345678')}${session.digits(1, '1379')}`

/**
 * Digits have no case, so what changes it passes with them. WeChat's echostr is documented nowhere as being digits alone
 * [?]: an endpoint that changes letters is warned of, one that refuses them is not.
 */
async function shakeWithLetters(session: Session): Promise<readonly Problem[]> {
  const echostr = `aZ${session.random(8).toString('hex')}bY`
  const { problem } = await shakeOnce(session, session.digits(10, '234'), echostr)
  return problem?.code === 'echo-case' ? [{ ...problem, level: 'warning' }] : []
}

/** Signed with another Token: whoever answers this answers everybody. */
export function shakeForged(session: Session): Promise<Problem> {
  const token = newCallbackToken((size) => session.random(size))
  return shakeFalsely(session, 'forged', (query) => ({
    ...query,
    ...signedQuery(token, query.timestamp, query.nonce),
  }))
}

/** Not signed at all. */
export function shakeUnsigned(session: Session): Promise<Problem> {
  return shakeFalsely(session, 'unsigned', ({ timestamp, nonce }) => ({ timestamp, nonce }))
}

async function shakeFalsely(
  session: Session,
  how: 'forged' | 'unsigned',
  change: (query: SignedQuery) => Partial<SignedQuery>,
): Promise<Problem> {
  const { token } = session.config
  const query = signedQuery(token, session.timestamp(), session.digits(10, '1234'))
  const sent = { ...query, echostr: echostrOf(session) }
  const accepted = how === 'forged' ? 'forged-accepted' : 'unsigned-accepted'
  const refused = how === 'forged' ? 'forged-refused' : 'unsigned-refused'
  const asked = new URLSearchParams({ ...change(query), echostr: sent.echostr }).toString()
  const called = await session.get(asked)
  if ('problem' in called) return silenceAs(called.problem, refused)
  const { status, ms, body } = called.reply
  const refusal = refusalIn(called.reply, refused)
  if (refusal) return refusal
  const changed = judgeEcho(sent, body, session.excerpts)
  const isEchoed = !changed || UNLIKE.has(changed.code) || body.toString('utf8').includes(sent.echostr)
  return { code: isEchoed ? accepted : refused, params: { status }, ms, level: isEchoed ? 'error' : 'ok' }
}

/** It is the echostr, although it cannot be found in the body. */
const UNLIKE: ReadonlySet<FindingCode> = new Set(['echo-rounded', 'echo-case'])
