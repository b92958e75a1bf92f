/** The conditional menus of a menu that is being made. */
import {
  buttonsOf,
  findingsAt,
  movedConditional,
  withConditional,
  withoutConditional,
  withRule,
} from '../../menu/draft'
import type { MatchRule, Menu } from '../../menu/types'
import { newWords } from '../../terminal/messages/menu-new'
import { platformWords } from '../../terminal/messages/menu-preview'
import { audience } from '../../terminal/preview'
import { matchRuleFields } from '../../wechat/menu/rules'
import type { CommandContext } from '../command'
import { askLine, choose, sentenceOf, showDraft } from './new-ask'
import { addButton } from './new-button'
import { type ButtonStep, buttonSteps, takeStep } from './new-buttons'

/** Goes through the conditional menus until the person goes back to the default menu. */
export async function editConditional(cx: CommandContext, menu: Menu): Promise<Menu> {
  const { terminal } = cx
  if (menu.conditional.length === 0) return addConditional(cx, menu)
  const offers = menu.conditional.map(({ matchrule }, at) => ({
    value: String(at + 1),
    name: terminal.t(newWords.nth, { number: at + 1, rule: audience(matchrule, terminal.language) }),
  }))
  const chosen = await choose(cx, terminal.t(newWords.whichMenu), [
    ...offers,
    { value: 'add', name: terminal.t(newWords.newConditional) },
    { value: 'back', name: terminal.t(newWords.back) },
  ])
  if (chosen === 'add') return addConditional(cx, menu)
  return chosen === 'back' ? menu : editOne(cx, menu, Number(chosen))
}

async function addConditional(cx: CommandContext, menu: Menu): Promise<Menu> {
  const { terminal } = cx
  const number = menu.conditional.length + 1
  const bare = withConditional(menu, { matchrule: {}, button: [] })
  const ruled = await setRule(cx, bare, number)
  const start = await choose(cx, terminal.t(newWords.askStart), [
    { value: 'copy', name: terminal.t(newWords.copy) },
    { value: 'empty', name: terminal.t(newWords.empty) },
  ])
  const rule = ruled.conditional[number - 1]?.matchrule ?? {}
  if (start === 'copy') {
    const copied = withConditional(menu, { matchrule: rule, button: menu.button })
    const fault = findingsAt(copied, ['conditionalmenu', number - 1]).find(
      ({ severity }) => severity === 'error',
    )
    if (!fault) return editOne(cx, copied, number)
    terminal.warn(newWords.told, { text: sentenceOf(terminal, fault) })
  }
  return editOne(cx, await addButton(cx, { menu: ruled, number, top: 0 }), number)
}

type Step = ButtonStep | 'settings' | 'done'

/** Changes one conditional menu. It is left when it has a button, or is removed. */
async function editOne(cx: CommandContext, given: Menu, number: number): Promise<Menu> {
  const { terminal } = cx
  let menu = given
  for (;;) {
    const [rule, count] = [menu.conditional[number - 1]?.matchrule, menu.conditional.length]
    if (!rule) return menu
    showDraft(cx, buttonsOf(menu, number))
    const step = await choose<Step>(
      cx,
      terminal.t(newWords.menuNow, { number, rule: audience(rule, terminal.language) }),
      [
        ...buttonSteps(cx, menu, number),
        { value: 'settings', name: terminal.t(newWords.settings) },
        ...(buttonsOf(menu, number).length > 0
          ? [{ value: 'done' as const, name: terminal.t(newWords.doneMenu) }]
          : []),
      ],
    )
    if (step === 'done') return menu
    if (step !== 'settings') menu = await takeStep(cx, menu, number, step)
    else {
      const changed = await changeSettings(cx, menu, number)
      menu = changed.menu
      if (menu.conditional.length < count || changed.isMoved) return menu
    }
  }
}

async function changeSettings(
  cx: CommandContext,
  menu: Menu,
  number: number,
): Promise<{ menu: Menu; isMoved?: boolean }> {
  const { terminal } = cx
  const what = await choose(cx, terminal.t(newWords.settings), [
    { value: 'rule', name: terminal.t(newWords.editRule) },
    ...(number > 1 ? [{ value: 'earlier', name: terminal.t(newWords.earlier) }] : []),
    ...(number < menu.conditional.length ? [{ value: 'later', name: terminal.t(newWords.later) }] : []),
    { value: 'remove', name: terminal.t(newWords.removeMenu) },
    { value: 'back', name: terminal.t(newWords.back) },
  ])
  if (what === 'rule') return { menu: await setRule(cx, menu, number) }
  if (what === 'remove') return { menu: withoutConditional(menu, number) }
  if (what === 'back') return { menu }
  return { menu: movedConditional(menu, number, what === 'earlier' ? -1 : 1), isMoved: true }
}

/** Asks who sees a conditional menu. */
async function setRule(cx: CommandContext, menu: Menu, number: number): Promise<Menu> {
  const { terminal } = cx
  const who = await choose(cx, terminal.t(newWords.askWho), [
    { value: 'tag', name: terminal.t(newWords.byTag) },
    { value: 'platform', name: terminal.t(newWords.byPlatform) },
    { value: 'both', name: terminal.t(newWords.byBoth) },
  ])
  const platform: MatchRule = who === 'tag' ? {} : { client_platform_type: await askPlatform(cx) }
  const path = ['conditionalmenu', number - 1, 'matchrule']
  const ruled = (rule: MatchRule) => withRule(menu, number, rule)
  if (who === 'platform') {
    for (const finding of findingsAt(ruled(platform), path))
      terminal.warn(newWords.told, { text: sentenceOf(terminal, finding) })
    return ruled(platform)
  }
  const tag = await askLine(cx, {
    question: terminal.t(newWords.askTag),
    initial: menu.conditional[number - 1]?.matchrule.tag,
    tried: (answer) => ({ menu: ruled({ tag: answer, ...platform }), path }),
  })
  return ruled({ tag, ...platform })
}

function askPlatform(cx: CommandContext): Promise<string> {
  const { terminal } = cx
  const offers = matchRuleFields.client_platform_type.values.map((value) => ({
    value,
    name: platformWords[value]?.[terminal.language] ?? value,
  }))
  return choose(cx, terminal.t(newWords.askPlatform), offers)
}
