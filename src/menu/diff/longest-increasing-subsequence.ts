/**
 * The most numbers of a list that stand in rising order already: the others are the fewest that must move.
 * @returns those numbers; they are distinct
 */
export function longestRising(numbers: readonly number[]): Set<number> {
  const best: number[][] = []
  for (const [index, number] of numbers.entries()) {
    let longest: number[] = []
    for (let before = 0; before < index; before++) {
      const chain = best[before] ?? []
      if ((numbers[before] ?? 0) < number && chain.length > longest.length) longest = chain
    }
    best.push([...longest, number])
  }
  return new Set(best.reduce((a, b) => (b.length > a.length ? b : a), []))
}
