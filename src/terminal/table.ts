import { oneLine } from './printable'
import { widthOf } from './width'

/** Aligns columns by their width on screen (Han characters take two cells). Colour codes are allowed; a text stays on its line. */
export function table(cells: readonly (readonly string[])[], gap = 2): string {
  const rows = cells.map((row) => row.map(oneLine))
  const widths: number[] = []
  for (const row of rows)
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, widthOf(cell))
    })
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === row.length - 1 ? cell : cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell) + gap),
        )
        .join('')
        .trimEnd(),
    )
    .join('\n')
}
