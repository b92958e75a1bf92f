import type { CallbackConfig } from '../../wechat/callback/callback'
import { judgeAddress } from './address'
import { pushForged, pushWithForgedCipher } from './forged-push'
import { type HandshakeOutcome, shakeForged, shakeHands, shakeUnsigned } from './handshake'
import { push, pushAgain, subscribePush, textPush } from './push'
import { Session } from './session'
import {
  answering,
  type CheckName,
  echoing,
  type Finding,
  type FindingCode,
  type Problem,
  unusable,
  type VerifyOptions,
} from './types'

/**
 * Does what WeChat does when 提交 is pressed, then sends pushes, and says what it found. Where an endpoint cannot be
 * reached nothing further is tried; what makes no sense any more is skipped, with the reason.
 * @throws Fault `aborted` when the signal aborts
 */
export async function verifyEndpoint(options: VerifyOptions): Promise<Finding[]> {
  const findings: Finding[] = []
  const tell = (check: CheckName, problems: readonly Problem[]) => {
    const told = problems.map((problem): Finding => ({ level: 'error', ...problem, check }))
    findings.push(...told)
    options.onEnd?.(told)
  }
  const run = async <Outcome>(check: CheckName, work: () => Promise<Outcome>): Promise<Outcome> => {
    options.onStart?.(check)
    return work()
  }

  const address = judgeAddress(options.address)
  tell('address', address.findings)
  if (!address.url) return findings
  const { askedMode, config } = options
  if (askedMode !== undefined && askedMode !== config.mode)
    tell('mode', [{ code: 'test-account-mode', params: { mode: askedMode }, level: 'warning' }])
  const session = new Session(address.url, options, await options.proxyTo?.(address.url))
  const hands = await run('connection', () => shakeHands(session))
  if (hands.firstMs === undefined) {
    tell('connection', hands.problems)
    return findings
  }
  tell('connection', [{ code: 'connected', params: {}, ms: hands.firstMs, level: 'ok' }])
  tell('handshake', hands.problems)
  await tryFurther(session, hands, tell, run)
  return findings
}

type Tell = (check: CheckName, problems: readonly Problem[]) => void
type Run = <Outcome>(check: CheckName, work: () => Promise<Outcome>) => Promise<Outcome>

async function tryFurther(
  session: Session,
  { failed }: HandshakeOutcome,
  tell: Tell,
  run: Run,
): Promise<void> {
  const skip = (checks: readonly CheckName[], code: FindingCode) => {
    for (const check of checks) tell(check, [{ code, params: {}, level: 'skipped' }])
  }
  const one = async (check: CheckName, work: () => Promise<Problem | readonly Problem[]>) =>
    tell(check, [await run(check, work)].flat())

  const negatives: readonly CheckName[] = ['forged-handshake', 'unsigned-handshake']
  if (failed && !echoing.has(failed.code)) skip(negatives, 'skipped-handshake')
  else {
    await one('forged-handshake', () => shakeForged(session))
    await one('unsigned-handshake', () => shakeUnsigned(session))
  }
  const forgeries = forgeriesFor(session.config)
  if (failed && !echoing.has(failed.code) && !answering.has(failed.code))
    return skip(['text', 'text-retry', 'event', ...forgeries], 'skipped-handshake')

  const message = textPush(session)
  const text = await run('text', () => push(session, message))
  tell('text', text.problems)
  if (text.read === undefined) return skip(['text-retry', 'event', ...forgeries], 'skipped-push')
  if (text.problems.some(({ level }) => level === 'error')) skip(['text-retry'], 'skipped-push')
  else await one('text-retry', () => pushAgain(session, message, text))
  await one('event', async () => (await push(session, subscribePush(session))).problems)
  await one('forged-push', () => pushForged(session, text))
  if (forgeries.includes('forged-cipher'))
    await one('forged-cipher', () => pushWithForgedCipher(session, text))
}

const forgeriesFor = ({ mode }: CallbackConfig): readonly CheckName[] =>
  mode === 'plain' ? ['forged-push'] : ['forged-push', 'forged-cipher']

/** `unusable`: the address cannot be called; `unreachable`: nothing answered at all; `wrong`: it answers wrongly. */
export type Verdict = 'well' | 'wrong' | 'unreachable' | 'unusable'

export function verdictOf(findings: readonly Finding[]): Verdict {
  const errors = findings.filter(({ level }) => level === 'error')
  if (errors.some(({ code }) => unusable.has(code))) return 'unusable'
  if (errors.some(({ check }) => check === 'connection')) return 'unreachable'
  return errors.length > 0 ? 'wrong' : 'well'
}
