/**
 * JSON from outside may be nested so deep that whatever walks it runs out of stack: JSON.stringify at some thousand
 * levels, and our own functions earlier. What WeChat answers and what people write has ten levels at most.
 */
export const MOST_JSON_DEPTH = 100

/** The text is nested deeper than is allowed. */
export class JsonTooDeep extends Error {
  constructor(most: number) {
    super(`JSON: > ${most} levels`)
  }
}

/**
 * As JSON.parse, with bounded depth.
 * @throws JsonTooDeep before anything is parsed; SyntaxError
 */
export function parseJson(text: string, most = MOST_JSON_DEPTH): unknown {
  if (isDeeper(text, most)) throw new JsonTooDeep(most)
  return JSON.parse(text)
}

/** Whether brackets outside of strings open more than so many levels. What is no JSON is judged as far as it goes. */
function isDeeper(text: string, most: number): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) at = endOfString(text, at)
    else if (code === BRACKET || code === BRACE) {
      if (++depth > most) return true
    } else if (code === BRACKET + 2 || code === BRACE + 2) depth--
  }
  return false
}

const QUOTE = 0x22
const BRACKET = 0x5b
const BRACE = 0x7b

/** Offset of the closing quote; of the end of the text where there is none. */
function endOfString(text: string, start: number): number {
  for (let from = start + 1; ; ) {
    const end = text.indexOf('"', from)
    if (end < 0) return text.length
    let slashes = 0
    while (text[end - 1 - slashes] === '\\') slashes++
    if (slashes % 2 === 0) return end
    from = end + 1
  }
}
