/**
 * Escapes and tags that were meant as a line break or a character, but reach the user literally: WeChat shows a text
 * as it is, except for links.
 */
type LiteralKind = 'escape' | 'entity' | 'tag'

export interface Literal {
  readonly kind: LiteralKind
  /** As it is in the text: `\n`, `&#10;`, `<br/>`. */
  readonly written: string
  /** Where it begins, in UTF-16 code units. */
  readonly at: number
}

/**
 * The first of each kind in a text that users are to read. Paths of Windows (`C:\new\name`, `\\server\temp`) are no
 * escapes, and links are no tags.
 * @param text the value, after YAML, JSON or a program has read it
 */
export function literalsIn(text: string): readonly Literal[] {
  const found: Literal[] = []
  for (const [kind, pattern] of kinds)
    for (const { 0: written, index: at, groups } of text.matchAll(pattern)) {
      if (groups?.path !== undefined) continue
      found.push({ kind, written, at })
      break
    }
  return found
}

/** No drive has a letter with which questions and answers begin: `Q:\nA:\n`. */
const PATH = String.raw`(?<path>(?<![A-Za-z])[C-PR-Zc-pr-z]:(?:\\[\w.-]+){2,}|\\\\[\w.-]+\\[\w.-]+(?:\\[\w.-]+)*)`
const ESCAPE = String.raw`\\r\\n|\\[nrt]|\\u[\da-fA-F]{4}|\\u\{[\da-fA-F]{1,6}\}|\\x[\da-fA-F]{2}`

const kinds: readonly (readonly [LiteralKind, RegExp])[] = [
  ['escape', new RegExp(`${PATH}|${ESCAPE}`, 'g')],
  ['entity', /&(?:#\d{1,7}|#x[\da-f]{1,6}|nbsp|lt|gt|amp|quot|apos);/gi],
  [
    'tag',
    /(?<!\$)<\/?(?:br|p|div|span|b|strong|i|em|u|font|h[1-6]|ul|ol|li|img|hr)(?:\s[^<>]{0,200})?\/?>/gi,
  ],
]
