import type { CallbackConfig } from '../../wechat/callback/callback'
import { judgeAddress } from './address'
import { pushForged, pushWithForgedCipher } from './forged-push'
import { shakeForged, shakeHands, shakeUnsigned } from './handshake'
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

/** A check begins, or this is what it found. */
export type VerifyEvent = { readonly begins: CheckName } | { readonly findings: readonly Finding[] }

/**
 * Does what WeChat does when 提交 is pressed, then sends pushes, and yields what it finds. Where an endpoint cannot be
 * reached nothing further is tried; what makes no sense any more is skipped, with the reason.
 * @throws Fault `aborted` when the signal aborts
 */
export async function* verifyEndpoint(options: VerifyOptions): AsyncGenerator<VerifyEvent> {
  const { address, askedMode, config, proxyTo } = options
  const { url, findings } = judgeAddress(address)
  yield found('address', findings)
  if (!url) return
  if (askedMode !== undefined && askedMode !== config.mode)
    yield found('mode', [{ code: 'test-account-mode', params: { mode: askedMode }, level: 'warning' }])

  const session = new Session(url, options, await proxyTo?.(url))
  yield { begins: 'connection' }
  const { firstMs, problems, failed } = await shakeHands(session)
  if (firstMs === undefined) {
    yield found('connection', problems)
    return
  }
  yield found('connection', [{ code: 'connected', params: {}, ms: firstMs, level: 'ok' }])
  yield found('handshake', problems)

  const echoes = !failed || echoing.has(failed.code)
  if (echoes) yield* checkForgedHandshakes(session)
  else yield* skip(['forged-handshake', 'unsigned-handshake'], 'skipped-handshake')

  const forgeries = forgeriesFor(config)
  if (echoes || answering.has(failed.code)) yield* checkPushes(session, forgeries)
  else yield* skip(['text', 'text-retry', 'event', ...forgeries], 'skipped-handshake')
}

async function* checkForgedHandshakes(session: Session): AsyncGenerator<VerifyEvent> {
  yield* check('forged-handshake', () => shakeForged(session))
  yield* check('unsigned-handshake', () => shakeUnsigned(session))
}

async function* checkPushes(session: Session, forgeries: readonly CheckName[]): AsyncGenerator<VerifyEvent> {
  const message = textPush(session)
  yield { begins: 'text' }
  const text = await push(session, message)
  yield found('text', text.problems)
  if (text.read === undefined) return yield* skip(['text-retry', 'event', ...forgeries], 'skipped-push')
  if (text.problems.some(({ level }) => level === 'error')) yield* skip(['text-retry'], 'skipped-push')
  else yield* check('text-retry', () => pushAgain(session, message, text))
  yield* check('event', async () => (await push(session, subscribePush(session))).problems)
  yield* check('forged-push', () => pushForged(session, text))
  if (forgeries.includes('forged-cipher'))
    yield* check('forged-cipher', () => pushWithForgedCipher(session, text))
}

async function* check(
  name: CheckName,
  look: () => Promise<Problem | readonly Problem[]>,
): AsyncGenerator<VerifyEvent> {
  yield { begins: name }
  yield found(name, [await look()].flat())
}

function* skip(checks: readonly CheckName[], code: FindingCode): Generator<VerifyEvent> {
  for (const name of checks) yield found(name, [{ code, params: {}, level: 'skipped' }])
}

const found = (check: CheckName, problems: readonly Problem[]): VerifyEvent => ({
  findings: problems.map((problem) => ({ level: 'error', ...problem, check })),
})

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
