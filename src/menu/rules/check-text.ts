import { child, entry, type MapNode, type Path, placeOf } from '../../document/tree'
import { menuErrcodes } from '../../wechat/menu/rules'
import type { MenuFindings } from './findings'
import { kindOf } from './shape'

/** C0 and C1 controls and lone surrogates; as ranges, because `\p{…}` costs every run some of Unicode's tables. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\ud800-\udfff]/u

/**
 * The text under a key. YAML takes an unquoted 123, true or null for something else, which WeChat refuses (47001):
 * that is a finding. So are control characters, which nobody means to have in a menu and of which no source says what
 * phones make; those that JSON can only carry as \u escapes WeChat refuses itself (40033).
 */
export function textAt(map: MapNode, key: string, path: Path, findings: MenuFindings): string | undefined {
  const found = entry(map, key)
  if (!found) return undefined
  const where = { span: placeOf(found), path: [...path, key] }
  const node = child(map, key)
  if (node?.kind !== 'scalar' || typeof node.value !== 'string') {
    const source = node?.kind === 'scalar' ? node.source : undefined
    if (!node) findings.add('field-empty', where, { field: key })
    else findings.add('not-text', where, { field: key, found: kindOf(node), ...(source && { source }) })
    return undefined
  }
  const control = CONTROL.exec(node.value)?.[0]
  if (control !== undefined) {
    const code = `U+${(control.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
    const isEscaped = JSON.stringify(control).includes('\\u')
    const errcode = isEscaped ? menuErrcodes.charset : undefined
    findings.add('control-character', { ...where, errcode }, { field: key, code })
  }
  return node.value
}
