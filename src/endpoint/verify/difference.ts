import type { Params } from './types'

/** Bytes that are shown of each side: they fit on a narrow terminal. */
const SHOWN = 8
/** Of these, as many stand before the first difference. */
const BEFORE = 2

/**
 * Where two runs of bytes begin to differ, and the bytes there: `offset` counts from 0, `expectedHex` and `gotHex` begin
 * at `from`, and are empty where that side has ended.
 */
export function differenceOf(expected: Buffer, got: Buffer): Params {
  let offset = 0
  while (offset < expected.length && expected[offset] === got[offset]) offset++
  const from = Math.max(0, offset - BEFORE)
  return {
    offset,
    expectedBytes: expected.length,
    gotBytes: got.length,
    from,
    expectedHex: hex(expected, from),
    gotHex: hex(got, from),
  }
}

function hex(bytes: Buffer, from: number): string {
  const shown = [...bytes.subarray(from, from + SHOWN)].map((byte) => byte.toString(16).padStart(2, '0'))
  return `${shown.join(' ')}${bytes.length > from + SHOWN ? ' …' : ''}`
}
