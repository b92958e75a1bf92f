import { hash, timingSafeEqual } from 'node:crypto'

/**
 * What WeChat signs its calls with (docs/platform.md 3.1): sha1 over the values in lexical order, in lower-case hex. With
 * `encrypt`, the content of the element of that name, it is `msg_signature` (docs/platform.md 3.3).
 */
export function callbackSignature(token: string, timestamp: string, nonce: string, encrypt?: string): string {
  const values = encrypt === undefined ? [token, timestamp, nonce] : [token, timestamp, nonce, encrypt]
  return hash('sha1', values.sort().join(''))
}

/** Whether a signature that was sent is the right one. Takes the same time wherever the two differ. */
export function sameSignature(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}
