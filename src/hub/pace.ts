/** When a token is renewed, and how long its source is left alone after a failure. Milliseconds throughout. */
import { errcodeOf } from '../errors'
import { tokenLimits } from '../wechat/api-limits'

/**
 * `stable`: asked for without force the source gives the same token until five minutes before its end, so the first ask
 * is then; `classic`: each fetch gives a new token and leaves the former one five minutes (docs/platform.md 1.1, 1.2).
 */
export type RenewalPlan = 'stable' | 'classic'

export interface Pace {
  /** Until the first renewal of a value that was in the store. */
  readonly firstMs: number
  /** Until the next renewal of a value that was just fetched. */
  readonly nextMs: number
}

const OVERLAP_MS = tokenLimits.overlapSeconds * 1000
const STABLE_JITTER_MS = 60_000
/** An unchanged token is asked for again after this at the earliest. */
const UNCHANGED_MS = 30_000

/**
 * @param leftMs life of the value
 * @param random from 0 to below 1: hubs that started together must not ask together
 */
export function paceOf(plan: RenewalPlan, leftMs: number, random: number): Pace {
  const at = plan === 'classic' ? classicAt(leftMs, random) : stableAt(leftMs, random)
  return { firstMs: Math.max(0, at), nextMs: Math.max(Math.min(UNCHANGED_MS, leftMs / 4), at) }
}

/** 5 to 10 minutes before the end; of a short life between half and three quarters of it. */
function classicAt(leftMs: number, random: number): number {
  const early = leftMs > 4 * OVERLAP_MS ? OVERLAP_MS * (1 + random) : leftMs * (0.25 + random / 4)
  return leftMs - early
}

/** Within the first of the last five minutes; of a short life within the first fifth of its second half. */
function stableAt(leftMs: number, random: number): number {
  const early = leftMs > 2 * OVERLAP_MS ? OVERLAP_MS : leftMs / 2
  return leftMs - early + random * Math.min(STABLE_JITTER_MS, early / 5)
}

const FIRST_PAUSE_MS = 1000
const LONGEST_PAUSE_MS = 60_000
/** Where somebody has to change something first, or the day's quota is used up. */
const FIRST_LONG_PAUSE_MS = 30_000
const LONGEST_LONG_PAUSE_MS = 600_000

/** Refusals that another try does not mend: docs/platform.md 1.3, 1.4; and the day's quota, 1.5. */
const NEEDS_A_PERSON: ReadonlySet<number> = new Set([
  40001, 40002, 40013, 40125, 40164, 40243, 41002, 41004, 45009, 48001, 50004, 50007, 61004, 61024, 89501,
  89503, 89506, 89507,
])

/** @param failures in a row, from 1 @param random from 0 to below 1 */
export function pauseAfterFailure(failures: number, error: unknown, random: number): number {
  const isLong = NEEDS_A_PERSON.has(errcodeOf(error) ?? 0)
  const first = isLong ? FIRST_LONG_PAUSE_MS : FIRST_PAUSE_MS
  const longest = isLong ? LONGEST_LONG_PAUSE_MS : LONGEST_PAUSE_MS
  const pause = Math.min(longest, first * 2 ** Math.min(failures - 1, 20))
  return Math.round(pause * (0.75 + random / 4))
}
