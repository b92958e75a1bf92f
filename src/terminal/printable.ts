/**
 * C0 and C1 controls, lone surrogates, separators of lines, and the marks that turn the direction of what follows. Written out, because
 * this is met by every command and `\p{…}` makes V8 build its sets from Unicode's tables (1 ms).
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]/gu

/**
 * Text of unknown origin (a file, an answer, the environment), safe to show on one line: it can neither steer the
 * terminal nor begin a line of its own, which a CI runner might take for a command.
 */
export function printable(text: string): string {
  return text.replace(/\t/g, ' ').replace(UNSAFE, '\ufffd')
}

/**
 * Puts out the mark by which a CI runner knows a command: `::` at the beginning of a line, behind spaces too, or `##[`
 * anywhere. As wide as before.
 */
export function inert(line: string): string {
  return line.replace(/^(\s*):(?=:)/, '$1\ufffd').replaceAll('##[', '#\ufffd[')
}
