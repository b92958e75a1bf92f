import { printable } from './printable'

/** CDATA, a tag (or a comment), or what is between them. */
const PART = /<!\[CDATA\[[\s\S]*?\]\]>|<[^>]*>|[^<]+/g
/** Nobody reads more of one document on a screen. */
const MOST_LINES = 200

/**
 * An XML document as a person reads it: an element a line, indented by two spaces a level; what it holds stays on the
 * line of its tag. Text that is no XML comes line by line as it is. Safe to show.
 */
export function xmlLines(text: string): string[] {
  const lines = text.trimStart().startsWith('<') ? indented(text) : text.split(/\r?\n/)
  const shown = lines.slice(0, MOST_LINES).map(printable)
  return lines.length > MOST_LINES ? [...shown, '…'] : shown
}

function indented(text: string): string[] {
  const lines: string[] = []
  let depth = 0
  let isLeaf = false
  const line = (part: string) => void lines.push('  '.repeat(Math.max(0, Math.min(depth, 20))) + part)
  for (const [part] of text.matchAll(PART)) {
    const last = lines.length - 1
    if (/^<\//.test(part)) {
      depth--
      if (isLeaf) lines[last] += part
      else line(part)
      isLeaf = false
    } else if (/^<[^!?]/.test(part)) {
      line(part)
      if (part.endsWith('/>')) continue
      depth++
      isLeaf = true
    } else if (part.startsWith('<![CDATA[') || part.trim() !== '') {
      if (isLeaf) lines[last] += part
      else line(part)
    }
  }
  return lines
}
