import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { dirname } from 'node:path'
import { WxError } from '../../errors'
import { emptyMenu, type Menu } from '../../menu/types'
import { newWords } from '../../terminal/messages/menu-new'
import type { CommandContext } from '../command'
import { pathOf } from '../input-file'
import { STDIN } from './menu-file'
import { choose, showDraft } from './new-ask'
import { type ButtonStep, buttonSteps, takeStep } from './new-buttons'
import { editConditional } from './new-conditional'
import { finish } from './new-finish'

interface NewOptions {
  readonly force?: boolean
}

/**
 * `menu new [FILE]`: a menu file made by questions, `menu.yaml` unless another name is given, `-` for stdout. The menu is drawn
 * after each step. What every answer may be is judged by the rules of `menu validate`; nothing is written before the end.
 *
 * `--json`: `{ file?, menu: { button, conditionalmenu? } }`.
 * @throws WxError TERMINAL_NEEDED, FILE_EXISTS, FILE_UNWRITABLE, all before the first question; DECLINED, INTERRUPTED
 */
export async function newMenu(
  cx: CommandContext,
  [name = 'menu.yaml']: [string?],
  { force = false }: NewOptions,
): Promise<undefined> {
  const { terminal } = cx
  const file = name === STDIN ? undefined : name
  if (!terminal.interactive) throw new WxError('TERMINAL_NEEDED', { file: file ?? 'menu.yaml' })
  if (file !== undefined) await checkTarget(cx, file, force)
  terminal.say(await terminal.wrapped(terminal.t(newWords.intro), ''))
  let menu: Menu = emptyMenu
  do menu = await edit(cx, menu)
  while (!(await finish(cx, menu, { file, check: (target) => checkTarget(cx, target, force) })))
  return undefined
}

type Step = ButtonStep | 'conditional' | 'finish'

/** Goes through the default menu, and from there through the conditional ones, until the person is done. */
async function edit(cx: CommandContext, given: Menu): Promise<Menu> {
  const { terminal } = cx
  const further = (['conditional', 'finish'] as const).map((value) => ({
    value,
    name: terminal.t(newWords[value]),
  }))
  for (let menu = given; ; ) {
    showDraft(cx, menu.button)
    const isEmpty = menu.button.length === 0
    // The first of all questions would have one answer alone.
    const step = isEmpty
      ? 'add'
      : await choose<Step>(cx, terminal.t(newWords.whatNow), [...buttonSteps(cx, menu, 0), ...further])
    if (step === 'finish') return menu
    menu = step === 'conditional' ? await editConditional(cx, menu) : await takeStep(cx, menu, 0, step)
  }
}

/** That the file can be written in the end: all the questions would be in vain. @throws WxError FILE_EXISTS, FILE_UNWRITABLE */
async function checkTarget(cx: CommandContext, file: string, force: boolean): Promise<void> {
  const path = pathOf(cx, file)
  const exists = await access(path).then(
    () => true,
    () => false,
  )
  if (exists && !force) throw new WxError('FILE_EXISTS', { file })
  try {
    await access(dirname(path), constants.W_OK)
  } catch (cause) {
    const { code = 'EIO' } = cause as NodeJS.ErrnoException
    throw new WxError('FILE_UNWRITABLE', { file, reason: code }, { cause })
  }
}
