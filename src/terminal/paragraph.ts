import { wrap } from './wrap'

/** A command within a sentence: broken over two lines it could not be pasted. */
const COMMAND =
  /\bwxadmin(?: -a \S+)?(?: [a-z]+){1,2}(?: [\w-]+(?= --?\w))?(?: (?:--?\w|[\w-]*[/.=]|[A-Z]{2}|(?=["'])(?=\S))(?:"[^"]*"|'[^']*'|\S)*)*/g
/** Not white space for `wrap`, and one column wide. */
const GLUE = '\ue000'

/**
 * Wraps a sentence into lines of at most `width` columns, indented from the second on. Commands stay whole, and so does
 * a line that ends with an address.
 * @param text may begin with spaces and be painted
 */
export function paragraph(text: string, width: number, indent: string): string {
  if (/https?:\/\/\S+$/.test(text)) return text // an address gains nothing from a line of its own
  const glued = text.replace(COMMAND, (command) => command.replaceAll(' ', GLUE))
  const [first = '', ...rest] = wrap(glued, width)
  const more = rest.length === 0 ? [] : wrap(glued.slice(first.length).trimStart(), width - indent.length)
  return [first, ...more.map((line) => indent + line)].join('\n').replaceAll(GLUE, ' ')
}
