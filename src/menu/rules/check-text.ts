/** What is checked about a text or a link, whichever field it is in. */
import type { Where } from '../../document/findings'
import { child, entry, type MapNode, type Path, placeOf } from '../../document/tree'
import type { Level } from '../../wechat/menu/findings'
import { linkFaults } from '../../wechat/menu/link-faults'
import { linkHost } from '../../wechat/menu/link-host'
import { menuErrcodes, menuLimits } from '../../wechat/menu/rules'
import type { MenuFindings } from './findings'
import { kindOf } from './shape'

/** Takes a link of a valid address that is sent, with the place of its text. */
export type Links = (host: string, where: Where) => void

/** The button that a field belongs to. */
export interface FieldPlace {
  readonly path: Path
  readonly level: Level
  readonly links?: Links
}

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

/**
 * A link as menus take it: http or https with a host, docs/platform.md 2.1: otherwise 40055 / 40054. What else keeps a phone from
 * opening it is a warning that names the cause: what WeChat says to it is in no source.
 */
export function checkUrl(url: string, where: Where, findings: MenuFindings): void {
  const looked = url.slice(0, 2 * menuLimits.urlBytes)
  const faults = linkFaults(looked)
  // No errcode goes with a warning.
  const { errcode: _, ...place } = where
  for (const { rule, ...params } of faults) findings.add(rule, place, params)
  // Browsers pass over blanks at either end.
  const link = looked.trim()
  if (!/^https?:/i.test(link)) {
    const isTemplate = faults.some(({ rule }) => rule === 'url-placeholder')
    const suggestion = isTemplate ? undefined : completed(link)
    findings.add('url-scheme', where, { ...(suggestion && { suggestion: suggestion.slice(0, 120) }) })
  } else if (linkHost(link) === undefined) findings.add('url-host', where)
}

/** A host, with a port or a path behind it, without its scheme: `a.cn/x`, `localhost:8080`. */
function completed(link: string): string | undefined {
  const bare = link.replace(/^\/\//, '')
  if (/^[^/?#@:\s]+\.[^/?#@:\s]+(?::\d+)?(?:[/?#]|$)/.test(bare)) return `https://${bare}`
  return /^[a-z0-9-]+:\d+(?:[/?#]|$)/i.test(bare) ? `http://${bare}` : undefined
}
