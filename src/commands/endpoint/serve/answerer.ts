import { echoWith } from '../../../endpoint/reply/echo'
import type { ForwardOptions } from '../../../endpoint/reply/forward'
import type { Answerer } from '../../../endpoint/types'
import { format, type Language } from '../../../terminal/language'
import { serveMessages as say } from '../../../terminal/messages/serve'
import type { Push } from '../../../wechat/messages/push'
import { summaryOf } from '../../../wechat/messages/summary'
import { entryOf } from '../../../wechat/messages/types'
import type { CommandContext } from '../../command'
import type { ServeOptions } from './options'

/** What forwarding needs to know. */
interface Forwarding extends Pick<ForwardOptions, 'config' | 'onLate'> {
  /** The target, where pushes are passed on. */
  readonly forward: URL | undefined
}

/**
 * What answers: the target of --forward-to, the rules of --reply, else an echo.
 * @throws WxError RULES_INVALID, FILE_UNREADABLE, VALUE_INVALID for a proxy
 */
export async function answererFor(
  cx: CommandContext,
  { reply }: ServeOptions,
  { forward, config, onLate }: Forwarding,
): Promise<Answerer> {
  if (forward) {
    const [{ forwardTo }, { proxyTo }] = await Promise.all([
      import('../../../endpoint/reply/forward'),
      import('../target'),
    ])
    const proxy = await proxyTo(cx, forward)
    return forwardTo(forward, { config, onLate, now: cx.now, ...(proxy && { proxy }) })
  }
  if (reply === undefined) return echo(cx.terminal.language)
  const [{ acceptRules }, { rulesAnswerer }] = await Promise.all([
    import('./rules'),
    import('../../../endpoint/rules/answerer'),
  ])
  return rulesAnswerer(await acceptRules(cx, reply), { now: cx.now })
}

/** What comes again and again while the chat is open, and what nobody is there any more to read the answer of. */
const SILENT = new Set(['event/LOCATION', 'event/unsubscribe'])

/** What came, or what it was in the person's language. */
function echo(language: Language): Answerer {
  return echoWith((push) => describe(push, language))
}

function describe(push: Push, language: Language): string {
  if (SILENT.has(push.type)) return ''
  const name = push.Event ?? push.MsgType
  const what = entryOf(push.type)?.what[language]
  const kind = what === undefined ? name : `${what} (${name})`
  const received = format(say.echoReceived, language, { what: kind })
  const summary = summaryOf(push)
  return summary === '' ? received : `${received}\n${summary}`
}
