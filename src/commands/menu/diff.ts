import { EXIT_DIFFERENCES, WxError } from '../../errors'
import { changesBetween, countChanges, type MenuChange } from '../../menu/diff/changes'
import type { Totals } from '../../menu/diff/compare'
import { sameMenu } from '../../menu/diff/compare'
import { diffMessages } from '../../terminal/messages/menu-diff'
import type { CommandContext } from '../command'
import { isStdin } from '../input-file'
import { type Side, type Sides, sidesOf } from './diff-sides'
import type { VariableOptions } from './menu-file'
import { rememberVariables } from './menu-file'

interface DiffOptions extends VariableOptions {
  readonly history?: string
  readonly exitCode?: boolean
  readonly format?: 'tree' | 'unified' | 'json' | 'github'
}

/** What there is to tell of. */
interface Difference extends Sides {
  readonly equal: boolean
  readonly changes: readonly MenuChange[]
  readonly totals: Totals
}

/** Digits of a hash that people are shown: enough to tell menus apart, and for `menu push --expect`. */
const SHOWN = 12

/**
 * `menu diff FILE`: what a push of the file would change. `menu diff FILE OTHER`: from one file to the other, offline.
 * `menu diff FILE --history ID`: from an entry of the history to the file. Exit 2 on differences with `--exit-code`.
 *
 * `--json`: `{ from: { kind: 'live'|'file'|'history', name, hash }, to, equal, patch, totals: { added, removed, changed,
 * moved, kept }, changes }`. `patch`: operations of RFC 6902 that make the one menu the other, on the documents
 * `{ button, conditionalmenu? }` that `menu pull --json` gives. `changes` are the values of menu/diff/changes.ts, what is kept
 * among them.
 */
export async function diffMenus(
  cx: CommandContext,
  [name, other]: [string, string | undefined],
  options: DiffOptions,
): Promise<number> {
  const { exitCode, format } = options
  const { terminal } = cx
  if (terminal.json && format !== undefined && format !== 'json')
    throw new WxError('OPTIONS_CONFLICT', { first: '--json', second: `--format ${format}` })
  rememberVariables(cx, options)
  const { from, to } = await sidesOf(cx, name, other, options)
  const changes = changesBetween(from.menu, to.menu)
  const equal = sameMenu(from.menu, to.menu)
  const difference: Difference = { from, to, equal, changes, totals: countChanges(changes) }
  if (terminal.json) await asJson(cx, difference)
  else if (format === 'unified') await asUnified(cx, difference)
  else if (format === 'github') await asMarkdown(cx, difference)
  else await asTree(cx, difference)
  return exitCode && !equal ? EXIT_DIFFERENCES : 0
}

async function asJson({ terminal }: CommandContext, difference: Difference): Promise<void> {
  const { patchBetween } = await import('../../menu/diff/patch')
  const { from, to, equal, changes, totals } = difference
  const side = ({ kind, name, hash }: Side) => ({ kind, name, hash })
  const patch = patchBetween(from.menu, to.menu, changes)
  terminal.result({ from: side(from), to: side(to), equal, patch, totals, changes }, () => '')
}

/** Empty for equal menus, as `diff` has it. */
async function asUnified({ terminal }: CommandContext, { from, to }: Difference): Promise<void> {
  const [{ unifiedDiff }, { comparedYaml }] = await Promise.all([
    import('../../terminal/plan-unified'),
    import('../../menu/diff/text'),
  ])
  const side = ({ kind, name, menu }: Side) => ({
    name: kind === 'file' ? name : `${kind} ${name}`,
    text: comparedYaml(menu),
  })
  const text = unifiedDiff(side(from), side(to), terminal.out)
  if (text !== '') terminal.print(text)
}

async function asTree(cx: CommandContext, difference: Difference): Promise<void> {
  const { terminal, stdout } = cx
  const { from, to, equal, changes } = difference
  if (equal) return terminal.print(equalText(cx, difference))
  const [{ drawPlan }, { wrap }] = await Promise.all([
    import('../../terminal/plan'),
    import('../../terminal/wrap'),
  ])
  const columns = stdout.isTTY ? stdout.columns || 80 : undefined
  const wrapped = (text: string) => (columns === undefined ? [text] : wrap(text, columns))
  const head = terminal.t(diffMessages.head, {
    from: nameOf(cx, from),
    fromHash: from.hash.slice(0, SHOWN),
    to: nameOf(cx, to),
    toHash: to.hash.slice(0, SHOWN),
  })
  const { out: paint, language } = terminal
  terminal.print(
    [
      ...wrapped(head).map((line) => paint.bold(line)),
      drawPlan(changes, { paint, language, ...(columns !== undefined && { columns }) }),
      ...wrapped(await summary(cx, difference)),
    ].join('\n'),
  )
}

/** On stdout and in the summary of the step, with the outputs `changed`, `added`, `removed`, `changed-buttons`, `moved`. */
async function asMarkdown(cx: CommandContext, difference: Difference): Promise<void> {
  const { terminal } = cx
  const [{ planMarkdown }, { appendSummary, setOutputs }] = await Promise.all([
    import('../../terminal/plan-markdown'),
    import('../runner'),
  ])
  const { from, to, equal, changes, totals } = difference
  const title = terminal.t(diffMessages.title, { from: nameOf(cx, from), to: nameOf(cx, to) })
  const note = equal ? equalText(cx, difference) : await summary(cx, difference)
  const markdown = planMarkdown(changes, terminal.language, { title, note })
  terminal.print(markdown)
  await appendSummary(cx, `${markdown}\n`)
  const { added, removed, changed, moved } = totals
  await setOutputs(cx, { changed: !equal, added, removed, 'changed-buttons': changed, moved })
}

function equalText(cx: CommandContext, { from, to }: Sides): string {
  return cx.terminal.t(diffMessages.equal, {
    from: nameOf(cx, from),
    to: nameOf(cx, to),
    hash: from.hash.slice(0, SHOWN),
  })
}

async function summary({ terminal }: CommandContext, { totals }: Difference): Promise<string> {
  const { totalsText } = await import('../../terminal/plan')
  const changes = totalsText(totals, terminal.language)
  return terminal.t(diffMessages.summary, { changes, kept: totals.kept })
}

function nameOf({ terminal }: CommandContext, { kind, name }: Side): string {
  if (kind !== 'file') return terminal.t(diffMessages[kind], { name })
  return isStdin(name) ? terminal.t(diffMessages.stdin) : name
}
