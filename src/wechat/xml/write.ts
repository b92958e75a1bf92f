/** What an element holds when it is written: a string as CDATA, a number bare, children in their order. */
export type XmlOut =
  | string
  | number
  | bigint
  | readonly XmlOut[]
  | { readonly [name: string]: XmlOut | undefined }

/** A whole document, `<xml>…</xml>` on one line, as WeChat writes it. A list repeats its element. */
export function writeXml(children: { readonly [name: string]: XmlOut | undefined }): string {
  return `<xml>${inner(children)}</xml>`
}

function inner(value: XmlOut): string {
  if (typeof value === 'string') return cdata(value)
  if (typeof value !== 'object') return String(value)
  let text = ''
  for (const [name, child] of Object.entries(value)) text += element(name, child)
  return text
}

function element(name: string, value: XmlOut | undefined): string {
  if (value === undefined) return ''
  if (Array.isArray(value)) return value.map((one) => element(name, one)).join('')
  return `<${name}>${inner(value)}</${name}>`
}

/**
 * Any text, so that it is read as it was: `]]>` falls into two sections, and a carriage return, which readers turn
 * into a line feed, is written between them by its number. What XML cannot hold at all becomes U+FFFD.
 */
function cdata(text: string): string {
  const safe = HARD.test(text) ? hard(text) : text
  return `<![CDATA[${safe}]]>`
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are searched here
const HARD = /\]\]>|[\u0000-\u0008\u000b-\u001f\ufffe\uffff\ud800-\udfff]/u
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are searched here
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/gu

const hard = (text: string): string =>
  text.replace(FORBIDDEN, '\ufffd').replaceAll(']]>', ']]]]><![CDATA[>').replaceAll('\r', ']]>&#13;<![CDATA[')
