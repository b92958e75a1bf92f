import fc from 'fast-check'
import { stringify } from 'yaml'
import { matchButtons, type Spot, spotsOf } from '../../../src/menu/diff/match'
import { escapeVariables } from '../../../src/menu/rules/variables'
import type { Button, ConditionalMenu, Menu } from '../../../src/menu/types'
import { menuDocument } from '../../../src/menu/write'
import { menus } from '../arbitrary'

/** A menu file as somebody may have written it. */
export interface Written {
  readonly text: string
  /** What it means to WeChat. */
  readonly resolved: Menu
  /** Variables that it takes values from. */
  readonly env: Readonly<Record<string, string>>
  /** The comments of each button of the default menu, by its path. */
  readonly comments: ReadonlyMap<string, readonly string[]>
}

/** Names of tags, by their ids. */
export const tagNames: Readonly<Record<string, string>> = { 2: '星标组', 100: 'VIP: 1' }

/** How a file is written: a stream of choices. */
class Author {
  readonly env: Record<string, string> = {}
  readonly comments = new Map<string, string[]>()
  readonly eol: string
  private readonly listIndent: string
  private readonly anchors = new Map<string, string>()
  private count = 0
  private at = 0

  constructor(private readonly choices: readonly number[]) {
    this.eol = this.pick(['\n', '\n', '\r\n'])
    this.listIndent = this.pick(['', '  ', '    '])
  }

  file({ button, conditional }: Menu): string {
    const lines = [
      ...this.maybe([['# a header', ''], ['# yaml-language-server: $schema=x']]),
      ...this.maybe([['appid: wx0123456789abcdef # the pin']]),
      `button:${this.pick(['', ' # the bar'])}`,
      ...this.list(button, '', []),
      ...(conditional.length === 0
        ? this.maybe([['conditionalmenu: []']])
        : ['# whom it is for', 'conditionalmenu:', ...conditional.flatMap((menu) => this.conditional(menu))]),
      ...this.maybe([['# the end', '']]),
    ]
    return lines.join(this.eol) + this.pick([this.eol, ''])
  }

  private list(buttons: readonly Button[], margin: string, path: readonly number[] | undefined): string[] {
    const dash = margin + this.listIndent
    return buttons.flatMap((button, index) => {
      const at = path && [...path, index]
      const blank = index > 0 ? this.maybe([['']]) : []
      const item = this.item(button, dash, at)
      return [...blank, ...this.above(dash, at), ...item]
    })
  }

  private item(button: Button, dash: string, path: readonly number[] | undefined): string[] {
    const leaf = button.sub_button === undefined
    const text = JSON.stringify(button)
    const anchor = this.anchors.get(text)
    if (leaf && anchor && this.pick([true, true, false])) return [`${dash}- *${anchor}${this.behind(path)}`]
    const own = leaf && !anchor && this.pick([true, false]) ? `b${++this.count}` : undefined
    const mark = own ? `&${own} ` : ''
    if (own) this.anchors.set(text, own)
    if (leaf && this.pick([true, false, false])) {
      const pairs = this.pairs(button).map(([key, value]) => `${key}: ${value}`)
      return [`${dash}- ${mark}{ ${pairs.join(', ')} }${this.behind(path)}`]
    }
    const inside = `${dash}  `
    const lines = this.pairs(button).map(([key, value]) => `${key}: ${value}`)
    lines[0] += this.behind(path)
    const children = button.sub_button ? ['sub_button:', ...this.list(button.sub_button, inside, path)] : []
    const [head = '', ...rest] = lines
    const indented = rest.map((line) => inside + line)
    const below = children.map((line, index) => (index === 0 ? inside + line : line))
    // An anchor of a block stands on its own line, or it would be the first key's.
    if (mark) return [`${dash}- ${mark.trim()}`, inside + head, ...indented, ...below]
    return [`${dash}- ${head}`, ...indented, ...below]
  }

  private pairs({ sub_button: _, ...fields }: Button): [string, string][] {
    const pairs = Object.entries(fields).map(([key, value]): [string, string] => [
      key,
      this.scalar(String(value)),
    ])
    return this.pick([true, false]) ? pairs : pairs.reverse()
  }

  private conditional({ matchrule, button }: ConditionalMenu): string[] {
    const dash = this.listIndent
    const rule = Object.entries(matchrule).map(([key, value]) => {
      const name = key === 'tag_id' ? tagNames[value] : undefined
      if (name !== undefined && this.pick([true, false])) return `tag: ${JSON.stringify(name)}`
      return `${key}: ${this.pick([value, `"${value}"`])}`
    })
    return [
      `${dash}- matchrule: { ${rule.join(', ')} }`,
      `${dash}  button:`,
      ...this.list(button, `${dash}  `, undefined),
    ]
  }

  private scalar(value: string): string {
    const kind = this.pick(['plain', 'plain', 'double', 'single', 'variable'])
    if (kind === 'variable') {
      const name = `MENU_${++this.count}`
      this.env[name] = value
      return `"\${${name}}"`
    }
    const text = escapeVariables(value)
    if (kind === 'double') return JSON.stringify(text)
    if (kind === 'single') return `'${text.replaceAll("'", "''")}'`
    return stringify([text], { collectionStyle: 'flow', lineWidth: 0 }).trim().slice(1, -1).trim()
  }

  private above(dash: string, path: readonly number[] | undefined): string[] {
    if (!path || this.pick([true, false])) return []
    return [`${dash}${this.comment(path)}`]
  }

  private behind(path: readonly number[] | undefined): string {
    return !path || this.pick([true, false]) ? '' : ` ${this.comment(path)}`
  }

  private comment(path: readonly number[]): string {
    const comment = `# comment ${++this.count}!`
    const key = path.join()
    this.comments.set(key, [...(this.comments.get(key) ?? []), comment])
    return comment
  }

  private maybe(of: readonly string[][]): string[] {
    return this.pick([[], ...of])
  }

  private pick<Item>(of: readonly Item[]): Item {
    const choice = this.choices[this.at++ % this.choices.length] ?? 0
    return of[choice % of.length] as Item
  }
}

const choices = fc.array(fc.nat(59), { minLength: 40, maxLength: 40 })

function writeFile(menu: Menu, stream: readonly number[]): Written {
  const author = new Author(stream)
  const text = author.file(menu)
  return { text, resolved: menu, env: author.env, comments: author.comments }
}

/** One change of a menu, chosen by three numbers. */
type Change = readonly [kind: number, a: number, b: number]

/** A menu after some changes of the kind that people make in the console, or by another file. */
function changed(menu: Menu, changes: readonly Change[], other: Menu): Menu {
  const next = structuredClone(menu) as { button: Button[]; conditional: ConditionalMenu[] }
  for (const [kind, a, b] of changes) changeOnce(next, kind, a, b, other)
  return next
}

type Changeable = {
  button: Mutable[]
  conditional: { button: Mutable[]; matchrule: Record<string, string> }[]
}
interface Mutable extends Button {
  name: string
  sub_button?: Mutable[]
}

function changeOnce(menu: object, kind: number, a: number, b: number, other: Menu): void {
  const { button, conditional } = menu as Changeable
  const lists = [button, ...button.flatMap(({ sub_button: below }) => (below ? [below] : []))]
  const list = lists[a % lists.length] ?? button
  const target = lists[b % lists.length] ?? button
  const limit = target === button ? 3 : 5
  const isLeaf = list[b % list.length]?.sub_button === undefined
  const foreign = other.button.find(({ sub_button: below }) => !below)
  if (kind === 0) (list[b % list.length] as Mutable).name = `n${a}`
  if (kind === 1 && list.length > 1) list.splice(b % list.length, 1)
  if (kind === 2) list.reverse()
  if (kind === 3 && foreign && target.length < limit)
    target.splice(a % (target.length + 1), 0, structuredClone(foreign) as Mutable)
  if (kind === 4 && isLeaf && list.length > 1 && target.length < limit && list !== target) {
    const [moved] = list.splice(b % list.length, 1)
    if (moved) target.splice(a % (target.length + 1), 0, moved)
  }
  if (kind === 5 && isLeaf) {
    const { name } = list[b % list.length] as Mutable
    list[b % list.length] = { name, type: 'click', key: `k${a} \${x}` }
  }
  if (kind === 6) conditional.reverse()
  if (kind === 7) conditional.splice(a % (conditional.length + 1), 1)
  if (kind === 8 && conditional.length < 3)
    conditional.push({ matchrule: { tag_id: `${a}` }, button: structuredClone(other.button) as Mutable[] })
  if (kind === 9 && conditional[0]) conditional[0].matchrule.tag_id = `${a}`
  if (kind === 10 && conditional[0]) conditional[0].button.reverse()
  if (kind === 11) menuBecomes(button, other)
}

function menuBecomes(button: Mutable[], other: Menu): void {
  button.splice(0, button.length, ...(structuredClone(other.button) as Mutable[]))
}

const change: fc.Arbitrary<Change> = fc.tuple(fc.nat(11), fc.nat(50), fc.nat(50))

/** Somebody who writes anchors has the same button in several places. */
function withRepeats(menu: Menu, places: readonly number[]): Menu {
  const next = structuredClone(menu) as unknown as Changeable
  const lists = [
    ...next.conditional.map(({ button }) => button),
    ...next.button.map((own) => own.sub_button ?? []),
  ]
  const leaf = next.button.find(({ sub_button: below }) => !below)
  for (const place of places) {
    const list = lists[place % Math.max(1, lists.length)]
    if (leaf && list?.length) list[place % list.length] = structuredClone(leaf)
  }
  return next as unknown as Menu
}

/** A menu, and one that was made of it. */
const evolving: fc.Arbitrary<readonly [Menu, Menu]> = fc
  .tuple(menus, menus, fc.array(fc.nat(9), { maxLength: 3 }), fc.array(change, { maxLength: 4 }))
  .map(([menu, other, places, changes]) => {
    const from = withRepeats(menu, places)
    return [from, changed(from, changes, other)]
  })

/** A file, and the menu that is live now. */
export const pairs: fc.Arbitrary<readonly [Written, Menu]> = fc
  .tuple(evolving, choices)
  .map(([[menu, live], stream]) => [writeFile(menu, stream), live])

/** A JSON file, and the menu that is live now. */
export const jsonPairs: fc.Arbitrary<readonly [Written, Menu]> = fc
  .tuple(evolving, fc.constantFrom(undefined, 2, 4, '\t'), fc.boolean())
  .map(([[menu, live], indent, isWrapped]) => {
    const { button, conditionalmenu } = JSON.parse(JSON.stringify(menuDocument(menu)), (_, value) =>
      typeof value === 'string' ? escapeVariables(value) : value,
    )
    const document = { ...(isWrapped ? { menu: { button } } : { button }), conditionalmenu }
    const text = JSON.stringify(document, null, indent)
    return [{ text, resolved: menu, env: {}, comments: new Map() }, live]
  })

/** The comments of the buttons of the default menu that are still there, and of those that are not. */
export function fates({ resolved, comments }: Written, now: Menu): { kept: string[]; gone: string[] } {
  const [before, after] = [spotsOf(resolved.button), spotsOf(now.button)]
  const again = new Set([...matchButtons(before, after).values()].map(({ path }) => path.join()))
  const flat = (spots: readonly Spot[]): Spot[] => spots.flatMap((spot) => [spot, ...flat(spot.children)])
  const fate = (isKept: boolean) =>
    flat(before)
      .map(({ path }) => path.join())
      .filter((path) => again.has(path) === isKept)
      .flatMap((path) => comments.get(path) ?? [])
  return { kept: fate(true), gone: fate(false) }
}
