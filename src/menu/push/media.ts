/** `media: ./poster.png` in a menu file, in place of `media_id`: where it may be, and what its name must be like. */

import { child, type Entry, entry, type MapNode, type Node, type Path, placeOf } from '../../document/tree'
import { formatNamed, mediaEndings } from '../../wechat/material'
import { textAt } from '../rules/check-text'
import type { MenuFinding, MenuFindings, MenuRule } from '../rules/findings'

/** A file that a button names. */
export interface MediaUse {
  /** Its path, relative to the menu file. */
  readonly name: string
  /** As the file has it: with `${NAME}` where a variable brought it in. */
  readonly shown: string
  /** What is wrong with the file, at its place. */
  readonly finding: (rule: MenuRule, params: MenuFinding['params']) => MenuFinding
}

/** The part of it that needs no look at the file. @param path of the button */
export function checkMediaName(map: MapNode, found: Entry, path: Path, findings: MenuFindings): void {
  const where = { span: placeOf(found), path: [...path, 'media'] }
  const name = textAt(map, 'media', path, findings)
  if (name === undefined) return
  if (name.trim() === '') findings.add('field-empty', where, { field: 'media' })
  else if (formatNamed(name) === undefined)
    findings.add('media-ending', where, { value: name, known: mediaEndings.join(', ') })
}

/** All files that a document names and that are worth a look. Buttons alone have such a key. */
export function mediaUses(root: Node, findings: MenuFindings): MediaUse[] {
  const uses: MediaUse[] = []
  const visit = (node: Node, path: Path): void => {
    if (node.kind === 'list') node.items.forEach((item, index) => void visit(item, [...path, index]))
    if (node.kind !== 'map') return
    for (const { key, value } of node.entries) if (value.kind !== 'scalar') visit(value, [...path, key])
    const found = entry(node, 'media')
    const use = found && useOf(node, found, path, findings)
    if (use) uses.push(use)
  }
  visit(root, [])
  return uses
}

function useOf(map: MapNode, found: Entry, path: Path, findings: MenuFindings): MediaUse | undefined {
  const [type, node] = [child(map, 'type'), found.value]
  const isUsed = type?.kind === 'scalar' && type.value === 'media_id'
  if (!isUsed || node.kind !== 'scalar' || typeof node.value !== 'string') return undefined
  if (formatNamed(node.value) === undefined) return undefined // told by checkMediaName
  const where = { span: placeOf(found), path: [...path, 'media'] }
  const shown = findings.asWritten(where.span, node.value)
  return { name: node.value, shown, finding: (rule, params) => findings.finding(rule, where, params) }
}
