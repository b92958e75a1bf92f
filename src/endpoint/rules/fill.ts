import type { Push } from '../../wechat/push'
import { textOf, type XmlElement } from '../../wechat/xml-read'
import type { Match } from './conditions'

/** `$$`, `${Name}` or `${Name.Name}`, `$1` to `$9`. Anything else that begins with `$` stands for itself. */
const HOLE = /\$(?:\$|\{([A-Za-z_][\w.]*)\}|([1-9]))/g

/**
 * Fills the placeholders of a text: `${Content}` and every other field of the push, `${ScanCodeInfo.ScanResult}` one
 * within another; `$1` … the groups of a rule's regex; `$$` is `$`. A field that the push has not is empty.
 * @param inAddress the text is a URL: what is filled in is encoded, but for what stands at its very beginning
 */
export function fill(template: string, push: Push, { groups }: Match, inAddress = false): string {
  return template.replace(HOLE, (hole, name: string | undefined, group: string | undefined, at: number) => {
    const value = name === undefined ? groupOf(hole, group, groups) : fieldOf(push.fields, name)
    return inAddress && at > 0 && value !== hole && hole !== '$$'
      ? encodeURIComponent(value.replace(/[\ud800-\udfff]/gu, '\ufffd'))
      : value
  })
}

function groupOf(hole: string, group: string | undefined, groups: Match['groups']): string {
  if (hole === '$$') return '$'
  const number = Number(group)
  // `$5` is an amount of money where nothing has a fifth group.
  return groups && number < groups.length ? (groups[number] ?? '') : hole
}

function fieldOf(fields: XmlElement, name: string): string {
  const [first = '', ...rest] = name.split('.')
  if (rest.length === 0) return textOf(fields, first)
  const value = fields[first]
  const inner = Array.isArray(value) ? value[0] : value
  return typeof inner === 'object' ? fieldOf(inner as XmlElement, rest.join('.')) : ''
}

/** The placeholders of a text: names of fields, numbers of groups. */
export function holesOf(template: string): { readonly fields: string[]; readonly groups: number[] } {
  const holes = [...template.matchAll(HOLE)]
  return {
    fields: holes.flatMap(([, name]) => name ?? []),
    groups: holes.flatMap(([, , group]) => (group === undefined ? [] : Number(group))),
  }
}
