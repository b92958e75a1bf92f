/** Line breaks and characters that are written as for a program or a page, and so stay as they are written. */

import type { Path } from '../../document/tree'
import { type Literal, literalsIn } from '../../wechat/replies/literal-markup'
import type { RulesDocument } from './document'
import type { RulesFindings } from './findings'

/**
 * Adds a finding for the first of each kind in each text. Ids and addresses, which nobody reads, are passed over, and
 * in the words of conditions, which may be about HTML, all but escapes.
 */
export function addLiterals(
  texts: readonly (readonly [Path, string])[],
  document: RulesDocument,
  findings: RulesFindings,
): void {
  for (const [path, text] of texts) {
    const field = String(path.findLast((part) => typeof part === 'string'))
    if (/(?:url|media_id|kf_account)$/.test(field)) continue
    const isCondition = field === 'keyword' || field === 'contains'
    for (const literal of literalsIn(text))
      if (literal.kind === 'escape' || !isCondition) add(literal, path, document, findings)
  }
}

function add({ kind, written }: Literal, path: Path, document: RulesDocument, findings: RulesFindings): void {
  const whole = document.place(path)
  const source = document.source(path)
  const isQuoted = source.startsWith('"')
  const isBlock = /^[|>]/.test(source)
  // A backslash that YAML leaves as it is has to stand twice in double quotes.
  const at = source.indexOf(isQuoted ? written.replaceAll('\\', '\\\\') : written)
  const start = whole.start + at
  const isBreak = /^\\[nr]/.test(written)
  const character = kind === 'entity' ? characterOf(written) : undefined
  const span = at < 0 ? whole : { start, end: start + written.length }
  findings.add(
    `${kind}-literal`,
    { span, path },
    {
      written,
      ...(kind === 'escape' && isQuoted && { quoted: `"…${written}…"` }),
      ...(isBreak && (isBlock ? { block: '|' } : { broken: `"…${written}…"` })),
      ...(character !== undefined && { character }),
    },
  )
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** What an entity means, where that is a character that can be seen. */
function characterOf(entity: string): string | undefined {
  const name = entity.slice(1, -1).toLowerCase()
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  const character =
    name.startsWith('#') && code <= 0x10ffff ? String.fromCodePoint(code) : (NAMED[name] ?? '')
  return /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) ? character : undefined
}
