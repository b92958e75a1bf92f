import { wrap } from './wrap'

/** A command as far as it can be told from the words around it: broken over two lines it could not be pasted. */
const COMMAND =
  /\bwxadmin(?: -a \S+)?(?: [a-z]+){1,2}(?: [\w-]+(?= --?\w))?(?: (?:--?\w|[\w-]*[/.=]|[A-Z]{2}|(?=["'])(?=\S))(?:"[^"]*"|'[^']*'|\S)*)*/g
/** No white space to `wrap`, and one column wide. */
const GLUE = '\ue000'

/**
 * A sentence in lines of at most `width` columns, the second and further ones indented; commands are kept whole, and so
 * is a line that ends with an address.
 * @param text may begin with spaces and be painted
 */
export function paragraph(text: string, width: number, indent: string): string {
  if (/https?:\/\/\S+$/.test(text)) return text // nothing is won by an address on a line of its own
  const glued = text.replace(COMMAND, (command) => command.replaceAll(' ', GLUE))
  const [first = '', ...rest] = wrap(glued, width)
  const more = rest.length === 0 ? [] : wrap(glued.slice(first.length).trimStart(), width - indent.length)
  return [first, ...more.map((line) => indent + line)].join('\n').replaceAll(GLUE, ' ')
}
