import { replaceLineMarks, replaceMarks, replaceUnsafe } from '../unsafe-characters'
import { withOwnStyles } from './own-styles'

const REPLACEMENT = '\ufffd'

/**
 * Text of unknown origin (a file, an answer, the environment), made safe to show on one line: it can neither control
 * the terminal nor begin a line, which a CI runner might take for a command.
 */
export function printable(text: string): string {
  return replaceUnsafe(text.replace(/\t/g, ' '), () => REPLACEMENT)
}

/** Text that may hold styles of ours, on one line. */
export function oneLine(text: string): string {
  return text.replace(/\r?\n/g, REPLACEMENT).replace(/\t/g, ' ')
}

/**
 * Text as it may leave the program: of all control characters only line breaks, tabs and our own styles are
 * left, and no line is a command to a CI runner. As wide as before.
 */
export function harmless(text: string): string {
  return replaceLineMarks(steerless(text), REPLACEMENT)
}

/** As `harmless`, for lines that are commands to a CI runner on purpose. */
export function steerless(text: string): string {
  const safe = withOwnStyles(text, (part) => replaceUnsafe(part, () => REPLACEMENT, '\n\t'))
  return replaceMarks(safe, REPLACEMENT)
}
