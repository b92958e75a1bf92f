import { plain } from '../../endpoint/rules/conditions'

/** Words of one rule that go together. */
interface Part {
  /** Index of the rule. */
  readonly owner: number
  readonly words: string[]
}

/** A word that another rule has as well, and answers. */
export interface Shadowed {
  readonly owner: number
  readonly word: string
  /** Index of the rule that has it. */
  readonly by: number
}

/**
 * Orders the words of several rules so that each is answered by its own rule, where the first rule that matches answers.
 * A rule's words stay together as far as that goes, and rules in their order.
 * @param rules the words of each; none of them is blank, and none twice in a rule
 * @param by whether a text must be the word or contain it
 */
export function orderedWords(
  rules: readonly (readonly string[])[],
  by: 'keyword' | 'contains',
): { readonly parts: readonly Part[]; readonly shadowed: readonly Shadowed[] } {
  const parts: Part[] = []
  const shadowed: Shadowed[] = []
  const covers = (had: string, word: string) =>
    by === 'contains' ? plain(word).includes(plain(had)) : plain(word) === plain(had)
  for (const [owner, words] of rules.entries()) {
    for (const word of words) {
      const twin = parts.find(
        (part) => part.owner !== owner && part.words.some((had) => plain(had) === plain(word)),
      )
      if (twin) {
        shadowed.push({ owner, word, by: twin.owner })
        continue
      }
      // What is there is in order: a word that goes before the first that covers it covers none after that one.
      const at = parts.findIndex((part) => part.words.some((had) => covers(had, word)))
      const [found, before, last] = [parts[at], parts[at - 1], parts.at(-1)]
      if (found?.owner === owner) found.words.push(word)
      else if (found) {
        const longer = found.words.filter((had) => covers(word, had))
        const others = found.words.filter((had) => !covers(word, had))
        if (longer.length > 0)
          parts.splice(
            at,
            1,
            { ...found, words: longer },
            { owner, words: [word] },
            { ...found, words: others },
          )
        else if (before?.owner === owner) before.words.push(word)
        else parts.splice(at, 0, { owner, words: [word] })
      } else if (last?.owner === owner) last.words.push(word)
      else parts.push({ owner, words: [word] })
    }
  }
  return { parts, shadowed }
}
