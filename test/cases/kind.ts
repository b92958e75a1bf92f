import { describe, expect, it } from 'vitest'

/**
 * One kind of case that somebody met, as a table: each row is an input of that kind, named by what it is.
 * @param title what holds for every row
 * @param rows at least three: the one that was met, and others of its kind
 */
export function kind<Row>(
  title: string,
  rows: Readonly<Record<string, Row>>,
  check: (row: Row, name: string) => void | Promise<void>,
): void {
  const entries = Object.entries(rows)
  describe(title, () => {
    it.each(entries)('%s', (name, row) => check(row, name))
    it(`has at least three inputs (${entries.length})`, () =>
      expect(entries.length).toBeGreaterThanOrEqual(3))
  })
}
