/**
 * Conditional menus in order of preference: the first that fits a user is shown. In a file that is the order they stand
 * in. WeChat tries the newest first (docs/platform.md 2.6), and in which order its answers list them is documented nowhere [?]:
 * where each of them has a menuid, which rises with time, they are put in order by it.
 * @param idOf the menuid as decimal digits; undefined where there is none
 */
export function inPreference<Item>(
  items: readonly Item[],
  idOf: (item: Item) => string | undefined,
): readonly Item[] {
  const found = items.map((item) => ({ item, id: idOf(item) ?? '' }))
  if (found.some(({ id }) => id === '')) return items
  return found.sort(newestFirst).map(({ item }) => item)
}

/** Of two decimal numbers without leading zeros the longer is the larger, however many digits they have. */
function newestFirst({ id: a }: { id: string }, { id: b }: { id: string }): number {
  return b.length - a.length || (a < b ? 1 : a > b ? -1 : 0)
}
