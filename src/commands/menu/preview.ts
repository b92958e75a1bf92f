import { WxError } from '../../errors'
import type { Menu } from '../../menu/types'
import { previewWords } from '../../terminal/messages/menu-preview'
import { drawPreview, drawVariants, type PreviewMenu } from '../../terminal/preview'
import type { CommandContext } from '../command'
import { acceptMenu, readMenuFile, rememberVariables, STDIN, type VariableOptions } from './menu-file'
import { previewDocument } from './preview-document'

interface PreviewOptions extends VariableOptions {
  /** Place of a conditional menu in the file, from 1. */
  readonly menu?: number
  readonly html?: string
}

/**
 * `menu preview FILE`: the menu as the phone draws it, without an account and without the network: a tag is shown by its name,
 * and what is uploaded or wrapped at a push as it stands in the file. The drawing is the result. With `--html` the result is a page,
 * in a file or for `-` on stdout.
 *
 * `--json`: `{ file, drawn, button: [{ name, shown, type?, …, sub_button? }], menus: [{ number, matchrule? }], html? }`;
 * `drawn` and `number` are 0 for the default menu.
 * @throws WxError MENU_INVALID with the findings, USAGE for a number that no menu has, PAGE_EXISTS
 */
export async function previewMenu(
  cx: CommandContext,
  [given]: [string],
  options: PreviewOptions,
): Promise<undefined> {
  const { menu: drawn = 0, html } = options
  const { terminal } = cx
  if (terminal.json && html === STDIN)
    throw new WxError('OPTIONS_CONFLICT', { first: '--json', second: '--html -' })
  rememberVariables(cx, options)
  const file = await readMenuFile(cx, given, options)
  const name = file.file
  const menus = menusOf(await acceptMenu(cx, file))
  const menu = menus[drawn]
  if (!menu) {
    const problem = terminal.t(previewWords.noSuchMenu, {
      file: name,
      count: menus.length - 1,
      number: drawn,
    })
    throw new WxError('USAGE', { problem, help: 'wxadmin menu preview --help' })
  }
  if (html !== undefined) {
    const { writePage } = await import('./preview-page')
    await writePage(cx, { menus, drawn, file: name, html })
    return undefined
  }
  const { out: paint, language } = terminal
  const pen = { paint, language, columns: cx.screen.columns || terminal.columns }
  terminal.result(
    () => previewDocument(name, menus, drawn),
    () => {
      const drawing = drawPreview(menu, pen)
      return menus.length > 1 ? `${drawing}\n\n${drawVariants(menus, drawn, pen)}` : drawing
    },
  )
  const other = drawn === 1 ? 2 : 1
  if (other < menus.length) terminal.note(previewWords.others, { number: other })
  return undefined
}

/** The default menu and the conditional ones, in the order of the file. */
function menusOf({ button, conditional }: Menu): readonly PreviewMenu[] {
  return [{ button }, ...conditional.map(({ matchrule, button: own }) => ({ matchrule, button: own }))]
}
