import { isAlias, isMap, isSeq, type ParsedNode } from 'yaml'
import { buttonFields, buttonType } from '../../wechat/menu/rules'
import type { ButtonChange } from '../diff/changes'
import { canonicalButton } from '../diff/compare'
import { filledBy } from '../shorthands'
import type { Button } from '../types'
import { escaped, inOrder } from '../write'
import { composeBlock, composeFlow, type Piece } from './compose'
import { fieldEdits, type PairText } from './fields'
import {
  freshItem,
  freshPair,
  indented,
  marginOf,
  type RenderOptions,
  replaced,
  shifted,
  type Target,
  trailOf,
  withTrail,
} from './render'
import type { Edit, Member, Members } from './source'

const ORDER = ['name', 'type', ...buttonFields, 'sub_button']

/** A button of the file. */
interface FileButton {
  readonly member: Member
  readonly members: Members
  /** What it is to WeChat. */
  readonly old: Button
}

/** A button as it is to be. */
interface Wanted {
  readonly button: Button
  readonly place?: FileButton
  readonly children: readonly Wanted[]
}

/** The buttons of one menu of a file, to be made into those of another. */
export class Buttons {
  private readonly places = new Map<string, FileButton>()
  private readonly wanted: readonly Wanted[]

  /**
   * @param node the list, as the file has it
   * @param old what it is to WeChat
   * @param changes what is to become of it
   */
  constructor(
    private readonly options: RenderOptions,
    private readonly node: ParsedNode | null,
    private readonly old: readonly Button[],
    changes: readonly ButtonChange[],
  ) {
    this.register(node, old, [])
    this.wanted = this.wantedOf(changes)
  }

  /** The text of the pair whose value the list is. */
  pair(member: Member, target: Target): PairText {
    return this.listPair(member, target, this.old, this.wanted)
  }

  /** A new pair for it. */
  fresh(key: string, target: Target): string {
    return this.freshList(key, this.wanted, target, '')
  }

  private register(node: ParsedNode | null, old: readonly Button[], path: readonly number[]): void {
    const list = listIn(node)
    if (!list) return
    const members = this.options.source.members(list)
    members.list.forEach((member, index) => {
      const button = old[index]
      if (!button) return
      this.places.set([...path, index].join(), { member, members, old: button })
      const below = isMap(member.node)
        ? (member.node.get('sub_button', true) as ParsedNode | undefined)
        : undefined
      if (below) this.register(below, button.sub_button ?? [], [...path, index])
    })
  }

  private wantedOf(changes: readonly ButtonChange[]): Wanted[] {
    return changes.flatMap(({ after, from, children }) => {
      if (!after) return []
      const place = from && this.places.get(from.join())
      return [{ button: after, ...(place && { place }), children: this.wantedOf(children) }]
    })
  }

  private listPair(
    member: Member,
    target: Target,
    old: readonly Button[],
    wanted: readonly Wanted[],
  ): PairText {
    const { options } = this
    const { key = '', node, start, full } = member
    if (wanted.length === 0)
      return old.length === 0 ? { body: options.source.text.slice(start, full) } : 'removed'
    const text = meaningOf(wanted.map(({ button }) => button))
    const same = text === meaningOf(old)
    const list = listIn(node)
    if (node && isAlias(node) && options.anchors.holds(node, options.source, { same, text }))
      return { body: options.source.text.slice(start, full) }
    if (!list) return { body: this.freshList(key, wanted, target, trailOf(options, member)) }
    options.anchors.note(node, { same, text })
    return { body: options.source.applied(start, full, this.listEdits(options.source.members(list), wanted)) }
  }

  private listEdits(members: Members, wanted: readonly Wanted[]): Edit[] {
    const pieces = wanted.map((each) => this.piece(each, members))
    const { list } = members
    if (list.length === pieces.length && pieces.every(({ member }, index) => member === list[index]))
      return pieces.flatMap(({ member, body }) => (member ? replaced(this.options, member, body) : []))
    const { source } = this.options
    return [members.flow ? composeFlow(source, members, pieces) : composeBlock(source, members, pieces, true)]
  }

  private piece(wanted: Wanted, target: Target): Piece {
    const { place } = wanted
    if (!place || (target.flow && !place.members.flow)) return this.freshPiece(wanted, target)
    const { member, members } = place
    const isHere = members === target
    const body = this.body(place, wanted)
    const trail = trailOf(this.options, member)
    if (body === undefined) {
      const fresh = this.freshPiece(wanted, target, target.flow ? '' : trail)
      return isHere ? { ...fresh, member, lead: member.lead, trail } : fresh
    }
    if (isHere) return { member, lead: member.lead, body, trail }
    const moved = shifted(
      this.options,
      body,
      marginOf(this.options.source, member),
      this.marginIn(target, members.flow),
    )
    if (target.flow) return { lead: member.lead, body: moved, trail }
    const lead = member.lead.map((line) => ' '.repeat(target.column) + line.trim())
    const item = members.flow ? `- ${moved}${trail && ` ${trail}`}` : moved
    return { lead, body: item, trail: '' }
  }

  private marginIn(target: Target, fromFlow: boolean): string {
    if (target.flow) return marginOf(this.options.source, target.list[0])
    return ' '.repeat(target.column + (fromFlow ? 2 : 0))
  }

  /** A button of the file as it is to be, with its comments; undefined where it is an alias that cannot stay. */
  private body({ member, old }: FileButton, wanted: Wanted): string | undefined {
    const { anchors, source } = this.options
    const { node, start, full } = member
    const text = canonicalButton(wanted.button)
    const same = text === canonicalButton(old)
    if (!isMap(node)) {
      const stays = node && isAlias(node) && anchors.holds(node, source, { same, text })
      return stays ? source.text.slice(start, full) : undefined
    }
    const below = node.items.some(({ key }) => String(key) === 'sub_button')
    const children = wanted.button.sub_button ?? []
    const [was, is] = [old.sub_button ?? [], children].map(meaningOf)
    const edits = fieldEdits(this.options, node, {
      old: fieldsOf(old),
      wanted: fieldsOf(wanted.button),
      order: ORDER,
      fieldOf: filledBy,
      pairs: {
        sub_button: (pair, target) => this.listPair(pair, target, old.sub_button ?? [], wanted.children),
      },
      ...(!below &&
        children.length > 0 &&
        was !== is && {
          missing: { sub_button: (target) => this.freshList('sub_button', wanted.children, target, '') },
        }),
      mayMerge: below || was === is,
    })
    anchors.note(node, { same, text })
    return source.applied(start, full, edits)
  }

  private freshPiece({ button, children }: Wanted, target: Target, trail = ''): Piece {
    const none = { lead: [], trail: '' }
    const value = escaped(inOrder(button))
    const isLeaf = children.length === 0
    if (target.flow || (isLeaf && !isFlowList(target)))
      return { ...none, body: freshItem(this.options, value, target, trail) }
    if (isLeaf) return { ...none, body: withTrail([`- ${this.options.style.inline(value)}`], trail)[0] ?? '' }
    const { sub_button: _, ...own } = inOrder(button) as Button
    const lines = withTrail(this.options.style.block([escaped(own)]), trail)
    const margin = ' '.repeat(target.column + 2)
    const below = this.freshList(
      'sub_button',
      children,
      { flow: false, column: target.column + 2, list: [] },
      '',
    )
    return {
      ...none,
      body: `${indented(this.options, lines, target.column)}${this.options.source.eol}${margin}${below}`,
    }
  }

  private freshList(key: string, wanted: readonly Wanted[], target: Target, trail: string): string {
    if (target.flow) {
      const value = wanted.map(({ button }) => escaped(inOrder(button)))
      return freshPair(this.options, key, value, target, trail)
    }
    const column = target.column + this.options.style.listIndent
    const lines = wanted.flatMap((each) => {
      const { lead, body } = this.piece(each, { flow: false, column, list: [] })
      return [...lead, ' '.repeat(column) + body]
    })
    return [...withTrail([`${key}:`], trail), ...lines].join(this.options.source.eol)
  }
}

/** A list, or one that is wrapped as get_current_selfmenu_info does it (docs/platform.md 2.5); undefined for an empty one. */
export function listIn(
  node: ParsedNode | null | undefined,
): Extract<ParsedNode, { items: unknown[] }> | undefined {
  if (isMap(node)) return listIn(node.get('list', true) as ParsedNode | undefined)
  return node && isSeq(node) && node.items.length > 0
    ? (node as Extract<ParsedNode, { items: unknown[] }>)
    : undefined
}

function isFlowList({ list }: Target): boolean {
  return list.length > 0 && list.every(({ node }) => isMap(node) && node.flow)
}

function meaningOf(buttons: readonly Button[]): string {
  return buttons.map(canonicalButton).join('\n')
}

/** What is said of a button itself. A field that is not known here is WeChat's addition, unless the console made the button. */
function fieldsOf({ sub_button: _, ...fields }: Button): Readonly<Record<string, unknown>> {
  if (fields.type !== undefined && !buttonType(fields.type)) return fields
  return Object.fromEntries(Object.entries(fields).filter(([field]) => ORDER.includes(field)))
}
