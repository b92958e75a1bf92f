import { listing } from '../../../terminal/listing'
import { frame } from '../../../terminal/messages/frame'
import { triggerMessages as say } from '../../../terminal/messages/trigger'
import { findPushType, type PushTypeEntry, pushTypes } from '../../../wechat/messages/types'
import type { CommandContext } from '../../command'

/** A type as people type it: without `event/` where that is clear. */
export const shortNameOf = (entry: PushTypeEntry): string => {
  const short = entry.name.replace(/^event\//, '')
  return findPushType(short) === entry ? short : entry.name
}

/**
 * `wxadmin trigger --list`: every message and event there is.
 *
 * `--json`: `[{ type, name, family, msgType, event?, what, retired }]`; `type` is what a push of it says, which of a
 * variant (`subscribe-qr`) is another one's.
 */
export async function listTypes({ terminal, stdout }: CommandContext): Promise<undefined> {
  const { language, out } = terminal
  const document = () =>
    pushTypes.map(({ type, name, family, MsgType, Event, what, retired }) => ({
      type,
      name,
      family,
      msgType: MsgType,
      ...(Event !== undefined && { event: Event }),
      what: what[language],
      retired: retired ?? false,
    }))
  terminal.result(document, () => {
    const rows = pushTypes.map((entry): [string, string] => {
      const text = entry.what[language]
      const aside = terminal.t(say.retired)
      return [shortNameOf(entry), entry.retired ? terminal.t(frame.aside, { text, aside }) : text]
    })
    const head: [string, string] = [
      out.bold(terminal.t(say.typeColumn)),
      out.bold(terminal.t(say.whatColumn)),
    ]
    const width = stdout.isTTY ? stdout.columns || 80 : Number.POSITIVE_INFINITY
    return listing([head, ...rows], { indent: 0, width }).join('\n')
  })
  return undefined
}
