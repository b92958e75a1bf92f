import type { DocumentRule } from './finding'

/** Bytes that are not a text, and why. */
export interface Undecoded {
  readonly rule: DocumentRule
  readonly params: Readonly<Record<string, string | number>>
  /** The valid text before the fault: its end is the place of the fault. */
  readonly before?: string
  /** The line of the fault as far as it can be shown. */
  readonly text: string
}

/**
 * Bytes to text. UTF-8 with or without BOM is accepted, everything else is named and refused.
 * @param limit most bytes
 */
export function decode(bytes: Uint8Array, limit: number): { readonly text: string } | Undecoded {
  if (bytes.length > limit) return { rule: 'file-too-large', params: { limit }, text: '' }
  const utf16 = utf16Name(bytes)
  if (utf16) return { rule: 'encoding-utf16', params: { encoding: utf16 }, text: '' }
  const bad = firstNonUtf8(bytes)
  if (bad !== undefined) {
    const before = new TextDecoder().decode(bytes.subarray(0, bad))
    const byte = `0x${(bytes[bad] ?? 0).toString(16).padStart(2, '0')}`
    const text = new TextDecoder().decode(bytes)
    return { rule: 'encoding-utf8', params: { byte, offset: bad }, before, text }
  }
  const text = new TextDecoder().decode(bytes) // drops a BOM
  const nul = text.indexOf('\0')
  if (nul >= 0) return { rule: 'nul-byte', params: {}, before: text.slice(0, nul), text }
  if (text.trim() === '') return { rule: 'file-empty', params: {}, text }
  return { text }
}

/** UTF-16 by its BOM, or by every second byte being zero: files that people write here begin with ASCII. */
function utf16Name(bytes: Uint8Array): string | undefined {
  const [first, second, third, fourth] = bytes
  if (first === 0xff && second === 0xfe) return 'UTF-16LE'
  if (first === 0xfe && second === 0xff) return 'UTF-16BE'
  if (first && second === 0 && third && fourth === 0) return 'UTF-16LE'
  if (first === 0 && second && third === 0 && fourth) return 'UTF-16BE'
  return undefined
}

/** Offset of the first byte that cannot belong to UTF-8. */
function firstNonUtf8(bytes: Uint8Array): number | undefined {
  if (isUtf8(bytes)) return undefined
  // The longest valid prefix, by halving; up to three bytes of a character cut off at its end are allowed.
  let [valid, invalid] = [0, bytes.length]
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1
    if (isUtf8(bytes.subarray(0, middle), true)) valid = middle
    else invalid = middle
  }
  // The character that cannot be completed begins up to three bytes before.
  let start = valid
  while (start > 0 && valid - start < 3 && !isUtf8(bytes.subarray(0, start))) start--
  return start
}

function isUtf8(bytes: Uint8Array, unfinished = false): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: unfinished })
    return true
  } catch {
    return false
  }
}
