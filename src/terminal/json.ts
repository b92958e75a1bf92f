import { escapeControls } from '../unsafe-characters'

/** Brackets and punctuation, the beginning of a string, and everything else between them (numbers, true, null). */
const PART = /[{}[\],:"]|[^\s{}[\],:"]+/g

/** An answer from outside that is nested deeper than this, or longer, is not indented: it would fill the memory. */
const DEEPEST = 20
const LONGEST = 8 * 1024 * 1024

/**
 * Indents a JSON text by two spaces a level without reading its values: WeChat's 64-bit ids would not survive
 * JSON.parse. What could steer the terminal is escaped, and the slashes of addresses, which WeChat escapes, are plain:
 * the same value.
 */
export function indentJson(json: string): string {
  const text = safeJson(json)
  if (text.length > LONGEST) return text
  const out: string[] = []
  let depth = 0
  let former = ''
  const line = () => (depth <= DEEPEST ? `\n${'  '.repeat(Math.max(depth, 0))}` : '')
  for (const part of partsOf(text)) {
    if (part === '}' || part === ']') {
      out.push(former === '{' || former === '[' ? '' : line().slice(0, -2), part)
      depth--
    } else {
      if (former === '{' || former === '[' || former === ',') out.push(line())
      out.push(part === ':' ? ': ' : part)
      if (part === '{' || part === '[') depth++
    }
    former = part
  }
  return out.join('')
}

/** Strings are read by hand: a pattern would overflow its stack on a long one. */
function* partsOf(text: string): Generator<string> {
  const pattern = new RegExp(PART)
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const [part] = found
    if (part !== '"') {
      yield part
      continue
    }
    let end = found.index + 1
    while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1
    pattern.lastIndex = end + 1
    yield withPlainSlashes(text.slice(found.index, end + 1))
  }
}

/** A string of JSON with `/` in place of `\/`. */
function withPlainSlashes(string: string): string {
  return string.includes('\\/')
    ? string.replace(/\\(.)/g, (pair, next) => (next === '/' ? '/' : pair))
    : string
}

/** JSON from outside, or what should be JSON, made safe to print: the same value, its lines kept. */
export function safeJson(text: string): string {
  return escapeControls(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'), '\n\t')
}
