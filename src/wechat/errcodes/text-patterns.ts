/** Patterns of known texts (page-texts.ts), the line around a place, and what may be beside a text that is alone. */

/** An IP address, as errmsgs write it: `1.2.3.4`, `::ffff:1.2.3.4`, both behind each other. */
export const ADDRESS =
  /(?:\bip(?:v[46])?\b[\s:=]{0,3})?(?:::ffff:)?(?:(?:\d{1,3}\.){3}\d{1,3}|(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{1,4})(?![\w.])/gi

const ADDRESSES = String.raw`(?:[\s,:=]{0,3}(?:ip(?:v[46])?[\s:=]{1,3})?(?:::ffff:)?(?:(?:\d{1,3}\.){3}\d{1,3}|(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{1,4})){1,3}`
/** What a blank of a text matches: blanks and punctuation, or nothing. */
const GAP = String.raw`[\s"'\`,.;:!?。、()\[\]_/-]{0,4}`
const ANYTHING = String.raw`[^\n]{0,30}?`

/** How a text of page-texts.ts is found in a text in small letters. */
export interface TextPattern {
  readonly pattern: RegExp
  /** A literal part of the text: searched first, because that is fast. */
  readonly anchor: string
}

export function patternOf(text: string): TextPattern {
  const pieces = text
    .normalize('NFKC')
    .toLowerCase()
    // Between Chinese and Latin characters people write a blank or none.
    .replace(/(?<=\p{Script=Han})(?=[a-z0-9])|(?<=[a-z0-9])(?=\p{Script=Han})/gu, ' ')
    .split(/(<address>|[ ,]+|\*)/)
    .filter((part) => part !== '')
  const literals = pieces.filter((piece) => !/^(?:<address>|[ ,]+|\*)$/.test(piece))
  const parts = pieces.map((part) => {
    if (part === '<address>') return ADDRESSES
    if (part === '*') return ANYTHING
    return /^[ ,]+$/.test(part) ? GAP : part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
  })
  const begins = /^[a-z0-9]/i.test(text) ? '(?<![a-z0-9_])' : ''
  const ends = /[a-z0-9]$/i.test(text) ? '(?![a-z0-9_])' : ''
  return {
    pattern: new RegExp(begins + parts.join('') + ends, 'g'),
    anchor: literals.reduce((longest, piece) => (piece.length > longest.length ? piece : longest), ''),
  }
}

/** The line that a place is in, of either side at most 300 characters: where it begins and its text. */
export function lineAround(text: string, start: number, end: number): { start: number; end: number } {
  const from = Math.max(0, start - 300)
  const first = from + text.slice(from, start).lastIndexOf('\n') + 1
  const stop = text.slice(end, end + 300).indexOf('\n')
  return {
    start: text.slice(from, start).includes('\n') ? first : from,
    end: stop < 0 ? Math.min(text.length, end + 300) : end + stop,
  }
}

/** Words that name where a text comes from, and say nothing else. */
const LABELS =
  /^(?:err|error|errmsg|err_msg|errormsg|msg|message|fail|failed|failure|reason|info|detail|details|warn|warning|alert|uncaught|debug|in|promise|the|server|said|says|wx|wechat|weixin|jssdk|js|sdk|config|rid|hint|hints|req_id|null|undefined|code|at|got|answered|returned|request|response|result|[\w.\\$]*(?:error|exception|fail))$/i

/** Whether beside a text its line holds nothing but labels, punctuation and Chinese. */
export function isAlone(text: string, start: number, end: number): boolean {
  const line = lineAround(text, start, end)
  const beside = `${text.slice(line.start, start)} ${text.slice(end, line.end)}`
    .replace(/\brid:\s*[0-9a-z-]+/gi, ' ')
    .replace(/\bhints?:\s*\[[^\]]{0,200}\]/gi, ' ')
    .replace(/\[\d{8} [\d:]+\]/g, ' ') // the time that WeChat's app adds: [20200205 18:43:18][]
    .replace(ADDRESS, ' ')
  return (beside.match(/[\w.\\$]+/g) ?? []).every((word) => LABELS.test(word) || /^[.\\$_]+$/.test(word))
}
