import { harmless, printable } from './printable'

/** Characters without a meaning to sh, zsh, fish, cmd or PowerShell, including letters of other alphabets. */
const PLAIN = /^[\w./:@+=-]+$/
/** White space and quotation marks beyond ASCII: PowerShell treats the latter as quotes, and the former are invisible. */
const DECEIVING = /[\u00a0\u1680\u2000-\u200b\u2018-\u201f\u202f\u205f\u3000]/
/** Beginnings that shells or the called program would misread: an option, a list, `=ls` of zsh. */
const SPECIAL_START = /^[-@=+\u2010-\u2015]/
/** What some shell still reads between double quotes; the last: a backslash before the closing quote. */
const READ_IN_QUOTES = /["$`!%]|\\\\|\\$/

/** Whether a text can be pasted into every shell as it is. */
export function isPlainWord(text: string): boolean {
  return PLAIN.test(text.replace(/[^\0-\x7f]/g, 'x')) && !SPECIAL_START.test(text) && isShown(text)
}

/**
 * A text from the user (a file name, an address) as one word of a command to copy: unchanged where it is plain, else
 * quoted.
 * @param platform as Node names it; absent: the word must do for every shell
 * @returns undefined where no quoting works in the platform's shells, or where the word cannot be shown unchanged
 */
export function shellWord(text: string, platform?: string): string | undefined {
  if (text === '-') return text // stdin or stdout, not a file of that name
  const word = /^[-@=+]/.test(text) ? `./${text}` : text
  if (isPlainWord(word)) return word
  const isWindows = platform === 'win32'
  if (!isShown(word) || text === '') return undefined
  if (isWindows && PLAIN.test(word.replace(/[^\0-\x7f]|(?<!\\)\\(?!$)/g, 'x'))) return word
  if (!READ_IN_QUOTES.test(word)) return `"${word}"`
  // Between single quotes fish interprets some backslashes; sh does not.
  if (isWindows || platform === undefined || /\\(?:\\|'|$)/.test(word)) return undefined
  return `'${word.replaceAll("'", "'\\''")}'`
}

/** Whether it can be shown, and so copied, unchanged. */
function isShown(text: string): boolean {
  return printable(text) === text && harmless(text) === text && !DECEIVING.test(text)
}
