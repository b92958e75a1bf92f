/** What other parts of the program have to know of all commands, derived from their declarations when it is built. */
import type { CommandFacts } from '../command-facts'
import type { CommandDeclaration, Uses } from './declaration'

/** @param declarations of all commands */
export function factsOf(declarations: readonly CommandDeclaration[]): CommandFacts {
  const all = declarations.flatMap((declared) => withVerbs(declared, ''))
  const paths = (isMeant: (declared: CommandDeclaration) => boolean) =>
    all.filter(({ declared }) => isMeant(declared)).map(({ path }) => path)
  return {
    ofAccount: paths((declared) => usesIn(declared).every((uses) => uses !== undefined)),
    ofToken: paths((declared) => usesIn(declared).every((uses) => uses === 'token')),
    readingMenus: all.flatMap(({ path, declared: { readsMenu } }) =>
      readsMenu === undefined ? [] : [readsMenu === true ? path : `${path} -o`],
    ),
    frequent: paths(({ isFrequent }) => isFrequent === true).sort((a, b) => b.length - a.length),
  }
}

/** What a command uses; of a noun that only has verbs what each of them does. */
const usesIn = ({ load, uses, verbs = [] }: CommandDeclaration): (Uses | undefined)[] =>
  load ? [uses] : verbs.flatMap(usesIn)

function withVerbs(
  declared: CommandDeclaration,
  above: string,
): { readonly path: string; readonly declared: CommandDeclaration }[] {
  const { name, alias, verbs = [] } = declared
  return [name, ...(alias === undefined ? [] : [alias])].flatMap((word) => [
    { path: above + word, declared },
    ...verbs.flatMap((verb) => withVerbs(verb, `${above}${word} `)),
  ])
}
