/**
 * Why a YAML file cannot be read as it was meant, where the reason is how it was typed: full-width punctuation of a
 * Chinese keyboard, blanks that are no spaces, a missing space, a line indented one space off. YAML takes all of these
 * for text and complains about something behind them. Looked for only where something is wrong with a file: in
 * values these characters are as good as others.
 */
import { Lexer } from 'yaml'

export interface TypingFault {
  readonly rule: 'yaml-character' | 'yaml-space' | 'yaml-indent'
  /** Offsets into the text. */
  readonly start: number
  readonly end: number
  /** Where what YAML complains about may begin: a line before, for an indentation. An offset. */
  readonly from: number
  readonly params: Readonly<Record<string, string | number>>
}

/** More are not told: they are mostly of one kind. */
const MOST = 20

/** The lexer's mark before the text of a plain or a block scalar; marks have no length in the text. */
const SCALAR = '\u001f'
const MARKS = ['\u0002', '\u0018', SCALAR]

const BLANK = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/
const WORD = '[A-Za-z_][\\w-]*'
const QUOTE = '["\'“”‘’＂＇]'
/** What is typed in place of a full-width character. */
const ASCII: Readonly<Record<string, string>> = {
  '：': ': ',
  '，': ', ',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '＂': '"',
  '＇': "'",
  '－': '- ',
  '—': '- ',
  '–': '- ',
  '−': '- ',
  '＃': '#',
  '｛': '{',
  '｝': '}',
  '［': '[',
  '］': ']',
  '【': '[',
  '】': ']',
}

/**
 * @param text of a file that has errors
 * @param words the keys that such a file may have: anything else may be somebody's text
 * @returns in the order of the text
 */
export function typingFaults(text: string, words: readonly string[]): TypingFault[] {
  const scan = new Scan(new Set(words))
  const structure = scan.lexemes(text)
  // Behind a mistyped key nothing can be said of how lines are indented.
  const first = Math.min(...scan.faults.map(({ start }) => start))
  const indents = indentFaults(text, structure, new Set(words)).filter(({ start }) => start < first)
  return [...scan.faults, ...indents]
    .sort((a, b) => a.start - b.start)
    .filter(({ start }, at, all) => start !== all[at - 1]?.start)
    .slice(0, MOST)
}

/** An error that was found in a file. */
export interface Told {
  readonly rule: string
  /** Offset into the text. */
  readonly start: number
  /** Of the YAML reader. */
  readonly code?: unknown
}

/** What the YAML reader names well itself. */
const NAMED = 'TAB_AS_INDENT'

/**
 * Which errors the faults explain: all that YAML complains about from the first fault on, for what follows is read
 * wrongly; and where it reads the file, what is wrong with the shape on the fault's line.
 * @param rules those of the shape
 */
export function explain<Error extends Told>(
  errors: readonly Error[],
  faults: readonly TypingFault[],
  lineOf: (offset: number) => number,
  rules: readonly string[],
): { readonly faults: readonly TypingFault[]; readonly explained: readonly Error[] } {
  const syntax = errors.filter(({ rule }) => rule === 'yaml-syntax')
  const onLine = (fault: TypingFault, { start }: Told) => lineOf(start) === lineOf(fault.start)
  if (syntax.length > 0) {
    const named = syntax.filter(({ code }) => code === NAMED)
    const told = faults.filter((fault) => !named.some((error) => onLine(fault, error)))
    const first = Math.min(...told.map(({ from }) => lineOf(from)))
    const explained = syntax.filter((error) => !named.includes(error) && lineOf(error.start) >= first)
    return explained.length > 0 ? { faults: told, explained } : { faults: [], explained: [] }
  }
  const shape = errors.filter(({ rule }) => rules.includes(rule))
  return {
    faults: faults.filter((fault) => shape.some((error) => onLine(fault, error))),
    explained: shape.filter((error) => faults.some((fault) => onLine(fault, error))),
  }
}

/** A value in quotes that YAML takes for a part of it. @param value of a scalar without quotes */
export function hasCurlyQuotes(value: string): boolean {
  return /^[“”＂][^“”＂]*[“”＂]$|^[‘’＇][^‘’＇]*[‘’＇]$/.test(value)
}

/** A character that nobody sees, as `U+200B`; undefined where there is none. Joiners belong to emoji and scripts. */
export function invisibleIn(value: string): string | undefined {
  const [found] = /[\u00ad\u200b\u2060\ufeff]/.exec(value) ?? []
  return found && codeOf(found)
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** Parts of the text whose lines have no indentation of their own: what is in brackets, in quotes, in a block of text. */
type Inside = readonly { readonly start: number; readonly end: number }[]

class Scan {
  readonly faults: TypingFault[] = []

  constructor(private readonly words: ReadonlySet<string>) {}

  lexemes(text: string): Inside {
    const inside: { start: number; end: number }[] = []
    let [offset, depth, opened, former, isBlock] = [0, 0, 0, '', false]
    for (const lexeme of new Lexer().lex(text)) {
      if (former === SCALAR) {
        if (isBlock) inside.push({ start: offset, end: offset + lexeme.length })
        else this.plain(lexeme, offset)
        isBlock = false
      } else if (/^[|>]/.test(lexeme)) isBlock = true
      else if (/^["']/.test(lexeme)) inside.push({ start: offset, end: offset + lexeme.length })
      else if (lexeme === '{' || lexeme === '[') {
        if (depth++ === 0) opened = offset
      } else if ((lexeme === '}' || lexeme === ']') && depth > 0 && --depth === 0)
        inside.push({ start: opened, end: offset })
      const isMark = former !== SCALAR && MARKS.includes(lexeme)
      former = former === SCALAR ? '' : lexeme
      if (!isMark) offset += lexeme.length
    }
    if (depth > 0) inside.push({ start: opened, end: text.length })
    return inside
  }

  /** Text without quotes: each line of it may be what was meant to be a key. */
  private plain(scalar: string, offset: number): void {
    let start = offset
    for (const line of scalar.split('\n')) {
      this.line(line, start)
      start += line.length + 1
    }
  }

  private line(line: string, offset: number): void {
    const add = (at: number) => this.character(line.slice(at, at + 1), offset + at, line[at + 1])
    // what is in the way before a key: `　- name`, `－ name`, `“name”`
    const before = new RegExp(`^([\\s\\u200b-\\u200f\\u2060\\ufeff]*)([-－—–−]?)(\\s*)(${QUOTE}?)`).exec(
      line,
    ) ?? ['']
    const [all, blanks = '', dash = '', gap = '', quote = ''] = before
    const rest = line.slice(all.length)
    const [word = ''] = /^[\w\u00ad\u200b-\u200f\u2060\ufeff-]+/.exec(rest) ?? []
    const bare = word.replaceAll(new RegExp(INVISIBLE, 'g'), '')
    if (this.words.has(bare)) {
      const odd = [...blanks].findIndex((one) => BLANK.test(one) || INVISIBLE.test(one))
      if (odd >= 0) add(odd)
      if (dash !== '' && dash !== '-') add(blanks.length)
      else if (dash === '-' && gap === '' && quote === '')
        this.space(offset + blanks.length, '-', `- ${bare}`, 1 + word.length)
      if (ASCII[quote] && quote !== '"' && quote !== "'") add(all.length - 1)
      const hidden = [...word].findIndex((one) => INVISIBLE.test(one))
      if (hidden >= 0) add(all.length + hidden)
      const behind = rest.slice(word.length)
      const [head = ''] = new RegExp(`^${QUOTE}?\\s*`).exec(behind) ?? []
      const colon = all.length + word.length + head.length
      if (line[colon] === '：') add(colon)
      else if (line[colon] === ':' && /\S/.test(line[colon + 1] ?? ' '))
        this.space(offset + colon, ':', `${bare}: …`)
    }
    // `"name"： "首页"`, `首页， type`
    if (/^[：，]/.test(line)) add(0)
    if (/^[［｛【]/.test(line)) add(0)
    if (/^＃/.test(line)) add(0)
    for (const comma of line.matchAll(
      new RegExp(`，(?=\\s*${QUOTE}?(${WORD})${QUOTE}?\\s*([:：]|$))`, 'g'),
    )) {
      const [, name = '', colon] = comma
      if (!this.words.has(name)) continue
      add(comma.index)
      if (colon === '：') add(line.indexOf('：', comma.index))
    }
  }

  /** @param next the character behind it in its line */
  private character(character: string, start: number, next: string | undefined): void {
    const code = codeOf(character)
    const typed = ASCII[character]?.trim()
    const needsSpace = typed !== ASCII[character] && /\S/.test(next ?? ' ')
    const known: Record<string, string> =
      typed === undefined ? { code } : { character, code, [needsSpace ? 'spaced' : 'typed']: typed }
    const params = BLANK.test(character) ? { code, blank: code } : known
    this.faults.push({ rule: 'yaml-character', start, end: start + 1, from: start, params })
  }

  private space(start: number, after: string, typed: string, length = 1): void {
    this.faults.push({
      rule: 'yaml-space',
      start,
      end: start + length,
      from: start,
      params: { after, typed },
    })
  }
}

interface Open {
  readonly column: number
  readonly kind: 'key' | 'dash'
  readonly line: number
  readonly start: number
  readonly name: string
  /** Nothing follows it on its line: what belongs to it comes on the next lines, further in. */
  readonly isOpen: boolean
}

const LINE = new RegExp(`^([ \\t]*)((?:- +)*)(?:(${WORD}|"[^"]*"|'[^']*')\\s*:(?=\\s|$)(.*)|(?=-(?:\\s|$)))`)

/** Lines that begin where neither a line before them nor anything around it does. */
function indentFaults(text: string, inside: Inside, words: ReadonlySet<string>): TypingFault[] {
  const faults: TypingFault[] = []
  let open: Open[] = []
  let start = 0
  let part = 0
  for (const [index, line] of text.split('\n').entries()) {
    const at = start
    start += line.length + 1
    while ((inside[part]?.end ?? Number.POSITIVE_INFINITY) <= at) part++
    const isInside = inside.slice(part, part + 2).some((one) => one.start < at && at < one.end)
    const [, indent = '', dashes = '', name, value = ''] = (!isInside && LINE.exec(line)) || []
    if (name === undefined && dashes === '') continue
    if (indent.includes('\t')) {
      if (name === undefined || words.has(name)) faults.push(tab(at + indent.indexOf('\t'), open.at(-1)))
      continue
    }
    const kind = dashes === '' ? 'key' : 'dash'
    const around = open.filter(({ column }) => column <= indent.length)
    const parent = around.at(-1)
    const isAligned =
      parent === undefined || (parent.column === indent.length && !(kind === 'key' && parent.kind === 'dash'))
    const isFirstInside = parent === open.at(-1) && parent?.isOpen === true
    let column = indent.length
    if (!isAligned && !isFirstInside) {
      const [nearest] = open
        .filter((one) => one.kind === kind)
        .sort((a, b) => Math.abs(a.column - column) - Math.abs(b.column - column) || b.line - a.line)
      if (nearest) {
        const last = open.at(-1)
        const params = { spaces: column, expected: nearest.column, name: nearest.name, line: nearest.line }
        const end = at + indent.length + dashes.length + (name?.length ?? 1)
        faults.push({ rule: 'yaml-indent', start: at + column, end, from: last?.start ?? at, params })
        column = nearest.column
      }
    }
    open = open.filter(
      (one) =>
        one.column < column || (one.column === column && one.kind === 'key' && kind === 'dash' && one.isOpen),
    )
    const base = { line: index + 1, start: at }
    for (const dash of dashes.matchAll(/-/g))
      open.push({ ...base, column: column + dash.index, kind: 'dash', name: name ?? '-', isOpen: true })
    const isOpen = /^\s*(?:[&!][^\s]+\s*)*(?:[|>][-+\d]*\s*)?(?:#.*)?$/.test(value)
    if (name !== undefined) open.push({ ...base, column: column + dashes.length, kind: 'key', name, isOpen })
  }
  return faults
}

function tab(start: number, last: Open | undefined): TypingFault {
  const params = { code: 'U+0009', tab: last?.column ?? 2 }
  return { rule: 'yaml-character', start, end: start + 1, from: start, params }
}
