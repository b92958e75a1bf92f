/**
 * A menu file made to hold another menu, with everything in it that can stay: comments, the order of keys, quotes,
 * anchors, the pin, names of tags, variables, `oauth` and `media` where they come to what is wanted. The text is
 * edited in place, so that what does not change stays as it is to the byte.
 */
import { isAlias, isMap, isNode, isSeq, type ParsedNode, visit } from 'yaml'
import { matchRuleFieldNames } from '../../wechat/menu/rules'
import { changesBetween, type MenuChange } from '../diff/changes'
import { canonicalConditional, canonicalRule } from '../diff/compare'
import { inPreference, menuidOf } from '../normalise'
import type { Variables } from '../rules/variables'
import type { ConditionalMenu, MatchRule, Menu } from '../types'
import { escaped, inOrder } from '../write'
import { Anchors } from './anchors'
import { Buttons, listIn } from './buttons'
import { composeBlock, composeFlow, type Piece } from './compose'
import { fieldEdits, type PairText } from './fields'
import {
  freshItem,
  freshPair,
  isContainer,
  type RenderOptions,
  replaced,
  type Target,
  trailOf,
  verbatim,
} from './render'
import { type Container, type Member, Source } from './source'
import { Style } from './style'
import { yieldsMenu } from './yields-menu'

export interface Merging {
  /** Of the file, without a BOM. */
  readonly text: string
  /** What it says, as read.ts gives it. */
  readonly menu: Menu
  /** That as WeChat gets it, item for item. */
  readonly resolved: Menu
  /** What it is to say. */
  readonly wanted: Menu
  readonly variables: Variables
}

/** @returns the new text; undefined for a file that is written so that it cannot be edited in place */
export function mergeMenu(merging: Merging): string | undefined {
  const { wanted, variables } = merging
  // With aliases where they hold; should that ever not come out right, without any.
  return [false, true]
    .map((expand) => merged(merging, expand))
    .find((text) => text !== undefined && yieldsMenu(text, wanted, variables, merging))
}

function merged({ text, resolved, wanted }: Merging, expand: boolean): string | undefined {
  const source = new Source(text)
  const root = source.document.contents
  if (!isMap(root)) return undefined
  const options = { source, style: new Style(source, listIndentOf(source)), anchors: new Anchors(expand) }
  return source.applied(0, text.length, new Merger(options, resolved, wanted).edits(root))
}

class Merger {
  private readonly changes: readonly MenuChange[]

  constructor(
    private readonly options: RenderOptions,
    private readonly resolved: Menu,
    private readonly wanted: Menu,
  ) {
    this.changes = changesBetween(resolved, wanted)
  }

  edits(root: Container) {
    const { options, resolved, wanted } = this
    const holder = holderOf(root)
    const isNew = wanted.conditional.length > 0 && !keysOf(root).includes('conditionalmenu')
    const own = { old: {}, wanted: {}, order: [], fieldOf: (key: string) => key }
    const buttons = (member: Member, target: Target) => {
      const change = this.changes.find(({ matchrule }) => !matchrule)
      return new Buttons(options, member.node, resolved.button, change?.buttons ?? []).pair(member, target)
    }
    return fieldEdits(options, root, {
      ...own,
      pairs: {
        ...(holder === undefined
          ? { button: buttons }
          : {
              [holder]: (member: Member): PairText => {
                const { node, start, full } = member
                if (!isContainer(node)) return { body: verbatim(options, member) }
                const edits = fieldEdits(options, node, { ...own, pairs: { button: buttons } })
                return { body: options.source.applied(start, full, edits) }
              },
            }),
        conditionalmenu: (member, target) => this.conditional(member, target),
      },
      ...(isNew && {
        missing: {
          conditionalmenu: (target) => freshPair(options, 'conditionalmenu', freshMenus(wanted), target),
        },
      }),
    })
  }

  private conditional(member: Member, target: Target): PairText {
    const { options, resolved, wanted } = this
    const { key = '', node, start, full } = member
    if (wanted.conditional.length === 0)
      return resolved.conditional.length === 0 ? { body: verbatim(options, member) } : 'removed'
    const list = listIn(node)
    if (!list) return { body: freshPair(options, key, freshMenus(wanted), target, trailOf(options, member)) }
    const members = options.source.members(list)
    const inOrderOfPreference = inPreference(members.list, ({ node: item }) => idIn(item))
    const found = this.changes.filter(({ matchrule, to }) => matchrule && to !== undefined)
    const pieces = wanted.conditional.map((menu, to): Piece => {
      const change = found.find((each) => each.to === to)
      const old = change?.from === undefined ? undefined : inOrderOfPreference[change.from]
      const body = old && change && this.menu(old, change, menu)
      if (old && body !== undefined) return { member: old, lead: old.lead, body, trail: old.trail }
      const trail = old ? trailOf(options, old) : ''
      const fresh = freshItem(options, freshMenu(menu), members, members.flow ? '' : trail)
      return { ...(old && { member: old }), lead: old?.lead ?? [], body: fresh, trail }
    })
    options.anchors.note(node, { same: false })
    const isAsBefore =
      pieces.length === members.list.length && pieces.every((piece, at) => piece.member === members.list[at])
    const edits = isAsBefore
      ? pieces.flatMap((piece) => (piece.member ? replaced(options, piece.member, piece.body) : []))
      : [
          members.flow
            ? composeFlow(options.source, members, pieces)
            : composeBlock(options.source, members, pieces, true),
        ]
    return { body: options.source.applied(start, full, edits) }
  }

  /** A conditional menu of the file as it is to be; undefined where it is an alias. */
  private menu(member: Member, change: MenuChange, wanted: ConditionalMenu): string | undefined {
    const { options } = this
    const { node, start, full } = member
    const old = this.resolved.conditional[change.from ?? -1]
    if (!old || !isMap(node)) return undefined
    const edits = fieldEdits(options, node as Container, {
      old: { menuid: old.menuid },
      wanted: { menuid: node.has('menuid') ? wanted.menuid : undefined },
      order: ['menuid', 'matchrule', 'button'],
      fieldOf: (key) => key,
      pairs: {
        matchrule: (pair, target) => this.rule(pair, target, old.matchrule, wanted.matchrule),
        button: (pair, target) =>
          new Buttons(options, pair.node, old.button, change.buttons).pair(pair, target),
      },
    })
    options.anchors.note(node as ParsedNode, {
      same: canonicalConditional(old) === canonicalConditional(wanted),
    })
    return options.source.applied(start, full, edits)
  }

  private rule(member: Member, target: Target, old: MatchRule, wanted: MatchRule): PairText {
    const { options } = this
    const { key = '', node, start, full } = member
    const text = canonicalRule(wanted)
    const same = text === canonicalRule(old)
    if (same && isMap(node)) return { body: verbatim(options, member) }
    if (isAlias(node) && options.anchors.holds(node, options.source, { same, text }))
      return { body: options.source.text.slice(start, full) }
    if (!isMap(node))
      return { body: freshPair(options, key, escaped(wanted), target, trailOf(options, member)) }
    const edits = fieldEdits(options, node as Container, {
      old,
      wanted,
      order: matchRuleFieldNames,
      fieldOf: (name) => (name === 'tag' || name === 'group_id' ? 'tag_id' : name),
    })
    options.anchors.note(node as ParsedNode, { same, text })
    return { body: options.source.applied(start, full, edits) }
  }
}

/** The pair that the default menu is wrapped in, as shape.ts finds it; undefined where it is not. */
function holderOf(root: Container): string | undefined {
  const keys = keysOf(root)
  return keys.includes('button') ? undefined : keys.find((key) => key === 'menu' || key === 'selfmenu_info')
}

function keysOf(node: Container): string[] {
  return isMap(node) ? node.items.map(({ key }) => String(key)) : []
}

function idIn(node: ParsedNode | null): string | undefined {
  return isMap(node) ? menuidOf(node.get('menuid')) : undefined
}

function freshMenus({ conditional }: Menu): unknown[] {
  return conditional.map(freshMenu)
}

function freshMenu({ matchrule, button }: ConditionalMenu): unknown {
  return escaped({ matchrule, button: button.map(inOrder) })
}

/** Columns by which the file's lists are indented below their keys. */
function listIndentOf(source: Source): number {
  let indent: number | undefined
  visit(source.document, {
    Pair: (_, { key, value }) => {
      if (!isSeq(value) || value.flow || value.items.length === 0 || !isNode(key) || !key.range)
        return undefined
      const [dash] = source.members(value as Container).list
      indent = Math.max(0, source.column(dash?.start ?? 0) - source.column(key.range[0]))
      return visit.BREAK
    },
  })
  return indent ?? 2
}
