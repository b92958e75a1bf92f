/** Brackets and punctuation, the beginning of a string, and all else that stands between them (numbers, true, null). */
const PART = /[{}[\],:"]|[^\s{}[\],:"]+/g

/** The answer is not ours: what is nested deeper than this, or longer, is not indented. It would fill the memory. */
const DEEPEST = 20
const LONGEST = 8 * 1024 * 1024

/** C0 and C1 controls, DEL, separators of lines, and the marks that turn the direction of what follows. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/**
 * Indents a JSON text by two spaces a level without reading its values: WeChat's 64-bit ids would not survive
 * JSON.parse.
 * @param shown applied to each part between the white space
 */
export function indentJson(text: string, shown: (part: string) => string = (part) => part): string {
  if (text.length > LONGEST) return shown(text)
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
      out.push(part === ':' ? ': ' : shown(part))
      if (part === '{' || part === '[') depth++
    }
    former = part
  }
  return out.join('')
}

/** By hand where a pattern would read a string of the answer: on a long one its stack would not suffice. */
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
    yield text.slice(found.index, end + 1)
  }
}

/**
 * Control characters as JSON writes them, `\u001b`: they would steer the terminal.
 * @param kept those that are left as they are
 */
export function escapeControls(text: string, kept = ''): string {
  return text.replace(CONTROLS, (character) =>
    kept.includes(character) ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** JSON that can be shown on a terminal: the same value, with what could steer it escaped. */
export function jsonText(value: unknown, indent?: number): string {
  return escapeControls(JSON.stringify(value, null, indent), '\n')
}
