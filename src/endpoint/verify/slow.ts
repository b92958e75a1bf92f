import type { Session } from './session'
import type { Problem } from './types'

/** Of the time that WeChat waits: beyond it a busy day is enough to be too late. */
const SHARE = 0.6

/** @param ms until the answer was whole */
export function slow({ limitMs }: Session, ms: number): Problem[] {
  return ms > limitMs * SHARE
    ? [{ code: 'slow', params: { limit: limitMs / 1000 }, ms, level: 'warning' }]
    : []
}
