import { type Pushed, push } from './push'
import { meaningOf } from './reply-meaning'
import type { Session } from './session'
import type { Problem } from './types'

/**
 * The same message once more, as when the first answer was lost (docs/platform.md 3.5): an endpoint that remembers it answers the
 * same or nothing. One that makes the same answer anew cannot be told from it, and does no harm.
 */
export async function pushAgain(session: Session, xml: string, first: Pushed): Promise<readonly Problem[]> {
  const again = await push(session, xml)
  const isWrong = again.problems.some(({ level }) => level === 'error')
  if (isWrong) return again.problems
  const ms = again.problems[0]?.ms
  const isSame = again.read?.kind === 'nothing' || contentOf(again) === contentOf(first)
  return isSame
    ? [{ code: 'retry-same', params: {}, ms, level: 'ok' }]
    : [{ code: 'retry-differs', params: {}, ms, level: 'warning' }]
}

const contentOf = ({ read }: Pushed): string => (read ? meaningOf(read) : '')
