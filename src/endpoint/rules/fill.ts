import type { Push } from '../../wechat/messages/push'
import { textOf, type XmlElement } from '../../wechat/xml/read'
import type { Match } from './conditions'

/** `$$`, `${Name}` or `${Name.Name}`, `$1` to `$9`, `$<name>`. Anything else that begins with `$` stands for itself. */
const HOLE = /\$(?:\$|\{([A-Za-z_][\w.]*)\}|([1-9])|<([\p{ID_Start}$_][\p{ID_Continue}$]*)>)/gu

/**
 * Fills the placeholders of a text: `${Content}` and every other field of the push, `${ScanCodeInfo.ScanResult}` one
 * within another; `$1` and `$<name>` … the groups of a rule's regex, and where it has no such group as they stand;
 * `$$` is `$`. A field that the push has not is empty.
 * @param inAddress the text is a URL: what is filled in is encoded, but for what stands at its very beginning
 */
export function fill(template: string, push: Push, match: Match, inAddress = false): string {
  return template.replace(
    HOLE,
    (hole, field: string | undefined, number: string | undefined, name: string | undefined, at: number) => {
      if (hole === '$$') return '$'
      const value = field === undefined ? groupOf(match, number, name) : fieldOf(push.fields, field)
      if (value === undefined) return hole
      return inAddress && at > 0 ? encodeURIComponent(value.replace(/[\ud800-\udfff]/gu, '\ufffd')) : value
    },
  )
}

/** What a group matched, `''` where it took no part; undefined where there is none: `$5` is an amount of money then. */
function groupOf({ groups = [], named = {} }: Match, number?: string, name?: string): string | undefined {
  if (name !== undefined) return Object.hasOwn(named, name) ? (named[name] ?? '') : undefined
  return Number(number) < groups.length ? (groups[Number(number)] ?? '') : undefined
}

function fieldOf(fields: XmlElement, name: string): string {
  const [first = '', ...rest] = name.split('.')
  if (rest.length === 0) return textOf(fields, first)
  const value = fields[first]
  const inner = Array.isArray(value) ? value[0] : value
  return typeof inner === 'object' ? fieldOf(inner as XmlElement, rest.join('.')) : ''
}

/** A text in which nothing is filled in: filled, it is the one that was given. Of a rule without `regex`. */
export function literal(text: string): string {
  // `$5` is an amount of money where no regex has groups.
  return text.replace(HOLE, (hole) => (hole === '$$' ? '$$$$' : /^\$\d/.test(hole) ? hole : `$${hole}`))
}

interface Holes {
  /** Names of fields. */
  readonly fields: readonly string[]
  /** Numbers of groups. */
  readonly groups: readonly number[]
  /** Names of groups. */
  readonly named: readonly string[]
}

/** The placeholders of a text. */
export function holesOf(template: string): Holes {
  const holes = [...template.matchAll(HOLE)]
  return {
    fields: holes.flatMap(([, field]) => field ?? []),
    groups: holes.flatMap(([, , number]) => (number === undefined ? [] : Number(number))),
    named: holes.flatMap(([, , , name]) => name ?? []),
  }
}
