import type { ChalkInstance } from 'chalk'
import { encode } from 'uqr'

/** Width of the quiet zone in modules. The standard says four; every phone reads it with two. */
const QUIET = 2

/** The character for two modules, by whether the upper and the lower one are drawn. */
const HALVES = { '00': ' ', '01': '▄', '10': '▀', '11': '█' } as const

interface QrOptions {
  /**
   * Draws the dark modules, for a terminal of dark letters on a light ground. Default: the light ones, as a dark
   * terminal needs it; cameras read both.
   */
  readonly invert?: boolean
}

/**
 * A QR code as lines of half blocks, two rows of modules to a line, all of the same length in columns.
 * @param text at most 2953 bytes: an address, mostly
 * @throws Error where the text is longer than a QR code can hold
 */
export function drawQr(text: string, { invert = false }: QrOptions = {}): string[] {
  const { data } = encode(text, { ecc: 'L', border: QUIET })
  const drawn = (dark = false) => (dark === invert ? 1 : 0)
  const lines: string[] = []
  for (let y = 0; y < data.length; y += 2) {
    const [upper = [], lower = []] = [data[y], data[y + 1]]
    lines.push(upper.map((dark, x) => HALVES[`${drawn(dark)}${drawn(lower[x])}`]).join(''))
  }
  return lines
}

/** As `drawQr`, black on white whatever the terminal's colours are; without colour as a dark terminal needs it. */
export function paintQr(text: string, paint: ChalkInstance): string[] {
  if (paint.level === 0) return drawQr(text)
  return drawQr(text, { invert: true }).map((line) => paint.black.bgWhiteBright(line))
}
