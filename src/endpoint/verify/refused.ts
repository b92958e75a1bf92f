import type { EndpointReply } from '../../http/probe/probe'
import type { FindingCode, Problem } from './types'

/** No answer to something that must be refused. A connection that is cut refuses as well; silence does it badly. */
export function silenceAs(problem: Problem, refused: FindingCode): Problem {
  if (problem.code === 'timeout') return { ...problem, code: 'refused-by-silence', level: 'warning' }
  return problem.code === 'dropped' ? { ...problem, code: refused, level: 'ok' } : problem
}

/** A refusal, be it a good one or a crash; undefined for a status of success, whose body decides then. */
export function refusalIn({ status, ms }: EndpointReply, refused: FindingCode): Problem | undefined {
  if (status >= 200 && status < 300) return undefined
  const isCrash = status >= 500 && status !== 501 && status !== 503
  const verdict = isCrash
    ? ({ code: 'refused-by-crash', level: 'warning' } as const)
    : ({ code: refused, level: 'ok' } as const)
  return { ...verdict, params: { status }, ms }
}
