/** One button of a menu that is being made: asked for, changed. */
import { buttonAt, buttonsOf, type Position, pathOf, placed, withButtons } from '../../menu/draft'
import type { Button, Menu } from '../../menu/types'
import {
  fallbackUrl,
  fieldQuestions,
  kinds,
  newWords,
  subMenu,
  typeTitles,
} from '../../terminal/messages/menu-new'
import { typeWords } from '../../terminal/messages/menu-preview'
import { type ButtonField, type ButtonTypeName, buttonTypes } from '../../wechat/menu/rules'
import type { CommandContext } from '../command'
import { askLine, choose, type Offer } from './new-ask'

/** Where a button is: in which menu (the default one is 0), and where in it. */
export interface ButtonPosition extends Position {
  readonly menu: Menu
  readonly number: number
}

type Kind = keyof typeof kinds | 'parent'

/** A button has it while it has no work yet: the rules would find that it lacks one. */
const SOMETHING: Omit<Button, 'name'> = { type: 'click', key: 'KEY' }

/** Asks for a new button and puts it into its place. @returns the menu with it */
export async function addButton(cx: CommandContext, place: ButtonPosition): Promise<Menu> {
  return setAction(cx, place, await askName(cx, place))
}

/** Asks what a button does, and puts it into its place with what it needs for that. */
export async function setAction(cx: CommandContext, place: ButtonPosition, name: string): Promise<Menu> {
  const kind = await askKind(cx, place)
  if (kind === 'parent') {
    const menu = put(place, { name, sub_button: [] })
    cx.terminal.note(newWords.firstItem, { name })
    return addButton(cx, { ...place, menu, sub: 0 })
  }
  const type = await askType(cx, kind)
  let button: Button = { name, type }
  for (const field of buttonTypes[type].required)
    button = { ...button, [field]: await askField(cx, place, button, field) }
  return put(place, button)
}

/** Asks for another value of a field, the present one being proposed. */
export async function setField(cx: CommandContext, place: ButtonPosition, field: ButtonField): Promise<Menu> {
  const button = present(place)
  return put(place, { ...button, [field]: await askField(cx, place, button, field) })
}

export async function rename(cx: CommandContext, place: ButtonPosition): Promise<Menu> {
  const button = present(place)
  return put(place, { ...button, name: await askName(cx, place, button) })
}

function askName(cx: CommandContext, place: ButtonPosition, button?: Button): Promise<string> {
  return askLine(cx, {
    question: cx.terminal.t(newWords.askName),
    initial: button?.name,
    tried: (name) => ({
      menu: put(place, { ...(button ?? SOMETHING), name }),
      path: [...pathOf(place.number, place), 'name'],
    }),
  })
}

function askField(
  cx: CommandContext,
  place: ButtonPosition,
  button: Button,
  field: ButtonField,
): Promise<string> {
  const isFallback = field === 'url' && button.type === 'miniprogram'
  return askLine(cx, {
    question: cx.terminal.t(isFallback ? fallbackUrl.ask : fieldQuestions[field]),
    initial: button[field],
    tried: (value) => ({
      menu: put(place, { ...button, [field]: value }),
      path: [...pathOf(place.number, place), field],
    }),
  })
}

function askKind(cx: CommandContext, { sub }: ButtonPosition): Promise<Kind> {
  const { terminal } = cx
  const offers = Object.entries(kinds).map(([kind, { title, about }]) => ({
    value: kind as Kind,
    name: terminal.t(title),
    description: terminal.t(about),
  }))
  const parent = {
    value: 'parent' as const,
    name: terminal.t(subMenu.title),
    description: terminal.t(subMenu.about),
  }
  return choose(cx, terminal.t(newWords.askKind), sub === undefined ? [...offers, parent] : offers)
}

async function askType(cx: CommandContext, kind: keyof typeof kinds): Promise<ButtonTypeName> {
  const { terminal } = cx
  const types: readonly ButtonTypeName[] = kinds[kind].types
  const [only] = types
  if (only && types.length === 1) return only
  const offers: Offer<ButtonTypeName>[] = types.map((value) => ({
    value,
    name: terminal.t(typeTitles[value as keyof typeof typeTitles]),
    description: `${value}: ${terminal.t(typeWords[value].does)}`,
  }))
  return choose(cx, terminal.t(newWords.askType), offers)
}

function put(place: ButtonPosition, button: Button): Menu {
  const { menu, number } = place
  return withButtons(menu, number, placed(buttonsOf(menu, number), place, button))
}

function present({ menu, number, ...position }: ButtonPosition): Button {
  return buttonAt(buttonsOf(menu, number), position) ?? { name: '' }
}
