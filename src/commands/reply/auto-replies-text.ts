import type { Note } from '../../content/auto-replies/reply'
import type { RulesDraft, Source } from '../../content/auto-replies/rules'
import { rulesText } from '../../content/auto-replies/write'
import { format } from '../../terminal/language'
import { autoReplyMessages, autoReplyNotes } from '../../terminal/messages/auto-replies'
import { localTime } from '../../terminal/time'
import type { CommandContext } from '../command'

/** The console's automatic replies as the text of a rules file, its comments in the person's language. */
export function autoRepliesText(cx: CommandContext, draft: RulesDraft, file: string): string {
  const { terminal } = cx
  const source = (from: Source): string => {
    if (from.by !== 'keyword') return terminal.t(autoReplyMessages[from.by])
    if (from.name === '') return terminal.t(autoReplyMessages.unnamed)
    return terminal.t(autoReplyMessages.keyword, { name: from.name })
  }
  const note = ({ code, params = {} }: Note): string => {
    const { until } = params
    const filled = typeof until === 'number' ? { ...params, until: localTime(until, cx.now()) } : params
    return format(autoReplyNotes[code], terminal.language, filled, terminal.platform)
  }
  return rulesText(draft, {
    head: terminal.t(autoReplyMessages.head, { file }),
    off: terminal.t(autoReplyMessages.off),
    source,
    note,
  })
}
