import stringWidth from 'string-width'

/** Columns aligned by what they measure on screen (Han characters take two cells). Colour codes are allowed. */
export function table(rows: readonly (readonly string[])[], gap = 2): string {
  const widths: number[] = []
  for (const row of rows)
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, stringWidth(cell))
    })
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === row.length - 1
            ? cell
            : cell + ' '.repeat((widths[column] ?? 0) - stringWidth(cell) + gap),
        )
        .join('')
        .trimEnd(),
    )
    .join('\n')
}
