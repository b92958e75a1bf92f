/**
 * Characters that do something other than being seen: C0 and C1 controls, lone surrogates, separators of lines, marks
 * that turn the direction of the text after them, invisible operators, and the tag characters, in which text can be
 * hidden. Joiners and variation selectors are not among them: emoji and Han characters are made with them.
 */

/**
 * Written out, because every command meets it and `\p{…}` makes V8 build its sets from Unicode's tables (1 ms). The
 * first alternative is the flag of a region (England's, Scotland's), the one right use of tag characters.
 */
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{2,6}\u{e007f}|[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu

/**
 * The start of what a CI runner takes for a command anywhere on a line: `##[error]` (GitHub), `##vso[…]` (Azure),
 * `##teamcity[…]`.
 */
const MARK = /##(?=(?:vso|teamcity)?\[)/gi
/** As above for `::error::` (GitHub), which is one at the start of a line alone, behind white space and colours as well. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
const LINE_MARK = /^((?:[^\S\n]|\u001b\[[\d;]*m)*):(?=:)/gm

/**
 * @param replaced what takes the place of an unsafe character
 * @param kept unsafe characters that stay all the same
 */
export function replaceUnsafe(text: string, replaced: (character: string) => string, kept = ''): string {
  return text.replace(UNSAFE, (found) =>
    found.startsWith('\u{1f3f4}') || kept.includes(found) ? found : replaced(found),
  )
}

/** Whether a text holds an unsafe character. @param kept unsafe characters that are allowed all the same */
export function hasUnsafe(text: string, kept = ''): boolean {
  for (const [found] of text.matchAll(UNSAFE))
    if (!found.startsWith('\u{1f3f4}') && !kept.includes(found)) return true
  return false
}

/** Whether a line of the text, or a part of one, is a command to a CI runner. */
export function hasRunnerMark(text: string): boolean {
  return text.search(MARK) >= 0 || text.search(LINE_MARK) >= 0
}

/** Replaces the second `#` of every mark that counts anywhere on a line. */
export function replaceMarks(text: string, replaced: string): string {
  return text.includes('##') ? text.replace(MARK, `#${replaced}`) : text
}

/** Replaces the first `:` of every mark that counts at the start of a line. */
export function replaceLineMarks(text: string, replaced: string): string {
  return text.includes('::') ? text.replace(LINE_MARK, `$1${replaced}`) : text
}

/**
 * What could steer the terminal or be a command to a CI runner, as JSON writes it: `\u001b`. The same value.
 * @param kept unsafe characters that are left as they are
 */
export function escapeControls(text: string, kept = ''): string {
  return replaceMarks(replaceUnsafe(text, jsonEscape, kept), '\\u0023')
}

/** JSON that can be shown on a terminal: the same value, with what could steer it escaped. */
export function jsonText(value: unknown, indent?: number): string {
  return escapeControls(JSON.stringify(value, null, indent), '\n')
}

/** Every UTF-16 unit of a character as `\uXXXX`. */
function jsonEscape(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')
}
