import { hasReplies, readAutoReplies } from '../../content/auto-replies/read'
import { rulesOf, totalsOf } from '../../content/auto-replies/rules'
import { rulesBytes } from '../../endpoint/rules/read'
import { WxError } from '../../errors'
import { initMessages } from '../../terminal/messages/init'
import { agreed } from '../agreed'
import type { CommandContext } from '../command'
import { readNeeded } from '../input-file'
import { writeOutput } from '../output-file'
import { autoRepliesText } from '../reply/auto-replies-text'
import { attempted } from './attempted'

export interface FirstReplies {
  readonly isWritten: boolean
  /** Whether the file has the console's replies, and one at least answers. */
  readonly answers: boolean
}

/**
 * Writes the console's automatic replies as a rules file. One that is there already is only replaced after a question.
 * @returns undefined where the console has none, or they cannot be read
 * @throws WxError FILE_UNWRITABLE
 */
export async function writeFirstReplies(cx: CommandContext, file: string): Promise<FirstReplies | undefined> {
  const { terminal } = cx
  const read = await attempted(cx, async () => readAutoReplies(await cx.services.client()))
  if ('failed' in read) {
    terminal.note(initMessages.repliesUnread, { reason: read.reason })
    return undefined
  }
  if (!hasReplies(read.value)) return undefined
  const draft = rulesOf(read.value, cx.now())
  const totals = totalsOf(draft)
  const status = await put(cx, file, autoRepliesText(cx, draft, file))
  terminal.note(
    { written: initMessages.repliesWritten, same: initMessages.repliesSame, kept: initMessages.repliesKept }[
      status
    ],
    { file, ...totals },
  )
  if (totals.rules === 0) terminal.note(initMessages.repliesAllOff)
  return { isWritten: status === 'written', answers: status !== 'kept' && totals.rules > 0 }
}

async function put(cx: CommandContext, file: string, text: string): Promise<'written' | 'same' | 'kept'> {
  try {
    await writeOutput(cx, file, text, { replace: false })
    return 'written'
  } catch (error) {
    if (!(error instanceof WxError) || error.code !== 'FILE_EXISTS') throw error
  }
  const { terminal } = cx
  if (!terminal.interactive) return (await present(cx, file)) === text ? 'same' : 'kept'
  try {
    const there = await agreed<string | undefined>({
      read: () => present(cx, file),
      ask: async (now) => {
        if (now === text) return false
        await terminal.confirm(terminal.t(initMessages.askReplaceReplies, { file }), { flag: '--replies' })
        return true
      },
      isSame: (before, now) => before === now,
      changed: () => terminal.note(initMessages.repliesChanged, { file }),
    })
    if (there === text) return 'same'
    await writeOutput(cx, file, text)
    return 'written'
  } catch (error) {
    if (error instanceof WxError && error.code === 'DECLINED') return 'kept'
    throw error
  }
}

/** What a file holds; undefined where it cannot be read. */
async function present(cx: CommandContext, file: string): Promise<string | undefined> {
  try {
    return (await readNeeded(cx, file, { mostBytes: rulesBytes })).bytes.toString('utf8')
  } catch (error) {
    if (error instanceof WxError && ['FILE_UNREADABLE', 'FILE_OUTSIDE'].includes(error.code)) return undefined
    throw error
  }
}
