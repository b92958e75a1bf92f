import { cells } from '../wechat/menu/text'
import { printable } from './printable'
import type { LiveLine } from './terminal'

/** Size in bytes from which the progress of a file is shown. */
const LARGE = 512 * 1024
const MB = 1024 * 1024
/** Cells of the bar itself: as many as there is room for, within these. */
const BAR = { least: 6, most: 30 } as const

/** Shows progress on one line that is drawn again and wiped at the end. */
export interface Progress {
  update(done: number, total: number): void
  /** Wipes the line. */
  end(): void
}

/** Shows nothing. */
const silent: Progress = { update: () => undefined, end: () => undefined }

/** A bar on a terminal; nothing where the line is not shown, and for small files. */
export function progressOn(
  line: LiveLine,
  { label, bytes }: { readonly label: string; readonly bytes: number },
): Progress {
  if (!line.isShown || bytes < LARGE) return silent
  return {
    update: (done, total) => line.draw(progressLine(label, done, total, line.columns)),
    end: () => line.wipe(),
  }
}

/** `poster.png ━━━━━━━──── 62% 5.6/9.0 MB`, never wider than the terminal. */
function progressLine(label: string, done: number, total: number, columns: number): string {
  const share = total > 0 ? Math.min(1, done / total) : 0
  const numbers = `${String(Math.floor(share * 100)).padStart(3)}% ${inMb(done)}/${inMb(total)} MB`
  const room = columns - 1 - numbers.length - 2 // a full line would wrap on some terminals
  const name = fitted(printable(label), Math.max(0, room - BAR.least))
  const width = Math.max(0, Math.min(BAR.most, room - cells(name)))
  const filled = Math.round(share * width)
  return `${name} ${'━'.repeat(filled)}${'─'.repeat(width - filled)} ${numbers}`
}

/** The end of a path is more useful than its beginning. */
function fitted(text: string, room: number): string {
  if (cells(text) <= room) return text
  const characters = [...text]
  while (characters.length > 0 && cells(characters.join('')) > room - 1) characters.shift()
  return `…${characters.join('')}`
}

const inMb = (bytes: number) => (bytes / MB).toFixed(1)
