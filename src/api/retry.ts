import type { WxError } from '../errors'
import { busyErrcodes } from '../wechat/errcodes/groups'
import type { Failure } from './failure'

/** How often a call is made at most. */
export const MOST_TRIES = 3

/** Milliseconds before the second try; the third waits three times as long. */
const FIRST_WAIT = 200

/** Why another try is in order, in the protocol's own words; undefined where it is not. */
export function afterFailure(failure: Failure, repeatable: boolean): string | undefined {
  return failure.passing && (repeatable || !failure.sent) ? failure.reason : undefined
}

/** What a server says on a connection that it closes for being idle: an answer to no request. */
const REQUEST_TIMEOUT = 408

/** As `afterFailure`, for an HTTP status. */
export function afterStatus(status: number, repeatable: boolean): string | undefined {
  return repeatable && (status >= 500 || status === REQUEST_TIMEOUT) ? `HTTP ${status}` : undefined
}

/** As `afterFailure`, for an errcode. */
export function afterRefusal(error: WxError, repeatable: boolean): string | undefined {
  const { refusal } = error.details
  return repeatable && refusal && busyErrcodes.has(refusal.errcode)
    ? `${refusal.errcode} ${refusal.errmsg}`.trim()
    : undefined
}

/** Milliseconds to wait after the given try (1, 2), spread so that many processes do not come back at once. */
export function backOff(attempt: number): number {
  return FIRST_WAIT * 3 ** (attempt - 1) * (0.5 + Math.random())
}
