import type { XmlElement } from '../../wechat/xml/read'
import type { ReadReply } from './reply'

/** What the user would see of a reply: when it was made, and how it was encrypted, does not matter. */
export function meaningOf({ kind, fields, encrypted, body }: ReadReply): string {
  if (kind === 'nothing') return ''
  if (fields) return bare(fields)
  // Encrypted anew each time, and it could not be opened.
  return encrypted ? 'encrypted' : body.toString('latin1').trim()
}

function bare({ CreateTime: _, ...rest }: XmlElement): string {
  return JSON.stringify(rest)
}
