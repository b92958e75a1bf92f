import { SaxesParser } from 'saxes'

/** An element: its text, or its children by name. A name that occurs several times holds a list. */
export type XmlValue = string | XmlElement
export interface XmlElement {
  readonly [name: string]: XmlValue | readonly XmlValue[] | undefined
}

/** `doctype`: a DTD, which WeChat never sends and which may be an attack. `root`: no element `<xml>`. */
export type XmlReason = 'empty' | 'not-xml' | 'malformed' | 'doctype' | 'entity' | 'depth' | 'root'

/** A document that is refused; `line` and `column` count from 1. */
export class XmlFault extends Error {
  constructor(
    readonly reason: XmlReason,
    readonly line = 1,
    readonly column = 1,
  ) {
    super(reason)
  }
}

/** What WeChat sends has four levels at most (docs/platform.md 3.7). */
const DEEPEST = 16

/** Half a surrogate pair: UTF-8 has none, but a text out of JSON may. */
const LONE = /[\ud800-\udfff]/gu

const DISALLOWED = 'disallowed character.'
const disallowed = new Error(DISALLOWED)

interface Open {
  readonly name: string
  text: string
  /** Where its last CDATA section ends in its text; undefined where it has none. */
  sectionEnd?: number
  children?: Record<string, XmlValue | XmlValue[]>
}

/**
 * Reads `<xml>…</xml>`, as WeChat's server sends it. No DTD and no entities but XML's own five; attributes and
 * comments are passed over. The elements have no prototype, so any name is safe. Characters that XML forbids
 * are let through: users type them. Blanks beside a CDATA section are layout and left out; those within
 * it, and those of an element without one, are kept.
 * @throws XmlFault
 */
export function readXml(text: string): XmlElement {
  const start = /\S/.exec(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)?.[0]
  if (start === undefined) throw new XmlFault('empty')
  if (start !== '<') throw new XmlFault('not-xml')

  const whole = text.replace(LONE, '\ufffd')
  const flat = readFlat(whole)
  if (flat) return flat

  const parser = new SaxesParser({ position: false })
  // A million of them in one body, each with a stack, would take seconds.
  parser.makeError = (message) => (message === DISALLOWED ? disallowed : new Error(message))
  const stack: Open[] = []
  let root: Open | undefined
  const fail = (reason: XmlReason): never => {
    throw new XmlFault(reason, parser.line, parser.column + 1)
  }
  parser.on('doctype', () => fail('doctype'))
  parser.on('error', ({ message }) => {
    if (message === DISALLOWED) return // in a text; in a name it is none of WeChat's
    fail(/entity/.test(message) ? 'entity' : 'malformed')
  })
  parser.on('text', (text) => {
    const open = stack.at(-1)
    if (open) open.text += text
  })
  parser.on('cdata', (text) => {
    const open = stack.at(-1)
    if (!open) return
    if (open.sectionEnd === undefined && BLANK.test(open.text)) open.text = ''
    open.text += text
    open.sectionEnd = open.text.length
  })
  parser.on('opentag', ({ name }) => {
    if (stack.length >= DEEPEST) fail('depth')
    stack.push({ name, text: '' })
    root ??= stack[0]
  })
  parser.on('closetag', () => {
    const closed = stack.pop()
    const parent = stack.at(-1)
    if (closed && parent) put(parent, closed.name, closed.children ?? withoutLayout(closed))
  })
  parser.write(whole).close()
  if (root?.name !== 'xml') return fail('root')
  return root.children ?? none
}

/** Blanks, but no carriage return: a raw one is read as a line feed, and one written by its number is meant. */
const BLANK = /^[^\S\r]*$/

const withoutLayout = ({ text, sectionEnd }: Open): string =>
  sectionEnd !== undefined && BLANK.test(text.slice(sectionEnd)) ? text.slice(0, sectionEnd) : text

const none: XmlElement = Object.freeze(Object.create(null))

function put(parent: Open, name: string, value: XmlValue): void {
  parent.children ??= Object.create(null) as NonNullable<Open['children']>
  const former = parent.children[name]
  if (former === undefined) parent.children[name] = value
  else if (Array.isArray(former)) former.push(value)
  else parent.children[name] = [former, value]
}

/** The text of a child, `''` where there is none or it is not text. Of several the first. */
export function textOf(element: XmlElement, name: string): string {
  const value = element[name]
  const first = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' ? first : ''
}

/** The children with a name, however many there are. */
export function listOf(element: XmlElement, name: string): readonly XmlValue[] {
  const value = element[name]
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value as XmlValue]
}

/**
 * Reads the form in which WeChat writes most pushes: `<xml>` with one level of elements that hold a CDATA section,
 * blanks around it included, or plain text. It does in a fifth of the time what the parser does, and is half of what an endpoint spends on a push.
 * @returns undefined for every other document, also a broken one: those are the parser's
 */
export function readFlat(text: string): XmlElement | undefined {
  if (!text.startsWith(OPEN) || text.includes('\r')) return undefined
  const children: Record<string, string> = Object.create(null)
  let at = skipSpace(text, OPEN.length)
  while (!text.startsWith(CLOSE, at)) {
    const bracket = text.indexOf('>', at)
    if (text.charCodeAt(at) !== LESS || bracket < 0) return undefined
    const name = text.slice(at + 1, bracket)
    if (!NAME.test(name) || children[name] !== undefined) return undefined

    const inside = skipSpace(text, bracket + 1)
    const isSection = text.startsWith(SECTION, inside)
    const start = isSection ? inside + SECTION.length : bracket + 1
    const end = text.indexOf(isSection ? SECTION_END : '<', start)
    if (end < 0) return undefined
    const value = text.slice(start, end)
    if (!isSection && (value.includes('&') || value.includes(SECTION_END))) return undefined
    children[name] = value

    const after = isSection ? skipSpace(text, end + SECTION_END.length) : end
    if (!text.startsWith(`</${name}>`, after)) return undefined
    at = skipSpace(text, after + name.length + 3)
  }
  return skipSpace(text, at + CLOSE.length) === text.length ? children : undefined
}

const OPEN = '<xml>'
const CLOSE = '</xml>'
const SECTION = '<![CDATA['
const SECTION_END = ']]>'
const LESS = 0x3c
const NAME = /^[A-Za-z_]\w*$/

function skipSpace(text: string, from: number): number {
  let at = from
  while (isSpace(text.charCodeAt(at))) at++
  return at
}

const isSpace = (code: number) => code === 0x20 || code === 0x0a || code === 0x09
