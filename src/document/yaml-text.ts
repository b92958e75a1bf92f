import { type Document, type ToStringOptions, visit } from 'yaml'
import { hasRunnerMark, hasUnsafe, replaceMarks, replaceUnsafe } from '../unsafe-characters'

/**
 * A document as text. What could steer a terminal, or be a command to a CI runner that shows the text, is in double
 * quotes and escaped: the same value.
 */
export function safeYaml(document: Document, options: ToStringOptions = {}): string {
  visit(document, {
    Scalar(_, node) {
      const { value } = node
      if (typeof value === 'string' && (hasUnsafe(value, '\n\t') || hasRunnerMark(value)))
        node.type = 'QUOTE_DOUBLE'
    },
  })
  const oneLine = Number.POSITIVE_INFINITY
  const text = document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: oneLine, ...options })
  return replaceMarks(replaceUnsafe(text, yamlEscape, '\n\t'), '\\x23')
}

function yamlEscape(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16)
  if (code.length <= 2) return `\\x${code.padStart(2, '0')}`
  return code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\U${code.padStart(8, '0')}`
}
