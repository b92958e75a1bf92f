/** Why bytes that should be UTF-8 text are not. */
import { isUtf8 } from 'node:buffer'
import type { ContentCode } from './callback/delivery-findings'

interface BytesFault {
  readonly code: Extract<ContentCode, 'not-utf8' | 'gbk' | 'cut-character'>
  readonly params: { readonly offset: number }
}

/**
 * Why these bytes are not UTF-8; undefined where they are. `offset` counts from 0.
 *
 * `cut-character`: a text was cut by bytes, so that only a part of a character is left. `gbk`: it reads well as GBK, with
 * which older Chinese programs write.
 */
export function bytesFault(bytes: Uint8Array): BytesFault | undefined {
  if (isUtf8(bytes)) return undefined
  const { first, isCut } = broken(bytes)
  const params = { offset: first }
  if (isCut) return { code: 'cut-character', params }
  return { code: isGbk(bytes) ? 'gbk' : 'not-utf8', params }
}

/** Offset of the first byte that is not UTF-8, and whether all such bytes are parts of whole characters. */
function broken(bytes: Uint8Array): { readonly first: number; readonly isCut: boolean } {
  let first = -1
  let isCut = true
  let before = true // an ASCII byte or a whole character comes before
  for (let at = 0; at < bytes.length; ) {
    const length = wholeAt(bytes, at)
    if (length > 0) {
      at += length
      before = true
      continue
    }
    if (first < 0) first = at
    const remains = remainsAt(bytes, at)
    const next = at + remains
    const isAlone = before && (next >= bytes.length || wholeAt(bytes, next) > 0)
    if (remains === 0 || !isAlone || isLatin(bytes, at, remains)) isCut = false
    at += Math.max(1, remains)
    before = false
  }
  return { first, isCut }
}

/** `é` of Latin-1 begins a character of three bytes in UTF-8 as well, but is inside a word. */
function isLatin(bytes: Uint8Array, at: number, remains: number): boolean {
  const isLetter = (byte: number) => /[A-Za-z]/.test(String.fromCharCode(byte))
  return remains === 1 && (isLetter(byteAt(bytes, at - 1)) || isLetter(byteAt(bytes, at + 1)))
}

const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0
const isContinuation = (byte: number): boolean => byte >= 0x80 && byte <= 0xbf

/** Length in bytes of the whole character at a place; 0 where there is none. */
function wholeAt(bytes: Uint8Array, at: number): number {
  const lead = byteAt(bytes, at)
  if (lead < 0x80) return 1
  const length = lengthOf(lead)
  return length > 0 && at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length)) ? length : 0
}

/** Length in bytes of a character that begins with this byte; 0: none does. */
function lengthOf(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 2
  if (lead >= 0xe0 && lead <= 0xef) return 3
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0
}

/**
 * Bytes of a character there of which the end or the beginning is missing. Two-byte characters are left out: Chinese has
 * none in UTF-8, and nearly every byte of GBK could begin one.
 */
function remainsAt(bytes: Uint8Array, at: number): number {
  const length = lengthOf(byteAt(bytes, at))
  if (length === 2) return 0
  const most = length > 0 ? length - 1 : 3
  let count = length > 0 ? 1 : 0
  while (count < most && at + count < bytes.length && isContinuation(byteAt(bytes, at + count))) count++
  return count
}

/** Two bytes for each Chinese character; `é` of Latin-1 is single between letters. */
function isGbk(bytes: Uint8Array): boolean {
  const isHigh = (at: number) => byteAt(bytes, at) >= 0x80
  if (bytes.some((_, at) => isHigh(at) && !isHigh(at - 1) && !isHigh(at + 1))) return false
  try {
    new TextDecoder('gbk', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
