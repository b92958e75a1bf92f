/** No answer came: why, in codes. */

import type { Fault } from '../../http/fault'
import { diagnoseFault, type FaultPlace } from '../send/diagnose'
import type { Problem } from './types'

/** A call that brought no answer, as a problem. One that was given up because the command ends is thrown on. */
export function faultProblem(fault: Fault, place: FaultPlace): Problem {
  const { code, params } = diagnoseFault(fault, place)
  return { code, params, ms: fault.ms }
}
