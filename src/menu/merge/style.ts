/** New text for a menu file that is there already, written as the rest of it is. */
import { Document, isCollection, type Scalar, visit } from 'yaml'
import type { Source } from './source'

type Quotes = Scalar.PLAIN | Scalar.QUOTE_DOUBLE | Scalar.QUOTE_SINGLE

const PLAIN = { version: '1.2', aliasDuplicateObjects: false } as const
/** `${NAME}` is not a map. */
const HOLES = /\$\{/g

export class Style {
  private readonly step: number
  private readonly quotes: Quotes
  private readonly jsonIndent: string
  private readonly isPadded: boolean

  /** @param listIndent columns by which lists are indented below their key, from 0 */
  constructor(
    private readonly source: Source,
    readonly listIndent: number,
  ) {
    const { text, document } = source
    this.step = listIndent || 2
    this.quotes = usualQuotes(document)
    this.jsonIndent = /\n([ \t]+)"/.exec(text)?.[1] ?? '  '
    this.isPadded = text.includes('{ ') || !/\{\S/.test(text.replace(HOLES, ''))
  }

  /** A value on one line, as it may stand anywhere. @param type how it was quoted; kept where that is possible */
  inline(value: unknown, type?: string | null): string {
    if (this.source.isJson) return this.inlineJson(value)
    const document = new Document([value], PLAIN)
    if (isCollection(document.contents)) document.contents.flow = true
    const quotes = isQuotes(type) ? type : this.quotes
    visit(document, {
      Scalar: (key, node) => {
        if (key === 'key' || typeof node.value !== 'string') return
        node.type = /[\r\n]/.test(node.value) ? 'QUOTE_DOUBLE' : quotes
      },
    })
    const text = document.toString({
      lineWidth: 0,
      doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
      flowCollectionPadding: this.isPadded,
    })
    return text.trim().slice(1, -1).trim()
  }

  /** A value on as many lines as it takes, from column 0. */
  block(value: unknown): string[] {
    const document = new Document(value, PLAIN)
    const text = document.toString({
      lineWidth: 0,
      indent: this.step,
      indentSeq: this.listIndent > 0,
      defaultKeyType: 'PLAIN',
      defaultStringType: this.quotes,
    })
    return text.trimEnd().split('\n')
  }

  /** A value in a flow collection. @param isLong the others there take several lines @param column where it begins */
  flow(value: unknown, isLong: boolean, column: string): string {
    if (!this.source.isJson || !isLong) return this.inline(value)
    return JSON.stringify(value, null, this.jsonIndent).replaceAll('\n', this.source.eol + column)
  }

  private inlineJson(value: unknown): string {
    if (this.source.isDense || typeof value !== 'object' || value === null) return JSON.stringify(value)
    if (Array.isArray(value)) return `[${value.map((item) => this.inlineJson(item)).join(', ')}]`
    const pairs = Object.entries(value).map(
      ([key, inner]) => `${JSON.stringify(key)}: ${this.inlineJson(inner)}`,
    )
    return this.isPadded ? `{ ${pairs.join(', ')} }` : `{${pairs.join(', ')}}`
  }
}

/** How most of a file's texts are quoted. */
function usualQuotes(document: Document.Parsed): Quotes {
  const counts = { PLAIN: 0, QUOTE_DOUBLE: 0, QUOTE_SINGLE: 0 }
  visit(document, {
    Scalar: (key, { type, value }) => {
      if (key !== 'key' && typeof value === 'string' && isQuotes(type)) counts[type]++
    },
  })
  const most = Object.entries(counts).sort(([, a], [, b]) => b - a)[0]?.[0]
  return isQuotes(most) ? most : 'PLAIN'
}

function isQuotes(type: unknown): type is Quotes {
  return type === 'PLAIN' || type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE'
}
