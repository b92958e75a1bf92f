import { readXml, type XmlElement, XmlFault, type XmlReason } from '../xml/read'
import { type ReplyFinding, replyFinding } from './findings'
import { replyOf } from './of'
import { type PassiveReply, SUCCESS } from './reply'
import { shapeFault, startOf } from './shape'

/** The answer to a push, before the rules of its type are checked. */
export interface ReplyReading {
  /** `nothing`: `success` or an empty body, or what was meant to be `success`. */
  readonly kind: 'nothing' | 'document' | 'unreadable'
  /** Of a document: its elements. The envelope of an encrypted one, where it was not opened before. */
  readonly fields?: XmlElement
  /** The reply of a document with a known MsgType; missing fields are `''`. */
  readonly reply?: PassiveReply
  readonly faults: readonly ReplyFinding[]
}

/**
 * Reads what was answered to a push. Never throws: WeChat does not either, it shows the user that the account is out
 * of order.
 * @param body the answer as text, decrypted where it was encrypted
 */
export function readReply(body: string): ReplyReading {
  if (body === '' || body === SUCCESS) return { kind: 'nothing', faults: [] }
  const bare = body.startsWith(BOM) ? body.slice(1) : body
  const faults = bare === body ? [] : [replyFinding('reply-bom')]
  const text = bare.trim()
  if (text === '' || text === SUCCESS)
    return { kind: 'nothing', faults: text === bare ? faults : [...faults, replyFinding('reply-space')] }
  if (isMeantAsSuccess(text))
    return { kind: 'nothing', faults: [...faults, replyFinding('reply-success-spelling', { text })] }
  const other = shapeFault(text) ?? otherForm(text)
  if (other) return { kind: 'unreadable', faults: [...faults, other] }
  try {
    const fields = readXml(bare.replace(LONE_SURROGATES, '\ufffd'))
    return { kind: 'document', fields, reply: replyOf(fields), faults }
  } catch (fault) {
    if (!(fault instanceof XmlFault)) throw fault
    return { kind: 'unreadable', faults: [...faults, xmlFinding(fault, bare)] }
  }
}

const BOM = '\ufeff'
/** No bytes decode to one, but a text may come from elsewhere; the parser has no answer to it. */
const LONE_SURROGATES = /[\ud800-\udfff]/gu

/** `Success`, `"success"`, `success.` and the like. */
const isMeantAsSuccess = (text: string): boolean =>
  text.length < 20 && text.toLowerCase().replace(/[^a-z]/g, '') === SUCCESS

/** Answers that are clearly not a document. */
function otherForm(text: string): ReplyFinding | undefined {
  if (isBinary(text)) return replyFinding('reply-binary')
  if (isJson(text)) return replyFinding('reply-json', { start: startOf(text) })
  const at = text.indexOf('<xml>')
  if (at > 0 && !/^(?:<\?xml[^>]*>|<!--|\s)/.test(text))
    return replyFinding('reply-surrounded', { start: startOf(text.slice(0, at)) })
  if (HTML.test(text)) return replyFinding('reply-html', { start: startOf(text) })
  if (!text.startsWith('<')) return replyFinding('reply-not-xml', { start: startOf(text) })
  return undefined
}

const HTML = /^<(?:!doctype html|(?:html|head|body|title|div|p|br|b|h1|script|pre|center)\b)/i

/** How the files begin that a wrong route may send; and a byte that no text has. */
const isBinary = (text: string): boolean =>
  /^(?:GIF8|\ufffd?PNG\b|%PDF)/.test(text) || text.slice(0, 512).includes('\0')

function isJson(text: string): boolean {
  if (!/^[[{"]/.test(text) && !/^(?:null|true|false|-?\d+)$/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return /^\{\s*["}]/.test(text)
  }
}

function xmlFinding({ reason, line, column }: XmlFault, text: string): ReplyFinding {
  const ampersand = reason === 'malformed' ? bareAmpersand(text) : undefined
  if (ampersand) return replyFinding('reply-entity', ampersand)
  return replyFinding(codes[reason], { line, column, start: startOf(text) })
}

/** The first `&` that begins no entity, as in a link outside of CDATA; the parser sees it at the end only. */
function bareAmpersand(text: string): { readonly line: number; readonly column: number } | undefined {
  const pieces =
    /<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<!--[\s\S]*?(?:-->|$)|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/gi
  for (const { 0: piece, index } of text.matchAll(pieces)) {
    if (piece !== '&') continue
    const lines = text.slice(0, index).split('\n')
    return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
  }
  return undefined
}

const codes = {
  empty: 'reply-not-xml',
  'not-xml': 'reply-not-xml',
  malformed: 'reply-malformed',
  doctype: 'reply-doctype',
  entity: 'reply-entity',
  depth: 'reply-depth',
  root: 'reply-root',
} as const satisfies Record<XmlReason, ReplyFinding['code']>
