import { stat } from 'node:fs/promises'
import { relative } from 'node:path'
import { OutsideRoot } from '../../document/read'
import { WxError } from '../../errors'
import { isPlan, planDocument } from '../../menu/push/plan-file'
import type { Planned } from '../../menu/push/reporter'
import { aimed } from '../../terminal/hint'
import { menuMessages } from '../../terminal/messages/menu'
import { jsonText } from '../../unsafe-characters'
import type { CommandContext } from '../command'
import { pathOf, readInput, unreadable } from '../input-file'
import { writeOutput } from '../output-file'
import { jobUrl } from '../runner'
import type { ChangeWords, EndingOptions } from './change'
import { STDIN } from './menu-file'
import { reportResult } from './result'

/** More than any plan has. */
const PLAN_BYTES = 8 * 1024 * 1024

/**
 * Saves a plan for `menu push --plan FILE`; an older plan gives way, any other file does not. `-` is stdout: then the
 * plan is the result.
 * @throws WxError NOT_A_PLAN, FILE_OUTSIDE, FILE_UNWRITABLE
 */
export async function savePlan(
  cx: CommandContext,
  words: ChangeWords,
  { plan, live, wanted }: Planned,
  file: string,
  options: EndingOptions,
): Promise<undefined> {
  const { name } = words
  const job = jobUrl(cx.env)
  const extra = {
    time: new Date(cx.now()).toISOString(),
    by: cx.whereabouts(),
    ...(job !== undefined && { job }),
  }
  // Found again from the working directory of whoever applies it.
  const portable = wanted.uploads.map((upload) => ({ ...upload, path: relative(cx.cwd, upload.path) }))
  const places = (await words.places?.()) ?? { conditional: [] }
  const document = planDocument(plan, { file: name, wanted: wanted.menu, uploads: portable, places }, extra)
  const text = `${jsonText(document, 2)}\n`
  const steps = plan.steps.map((step) => ({ step }))
  if (file === STDIN) {
    cx.terminal.print(text)
    cx.terminal.note(menuMessages.planPrinted, { file: name, calls: steps.length })
    return undefined
  }
  const present = await textAt(cx, file)
  if (present !== '' && !isPlan(present)) throw new WxError('NOT_A_PLAN', { file })
  await writeOutput(cx, file, text)
  const { totals, changes } = plan
  const result = { outcome: 'planned', live, wanted, totals, changes, steps, plan: file } as const
  return reportResult(cx, words, result, options, () =>
    aimed(
      cx.terminal.t(menuMessages.planSaved, { file: name, plan: file, calls: steps.length }),
      cx.terminal.subject,
    ),
  )
}

/** What is there already; nothing where that is no file, or cannot be read. @throws WxError FILE_OUTSIDE */
async function textAt(cx: CommandContext, file: string): Promise<string> {
  const present = await stat(pathOf(cx, file)).catch(() => undefined)
  if (!present?.isFile()) return '' // of a pipe that is written to nothing may be taken out
  try {
    return (await readInput(cx, file, { mostBytes: PLAN_BYTES })).bytes.toString('utf8')
  } catch (error) {
    if (error instanceof OutsideRoot) throw unreadable(file, error)
    return ''
  }
}
