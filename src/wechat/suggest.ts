/** "Did you mean …?": the known name that a mistyped one means. */

/**
 * @param word what was written
 * @param known the names that exist
 * @returns the nearest of them, or undefined when none is near enough to be meant
 */
export function suggest(word: string, known: readonly string[]): string | undefined {
  const plain = bare(word)
  const same = known.find((name) => bare(name) === plain)
  if (same !== undefined) return same
  let best: { name: string; distance: number } | undefined
  for (const name of known) {
    const [other, most] = [bare(name), Math.max(1, Math.floor(name.length / 3))]
    if (Math.abs(plain.length - other.length) > most) continue // not shorter: no need to measure
    const distance = editDistance(plain, other)
    if (distance <= most && distance < (best?.distance ?? Infinity)) best = { name, distance }
  }
  return best?.name
}

/** subButtons, sub-button and SUB_BUTTON are all sub_button to a person. */
function bare(word: string): string {
  return word
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .slice(0, 40)
}

/** Levenshtein distance, a swap of neighbours counted as one. */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)]
  for (let row = 1; row <= a.length; row++) {
    const line = [row]
    for (let column = 1; column <= b.length; column++) {
      const at = (up: number, left: number) => rows[row - up]?.[column - left] ?? 0
      const change = a[row - 1] === b[column - 1] ? 0 : 1
      let least = Math.min(at(1, 0) + 1, (line[column - 1] ?? 0) + 1, at(1, 1) + change)
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        least = Math.min(least, at(2, 2) + 1)
      line.push(least)
    }
    rows.push(line)
  }
  return rows[a.length]?.[b.length] ?? 0
}
