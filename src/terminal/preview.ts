/**
 * A menu drawn as the phone draws it: the bar with the keyboard icon and up to three buttons, each sub-menu stacked
 * above its parent. What is drawn is taken by shape, so that nothing here depends on menu/.
 */
import type { ChalkInstance } from 'chalk'
import cells from 'string-width'
import { buttonType, menuLimits } from '../wechat/menu/rules'
import { shown } from '../wechat/menu/text'
import { format, type Language } from './language'
import { platformWords, previewWords, typeWords } from './messages/menu-preview'
import { ruleText } from './plan'
import { printable } from './printable'
import { wrap } from './wrap'

export interface PreviewButton {
  readonly name: string
  readonly type?: string
  readonly sub_button?: readonly PreviewButton[]
  readonly [field: string]: unknown
}

/** One of the menus of a file: the default menu, or a conditional one with who sees it. */
export interface PreviewMenu {
  readonly matchrule?: Readonly<Record<string, string>>
  readonly button: readonly PreviewButton[]
}

export interface PreviewPen {
  readonly paint: ChalkInstance
  readonly language: Language
  /** Columns that may be drawn on. */
  readonly columns: number
}

type Level = 'top' | 'sub'

/** A name as a phone shows it, safe to draw. */
export function shownName(name: string, level: Level): string {
  return shown(printable(name), level === 'top' ? menuLimits.topNameShown : menuLimits.subNameShown)
}

/** What a button does, in a few letters; nothing for one that opens a sub-menu. */
function typeMark({ type }: PreviewButton, language: Language): string {
  if (type === undefined) return ''
  return buttonType(type)
    ? format(typeWords[type as keyof typeof typeWords].short, language)
    : printable(type)
}

/** Who sees a conditional menu: `tag_id=2 client_platform_type=1 (iOS)`. */
export function audience(rule: Readonly<Record<string, string>>, language: Language): string {
  const text = ruleText(rule)
  const platform = platformWords[rule.client_platform_type ?? '']
  return platform ? format(previewWords.who, language, { rule: text, platform: platform[language] }) : text
}

/** The keyboard, and a column of this many cells at most for each button: 8 Han characters, "…" and what it does. */
const ICON = ' ⌨ '
const WIDEST = 26
/** Below this many cells a sub-menu takes the whole of its column. */
const NARROW = 16
const LEAST = 5

interface Column {
  readonly button: PreviewButton
  /** Cells between its borders. */
  readonly width: number
}

/** A menu as the phone shows it with all sub-menus open. Lines without a newline at the end. */
export function drawPreview({ button }: PreviewMenu, pen: PreviewPen): string {
  if (button.length === 0) return ''
  const columns = columnsOf(button, pen.columns)
  const boxes = columns.map((column) => drawSubMenu(column, pen))
  const bar = drawBar(columns, pen)
  const height = Math.max(...boxes.map(({ lines }) => lines.length))
  const above = Array.from({ length: height }, (_, row) => {
    const parts = boxes.map(({ lines, width }) => lines[row - height + lines.length] ?? ' '.repeat(width))
    return `${' '.repeat(cells(ICON) + 1)}${parts.join('')}`.trimEnd()
  })
  return [...above, ...bar].join('\n')
}

function columnsOf(buttons: readonly PreviewButton[], columns: number): Column[] {
  const room = columns - cells(ICON) - 2 - buttons.length
  const each = Math.min(WIDEST, Math.max(LEAST, room / buttons.length))
  const widths = buttons.map((_, at) => Math.floor(each * (at + 1)) - Math.floor(each * at))
  return buttons.map((button, at) => ({ button, width: widths[at] ?? LEAST }))
}

/** The lines of one column above the bar; each takes the column and the border before it. */
function drawSubMenu({ button, width }: Column, pen: PreviewPen): { lines: string[]; width: number } {
  const children = button.sub_button ?? []
  const isNarrow = width < NARROW
  const inner = isNarrow ? width - 1 : width - 2
  const [before, after] = isNarrow ? ['', ''] : [' ', '']
  const dim = pen.paint.dim
  const line = (left: string, right: string, at = -1, mark = '─') =>
    dim(
      `${before}${left}${Array.from({ length: inner }, (_, cell) => (cell === at ? mark : '─')).join('')}${right}${after}`,
    )
  const row = (text: string) => `${before}${dim('│')}${text}${dim('│')}${after}`
  if (children.length === 0) return { lines: [], width: width + 1 }
  const items = children.map((child) => drawItem(child, inner, pen).map(row))
  const separated = items.flatMap((item, at) => (at === 0 ? item : [line('├', '┤'), ...item]))
  return {
    lines: [line('╭', '╮'), ...separated, line('╰', '╯', pointer(width) - before.length - 1, '┬')],
    width: width + 1,
  }
}

/** The cell of a column, counted from the border before it, at which its sub-menu points down to it. */
function pointer(width: number): number {
  return Math.floor(width / 2) + 1
}

/** What a button is called and, where there is room on the line, what it does. */
function drawItem(button: PreviewButton, width: number, { paint, language }: PreviewPen): string[] {
  const margin = width >= NARROW ? 1 : 0
  const room = width - 2 * margin
  const name = shownName(button.name, 'sub')
  const mark = typeMark(button, language)
  const pad = ' '.repeat(margin)
  if (cells(name) + 2 + cells(mark) <= room) {
    const gap = ' '.repeat(room - cells(name) - cells(mark))
    return [`${pad}${name}${gap}${paint.dim(mark)}${pad}`]
  }
  return broken(name, room).map((part) => `${pad}${part}${' '.repeat(room - cells(part))}${pad}`)
}

function drawBar(columns: readonly Column[], pen: PreviewPen): string[] {
  const { dim } = pen.paint
  const names = columns.map((column) => drawTopName(column, pen))
  const height = Math.max(...names.map(({ length }) => length))
  const rows = Array.from({ length: height }, (_, row) => {
    const icon = row === (height - 1) >> 1 ? ICON : ' '.repeat(cells(ICON))
    const parts = names.map((lines, at) => lines[row] ?? ' '.repeat(columns[at]?.width ?? 0))
    return `${dim('│')}${[icon, ...parts].join(dim('│'))}${dim('│')}`
  })
  const keyboard = '─'.repeat(cells(ICON))
  const top = columns.map(({ button, width }) => {
    const at = (button.sub_button ?? []).length > 0 ? pointer(width) - 1 : -1
    return Array.from({ length: width }, (_, cell) => (cell === at ? '┴' : '─')).join('')
  })
  const bottom = columns.map(({ width }) => '─'.repeat(width))
  return [dim(`╭${[keyboard, ...top].join('┬')}╮`), ...rows, dim(`╰${[keyboard, ...bottom].join('┴')}╯`)]
}

/** The name in the middle of its column; a parent has the sign of three lines before it, as on the phone. */
function drawTopName({ button, width }: Column, { paint, language }: PreviewPen): string[] {
  const name = shownName(button.name, 'top')
  const isParent = (button.sub_button ?? []).length > 0
  const label = isParent ? `≡ ${name}` : name
  const mark = isParent ? '' : typeMark(button, language)
  const centred = (text: string, size: number) => {
    const left = (width - size) >> 1
    return `${' '.repeat(Math.max(0, left))}${text}${' '.repeat(Math.max(0, width - size - left))}`
  }
  if (mark !== '' && cells(label) + 2 + cells(mark) <= width - 2)
    return [centred(`${paint.bold(label)}  ${paint.dim(mark)}`, cells(label) + 2 + cells(mark))]
  const fits = isParent && cells(label) > width ? `≡${name}` : label
  return broken(fits, width).map((part) => centred(paint.bold(part), cells(part)))
}

/** A text on lines of so many cells: between words where that can be, else within them. */
function broken(text: string, width: number): string[] {
  return wrap(text, width).flatMap((line) => {
    const lines = ['']
    for (const { segment } of new Intl.Segmenter().segment(line)) {
      const former = lines.at(-1) ?? ''
      if (former !== '' && cells(former + segment) > width) lines.push(segment)
      else lines[lines.length - 1] = former + segment
    }
    return lines
  })
}

/** All menus of a file, one a line, with an arrow before the one that is drawn. @param drawn its place, the default menu being 0 */
export function drawVariants(menus: readonly PreviewMenu[], drawn: number, pen: PreviewPen): string {
  const { paint, language } = pen
  const titles = menus.map((_, number) =>
    number === 0
      ? format(previewWords.defaultMenu, language)
      : format(previewWords.conditionalMenu, language, { number }),
  )
  const width = Math.max(...titles.map((title) => cells(title)))
  return menus
    .map(({ matchrule }, number) => {
      const title = titles[number] ?? ''
      const isDrawn = number === drawn
      const who = matchrule ? audience(matchrule, language) : ''
      const line = `${isDrawn ? '→' : ' '} ${title}${' '.repeat(width - cells(title))}  ${who}`.trimEnd()
      return isDrawn ? paint.bold(line) : line
    })
    .join('\n')
}
