import { Writable } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import type { OutputStream } from '../context'

/** Escape sequences of a terminal (ECMA-48). */
const ESC = '\u001b['
const SHOW_CURSOR = `${ESC}?25h`
const down = (rows: number) => (rows > 0 ? `${ESC}${rows}B` : '')

/** What inquirer writes before it draws a question again: it goes to the last line and erases every line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
const ERASURE = /^(?:\u001b\[\d+B)?(?:\u001b\[2K(?:\u001b\[1A)?)+\u001b\[G/

/** Where it leaves the cursor: up from the help below the question, and along the line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const CURSOR = /(?:\u001b\[(\d+)A)?\u001b\[\d+G$/

/** A question on the terminal: passes on what is written, and remembers it to draw it again. */
export class Drawing {
  /** To be written to in place of the terminal. */
  readonly stream: OutputStream
  private frame = ''

  constructor(private readonly output: OutputStream) {
    const stream = new Writable({
      decodeStrings: false,
      write: (chunk, _encoding, done) => {
        this.keep(String(chunk))
        output.write(chunk)
        done() // at once, so that what others write to the terminal next is below it
      },
    })
    // Read whenever the question is drawn, because the size of a window changes.
    this.stream = Object.defineProperties(stream, {
      isTTY: { get: () => output.isTTY },
      columns: { get: () => output.columns },
      rows: { get: () => (output as { rows?: number }).rows },
    })
  }

  /** Its readable text, on one line. */
  get text(): string {
    return stripVTControlCharacters(this.frame).replaceAll('\n', '')
  }

  /** Puts the cursor where the shell may go on writing. */
  leave(): void {
    this.output.write(`${down(Number(CURSOR.exec(this.frame)?.[1] ?? 0))}${SHOW_CURSOR}`)
  }

  /** Draws it once more, from the beginning of the line at which the cursor is. */
  again(): void {
    this.output.write(`\r${this.frame}`)
  }

  private keep(written: string): void {
    const isFrame = ERASURE.test(written) || stripVTControlCharacters(written) !== ''
    this.frame = isFrame ? written.replace(ERASURE, '') : this.frame + written
  }
}
