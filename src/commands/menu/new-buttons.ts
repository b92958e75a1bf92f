/** The buttons of one menu that is being made: which of them is changed, and how. */
import { buttonAt, buttonsOf, hasRoom, moved, type Position, removed, withButtons } from '../../menu/draft'
import type { Menu } from '../../menu/types'
import { newWords } from '../../terminal/messages/menu-new'
import { type ButtonField, buttonFields } from '../../wechat/menu/rules'
import type { CommandContext } from '../command'
import { choose, type Offer } from './new-ask'
import { addButton, rename, setAction, setField } from './new-button'

/** What can be done with the buttons of a menu. */
export type ButtonStep = 'add' | `add-${number}` | 'change'

/** The steps that are open: what is full takes no more. */
export function buttonSteps({ terminal }: CommandContext, menu: Menu, number: number): Offer<ButtonStep>[] {
  const buttons = buttonsOf(menu, number)
  const parents = buttons.flatMap(({ name, sub_button: children }, top) =>
    children && hasRoom(buttons, top)
      ? [{ value: `add-${top}` as const, name: terminal.t(newWords.addTo, { name }) }]
      : [],
  )
  return [
    ...(hasRoom(buttons) ? [{ value: 'add' as const, name: terminal.t(newWords.add) }] : []),
    ...parents,
    ...(buttons.length > 0 ? [{ value: 'change' as const, name: terminal.t(newWords.change) }] : []),
  ]
}

export function takeStep(cx: CommandContext, menu: Menu, number: number, step: ButtonStep): Promise<Menu> {
  const buttons = buttonsOf(menu, number)
  if (step === 'add') return addButton(cx, { menu, number, top: buttons.length })
  if (step === 'change') return changeButton(cx, menu, number)
  const top = Number(step.slice('add-'.length))
  return addButton(cx, { menu, number, top, sub: buttons[top]?.sub_button?.length ?? 0 })
}

const BACK = 'back'

async function changeButton(cx: CommandContext, menu: Menu, number: number): Promise<Menu> {
  const { terminal } = cx
  const positions = positionsOf(menu, number)
  const offers = positions.map(({ name, position }, at) => ({ value: String(at), name, position }))
  const back = { value: BACK, name: terminal.t(newWords.back) }
  const chosen =
    offers.length === 1 ? '0' : await choose(cx, terminal.t(newWords.whichButton), [...offers, back])
  const position = offers[Number(chosen)]?.position
  return position ? changeAt(cx, menu, number, position) : menu
}

/** All buttons, each sub-menu behind its parent, as they are offered. */
function positionsOf(menu: Menu, number: number): { name: string; position: Position }[] {
  return buttonsOf(menu, number).flatMap(({ name, sub_button: children = [] }, top) => [
    { name, position: { top } },
    ...children.map((child, sub) => ({ name: `${name} › ${child.name}`, position: { top, sub } })),
  ])
}

type Change = 'rename' | 'redo' | 'before' | 'behind' | 'remove' | typeof BACK | `field-${ButtonField}`

async function changeAt(cx: CommandContext, menu: Menu, number: number, position: Position): Promise<Menu> {
  const { terminal } = cx
  const buttons = buttonsOf(menu, number)
  const button = buttonAt(buttons, position)
  if (!button) return menu
  const { name } = button
  const what = await choose(
    cx,
    terminal.t(newWords.whatWith, { name }),
    changesOf(cx, menu, number, position),
  )
  const place = { menu, number, ...position }
  switch (what) {
    case 'rename':
      return rename(cx, place)
    case 'redo':
      return setAction(cx, place, name)
    case 'before':
      return withButtons(menu, number, moved(buttons, position, -1))
    case 'behind':
      return withButtons(menu, number, moved(buttons, position, 1))
    case 'remove':
      return withButtons(menu, number, removed(buttons, position))
    case BACK:
      return menu
    default:
      return setField(cx, place, what.slice('field-'.length) as ButtonField)
  }
}

function changesOf(
  { terminal }: CommandContext,
  menu: Menu,
  number: number,
  position: Position,
): Offer<Change>[] {
  const { top, sub } = position
  const buttons = buttonsOf(menu, number)
  const beside = sub === undefined ? buttons : (buttons[top]?.sub_button ?? [])
  const at = sub ?? top
  const button = beside[at]
  const isParent = button?.sub_button !== undefined
  const offer = (value: Change, message: { en: string; zh: string }) => ({ value, name: terminal.t(message) })
  const fields = buttonFields.filter((field) => button?.[field] !== undefined)
  return [
    offer('rename', newWords.rename),
    ...fields.map((field) => ({
      value: `field-${field}` as const,
      name: terminal.t(newWords.editField, { field }),
    })),
    ...(isParent ? [] : [offer('redo', newWords.redo)]),
    ...(at > 0 ? [offer('before', sub === undefined ? newWords.left : newWords.up)] : []),
    ...(at < beside.length - 1 ? [offer('behind', sub === undefined ? newWords.right : newWords.down)] : []),
    offer('remove', isParent ? newWords.removeAll : newWords.remove),
    offer(BACK, newWords.back),
  ]
}
