import { stat } from 'node:fs/promises'
import { warningsOf, withIgnored } from '../../document/ignore'
import { WxError } from '../../errors'
import { changesBetween, countChanges, type MenuChange } from '../../menu/diff/changes'
import type { Totals } from '../../menu/diff/compare'
import { sameMenu } from '../../menu/diff/compare'
import { mergeMenu } from '../../menu/merge/menu'
import { resolveTags } from '../../menu/push/tags'
import { type MenuFile, readMenu } from '../../menu/rules/read'
import type { LiveMenu, Menu } from '../../menu/types'
import { pullMessages } from '../../terminal/messages/menu-pull'
import { drawPlan } from '../../terminal/plan'
import type { CommandContext } from '../command'
import { pathOf, readInput } from '../input-file'
import { writeOutput } from '../output-file'
import { acceptMenu, readMenuFile, type VariableOptions, variablesOf } from './menu-file'
import { resolveFile } from './resolve'
import { checkPin } from './target'

export interface Written {
  readonly status: 'printed' | 'written' | 'updated' | 'unchanged'
  /** Of an update. */
  readonly totals?: Totals
}

interface Target extends VariableOptions {
  readonly file: string
  /** What a new file would be. */
  readonly fresh: (live: LiveMenu) => string
  /** Reads what is live now. */
  readonly read: () => Promise<LiveMenu>
  readonly force: boolean | undefined
}

interface Pulled {
  readonly written: Written
  /** What is in the file. */
  readonly live: LiveMenu
}

/**
 * The live menu into a file. One that is a menu file is edited in place, after what changes in it was shown and, on a
 * terminal, agreed to; its history is the version control's. Anything else is only replaced with `force`.
 * @throws WxError FILE_EXISTS, PIN_MISMATCH, DECLINED, FILE_UNWRITABLE; as resolveFile
 */
export async function writePulled(cx: CommandContext, live: LiveMenu, target: Target): Promise<Pulled> {
  const { file, fresh, force } = target
  const path = pathOf(cx, file)
  const present = await stat(path).catch(() => undefined)
  if (!present?.isFile()) {
    await writeOutput(cx, file, fresh(live))
    return { written: { status: 'written' }, live }
  }
  const read = await readMenuFile(cx, file, target)
  const [first] = read.findings
  // What lies outside is neither read nor replaced through a link.
  if (first?.rule === 'file-outside') await acceptMenu(cx, read)
  if (read.menu) return update(cx, live, target, { read, menu: read.menu })
  if (!force) throw new WxError('FILE_EXISTS', { file })
  await writeOutput(cx, file, fresh(live))
  cx.terminal.note(pullMessages.notInPlace, { file, reason: cx.terminal.t(pullMessages.invalid) })
  return { written: { status: 'written' }, live }
}

interface Present {
  readonly read: MenuFile
  readonly menu: Menu
}

async function update(
  cx: CommandContext,
  live: LiveMenu,
  target: Target,
  { read, menu }: Present,
): Promise<Pulled> {
  const { terminal } = cx
  const { file, fresh, force } = target
  const resolved = await resolvedFor(cx, read, menu)
  if (sameMenu(resolved, live.menu)) return { written: { status: 'unchanged' }, live }
  if (!force) await checkPin(cx, file, read.appid)
  const changes = changesBetween(resolved, live.menu)
  const merged = mergeMenu({
    text: read.text,
    menu,
    resolved,
    wanted: live.menu,
    variables: variablesOf(cx, target),
  })
  if (await agree(cx, file, { changes, mayAsk: merged !== undefined, force })) {
    const [now, present] = [await target.read(), await readMenuFile(cx, file, target)]
    if (!sameMenu(now.menu, live.menu) || present.text !== read.text) {
      terminal.note(pullMessages.changedMeanwhile, { file })
      return writePulled(cx, now, target)
    }
  }
  const mark = (await readInput(cx, file, { mostBytes: 1 })).bytes[0] === 0xef ? '\uFEFF' : ''
  await writeOutput(cx, file, merged === undefined ? fresh(live) : mark + marked(cx, target, read, merged))
  if (merged === undefined)
    terminal.note(pullMessages.notInPlace, { file, reason: terminal.t(pullMessages.unusual) })
  return { written: { status: 'updated', totals: countChanges(changes) }, live }
}

/** Warnings of the lines that are new in the file are of what is live already, and meant. */
function marked(cx: CommandContext, target: Target, { text, file }: MenuFile, merged: string): string {
  if (merged.trimStart().startsWith('{')) return merged // JSON has no comments
  const former = new Set(text.split('\n'))
  const { findings, menu } = readMenu(Buffer.from(merged), file, variablesOf(cx, target))
  const next = withIgnored(merged, warningsOf(findings), (line) => !former.has(line))
  const again = readMenu(Buffer.from(next), file, variablesOf(cx, target))
  return menu && again.menu && sameMenu(menu, again.menu) ? next : merged
}

/** A tag that the account does not have any more is none of the live menu's, and goes with the update. */
async function resolvedFor(cx: CommandContext, read: MenuFile, menu: Menu): Promise<Menu> {
  const tagged = await resolveTags(await cx.services.client(), menu, read.tagUses)
  return (await resolveFile(cx, { ...read, tagUses: [] }, tagged.menu)).menu
}

/** @returns whether it was asked @throws WxError FILE_EXISTS where nobody can be asked, DECLINED */
async function agree(
  cx: CommandContext,
  file: string,
  { changes, mayAsk, force }: { changes: readonly MenuChange[]; mayAsk: boolean; force: boolean | undefined },
): Promise<boolean> {
  const { terminal } = cx
  const isAsked = mayAsk && terminal.interactive && !force
  const show = isAsked ? (text: string) => terminal.write(text) : (text: string) => terminal.say(text)
  show(terminal.t(pullMessages.differs, { file }))
  show(drawPlan(changes, terminal.pen))
  if (isAsked) await terminal.confirm(terminal.t(pullMessages.confirm, { file }), { flag: '--force' })
  else if (!force) throw new WxError('FILE_EXISTS', { file })
  return isAsked
}
