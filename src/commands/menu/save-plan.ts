import { readFile } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { WxError } from '../../errors'
import { writeText } from '../../menu/file'
import type { Plan } from '../../menu/plan'
import { isPlan, planDocument } from '../../menu/plan-file'
import { aimed } from '../../terminal/hint'
import { menuMessages } from '../../terminal/messages/menu'
import type { CommandContext } from '../command'
import { jobUrl } from './job'
import type { Push } from './push-document'
import { tellEnding } from './push-result'
import { STDIN } from './source'

/**
 * Saves a plan for `menu push --plan FILE`; an older plan gives way, any other file does not. `-` is stdout: then the
 * plan is the result.
 * @throws WxError NOT_A_PLAN, FILE_UNWRITABLE
 */
export async function savePlan(cx: CommandContext, push: Push, plan: Plan, file: string): Promise<undefined> {
  const { name, wanted, uploads } = push
  const job = jobUrl(cx.env)
  const extra = {
    time: new Date(cx.now()).toISOString(),
    by: cx.whereabouts(),
    ...(job !== undefined && { job }),
  }
  // Found again from the working directory of whoever applies it.
  const portable = uploads.map((upload) => ({ ...upload, path: relative(cx.cwd, upload.path) }))
  const places = (await push.places?.()) ?? { conditional: [] }
  const document = planDocument(plan, { file: name, wanted, uploads: portable, places }, extra)
  const text = `${JSON.stringify(document, null, 2)}\n`
  const steps = plan.steps.map((step) => ({ step }))
  if (file === STDIN) {
    cx.terminal.print(text)
    cx.terminal.note(menuMessages.planPrinted, { file: name, calls: steps.length })
    return undefined
  }
  const path = resolve(cx.cwd, file)
  const present = await readFile(path, 'utf8').catch(() => '')
  if (present !== '' && !isPlan(present)) throw new WxError('NOT_A_PLAN', { file })
  await writeText(path, text, file)
  return tellEnding(cx, push, { outcome: 'planned', plan, steps, saved: file }, () =>
    aimed(
      cx.terminal.t(menuMessages.planSaved, { file: name, plan: file, calls: steps.length }),
      cx.terminal.subject,
    ),
  )
}
