import { widthOf } from './width'
import { wrap } from './wrap'

interface Shape {
  /** Columns before the terms. */
  readonly indent: number
  /** Columns of the whole; infinite: nothing is wrapped. */
  readonly width: number
  /** Columns of the widest term, where more than these rows are to be aligned. */
  readonly termWidth?: number
}

/** Columns that a text beside its term needs; with fewer it goes below the term. */
const LEAST = 28

/** `term  text`, the texts aligned and wrapped with a hanging indent; on a narrow terminal each below its term. */
export function listing(rows: readonly (readonly [term: string, text: string])[], shape: Shape): string[] {
  const { indent, width } = shape
  const termWidth = shape.termWidth ?? Math.max(0, ...rows.map(([term]) => widthOf(term)))
  const beside = width - indent - termWidth - 2
  const column = beside >= LEAST ? indent + termWidth + 2 : indent + 4
  return rows.flatMap(([term, text]) => {
    const lead = ' '.repeat(indent) + term
    if (text === '') return [lead]
    const lines = wrap(text, Math.max(LEAST / 2, width - column)).map((line) => ' '.repeat(column) + line)
    if (beside < LEAST) return [lead, ...lines]
    const [first = '', ...rest] = lines
    return [lead + ' '.repeat(column - indent - widthOf(term)) + first.slice(column), ...rest]
  })
}
