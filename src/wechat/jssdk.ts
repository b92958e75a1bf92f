/** Signing pages for the JS-SDK, docs/platform.md 6. */
import { createHash } from 'node:crypto'

/** What `wx.config` takes, beside the list of interfaces. */
export interface PageSignature {
  readonly appId: string
  /** Unix seconds. */
  readonly timestamp: number
  readonly nonceStr: string
  readonly signature: string
}

/** The address to sign: the page's own, with its query and without the fragment, encoded as it is. */
export function signedAddress(url: string): string {
  const hash = url.indexOf('#')
  return hash < 0 ? url : url.slice(0, hash)
}

/** The text whose sha1 is the signature: for a person who looks for what differs. It holds the ticket. */
export function signedText(ticket: string, nonceStr: string, timestamp: number, url: string): string {
  return `jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${signedAddress(url)}`
}

/** sha1 in lower-case hex. @param timestamp Unix seconds */
export function pageSignature(ticket: string, nonceStr: string, timestamp: number, url: string): string {
  return createHash('sha1')
    .update(signedText(ticket, nonceStr, timestamp, url))
    .digest('hex')
}
