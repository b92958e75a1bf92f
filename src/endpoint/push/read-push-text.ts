import { isUtf8 } from 'node:buffer'
import { readXml, type XmlElement, XmlFault } from '../../wechat/xml/read'
import { Refusal } from './pipeline-refusal'

/** @throws Refusal where it is not UTF-8, with the place of the first byte that is none, counted from 1 */
export function readText(body: Buffer): string {
  if (body.length === 0) throw new Refusal('body-empty')
  if (isUtf8(body)) return body.toString()
  throw new Refusal('not-utf8', { byte: firstInvalid(body) + 1 })
}

/** Decoded leniently, invalid bytes become U+FFFD; one that stood there itself has three bytes of its own. */
function firstInvalid(body: Buffer): number {
  const genuine = Buffer.from('\ufffd')
  let at = 0
  for (const character of body.toString()) {
    const length = Buffer.byteLength(character)
    if (character === '\ufffd' && !body.subarray(at, at + length).equals(genuine)) return at
    at += length
  }
  return at
}

export const hasBom = (text: string): boolean => text.charCodeAt(0) === 0xfeff

/** @throws Refusal with reason, line and column; `json` where it is that, as accounts of other kinds can be set to */
export function readDocument(text: string): XmlElement {
  try {
    return readXml(text)
  } catch (error) {
    if (!(error instanceof XmlFault)) throw error
    if (error.reason === 'empty') throw new Refusal('body-empty')
    const reason = error.reason === 'not-xml' && /^\s*[[{]/.test(text) ? 'json' : error.reason
    throw new Refusal('xml', { reason, line: error.line, column: error.column })
  }
}
