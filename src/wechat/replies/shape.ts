/** Mistakes of programs that build the document of a reply from texts. */
import { type ReplyFinding, replyFinding } from './findings'

/**
 * The mistake in how a document was built; undefined where none of these is found. Searched in the text, because a parser
 * fails at all of them in the same way, or at none.
 */
export function shapeFault(text: string): ReplyFinding | undefined {
  if (HEADERS.test(text)) return replyFinding('reply-http-headers', { start: startOf(text) })
  if (!/^<(?:\?xml|xml\b)/.test(text)) return undefined
  const bare = withoutSections(text)
  const end = bare.indexOf(SECTION_END)
  if (end >= 0) return replyFinding('reply-cdata-end', placeOf(text, end))
  return rootFault(text, bare)
}

/** A status line, or header fields with the empty line behind them. */
const HEADERS =
  /^(?:HTTP\/\d\.\d \d{3}|(?:content-type|content-length|connection|date|server|status):[^\n]*\r?\n)/i

const SECTION_END = ']]>'

/** The text with blanks in place of CDATA sections and comments, so that places stay the same. */
const withoutSections = (text: string): string =>
  text.replace(/<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->/g, (piece) => ' '.repeat(piece.length))

/** @param bare without what is in sections */
function rootFault(text: string, bare: string): ReplyFinding | undefined {
  let depth = 0
  for (const { 0: tag, 1: slash, index } of bare.matchAll(/<(\/?)xml(?:\s[^<>]*)?>/g)) {
    depth += slash ? -1 : 1
    if (depth > 1) return replyFinding('reply-nested', placeOf(text, index))
    if (depth > 0) continue
    const rest = text.slice(index + tag.length).trim()
    // A comment is allowed.
    if (bare.slice(index + tag.length).trim() === '') return undefined
    return /^(?:<\?xml[^>]*>\s*)?<xml\b/.test(rest)
      ? replyFinding('reply-twice', placeOf(text, index + tag.length))
      : replyFinding('reply-trailing', { start: startOf(rest) })
  }
  return undefined
}

/** Line and column, from 1. */
function placeOf(text: string, at: number): { readonly line: number; readonly column: number } {
  const lines = text.slice(0, at).split('\n')
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}

/** The beginning of a text, on one line. */
export const startOf = (text: string): string =>
  text.slice(0, 500).replace(/\s+/g, ' ').trim().slice(0, 60).trimEnd()
