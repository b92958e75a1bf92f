import { SYSTEM_BUSY, tokenErrcodes } from '../wechat/errcodes/groups'
import { type ApiAnswer, type ApiRequest, answer } from './answer'
import type { Contents } from './contents'
import { findEndpoint } from './endpoints/endpoints'
import { type Fault, strike } from './faults'
import { type SandboxState, sandboxTime } from './state'

/** One answered call, reported when its answer is being sent. Without the query, which may hold secrets. */
export interface CallEvent {
  readonly method: string
  readonly path: string
  /** The answer's errcode, 0 on success; absent where a fault struck before there was an answer. */
  readonly errcode?: number
  readonly ms: number
  /** The fault that struck, by its kind. */
  readonly fault?: string
}

/** The outcome of one request: an answer, and a fault that strikes it on its way back. */
export interface Exchange {
  readonly latencyMs: number
  readonly fault?: Fault
  /** Absent where a fault struck before the call took effect. */
  readonly answer?: ApiAnswer
}

/**
 * Counts a request, applies faults, and answers it.
 * @param launchFaults faults that belong to this server and not to the state
 * @param now the machine's time, milliseconds since 1970
 */
export function exchange(
  state: SandboxState,
  contents: Contents,
  launchFaults: Fault[],
  request: ApiRequest,
  now: number,
): Exchange {
  const name = findEndpoint(request.path) || request.known ? request.path : '(unknown)'
  state.calls[name] = (state.calls[name] ?? 0) + 1
  const { latencyMs, fault } = strike([launchFaults, state.faults], request.path)
  const forced = fault && forcedErrcode(fault)
  const takesEffect = !fault || fault.after || forced !== undefined
  if (!takesEffect) return { latencyMs, fault }
  return { latencyMs, fault, answer: answer(state, contents, request, sandboxTime(state, now), forced) }
}

/** The errcode that a fault gives in place of an answer. */
export function forcedErrcode({ kind, value }: Fault): number | undefined {
  if (kind === 'busy') return SYSTEM_BUSY
  if (kind === 'token-invalid') return tokenErrcodes.unknown
  return kind === 'errcode' ? value : undefined
}
