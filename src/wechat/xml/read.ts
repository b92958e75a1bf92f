import { SaxesParser } from 'saxes'
import { readFlat } from './flat'

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
