/** A menu as a value. Field names are WeChat's own, as in menu files and on the wire. Nothing here is ever changed in place. */

/** A button: either it can be pressed (`type`), or it opens `sub_button`. docs/platform.md 2.1, 2.2. */
export interface Button {
  readonly name: string
  readonly type?: string
  readonly key?: string
  readonly url?: string
  readonly media_id?: string
  readonly article_id?: string
  readonly appid?: string
  readonly pagepath?: string
  readonly sub_button?: readonly Button[]
  /** What WeChat gave that is not known here: kept, so that a menu survives being read and written back. */
  readonly [unknown: string]: unknown
}

/** Values are text, as WeChat takes them today. `tag` is a tag's name: a file's own field, resolved before sending. */
export type MatchRule = Readonly<Record<string, string>>

export interface ConditionalMenu {
  /** Given by WeChat; absent in files. */
  readonly menuid?: string
  readonly matchrule: MatchRule
  readonly button: readonly Button[]
}

/** A conditional menu as WeChat holds it. */
export interface LiveConditional extends ConditionalMenu {
  readonly menuid: string
}

export interface Menu {
  /** The default menu; empty where there is none. */
  readonly button: readonly Button[]
  /** In order of preference: the first that matches is shown. */
  readonly conditional: readonly ConditionalMenu[]
}

export const emptyMenu = { button: [], conditional: [] } as const satisfies Menu

/** What is live for an account. */
export interface LiveMenu {
  /** `console`: made in the web console, which menu/get does not show and a push replaces (docs/platform.md 2.3, 2.5). */
  readonly source: 'api' | 'console' | 'none'
  readonly menu: Menu & { readonly conditional: readonly LiveConditional[] }
  /** True where the console has switched the menu off: `is_menu_open` 0 (docs/platform.md 2.5). */
  readonly isOff?: boolean
  /** WeChat's answer, kept for the history; undefined where there is no menu. */
  readonly raw?: unknown
}

/** Buttons and those under them, each parent before its own. */
export function* withChildren(buttons: readonly Button[]): Generator<Button> {
  for (const button of buttons) {
    yield button
    yield* withChildren(button.sub_button ?? [])
  }
}

/** All buttons of a menu, those of its conditional menus included. */
export function* buttonsOf({ button, conditional }: Menu): Generator<Button> {
  for (const buttons of [button, ...conditional.map((menu) => menu.button)]) yield* withChildren(buttons)
}

/** The same tree of other buttons. @param change is given each button without those under it */
export function mapButtons(buttons: readonly Button[], change: (own: Button) => Button): Button[] {
  return buttons.map(({ sub_button: children, ...own }) => ({
    ...change(own),
    ...(children && { sub_button: mapButtons(children, change) }),
  }))
}

/** The same menu of other buttons. @param change as of mapButtons */
export function mapMenu({ button, conditional }: Menu, change: (own: Button) => Button): Menu {
  return {
    button: mapButtons(button, change),
    conditional: conditional.map((menu) => ({ ...menu, button: mapButtons(menu.button, change) })),
  }
}
