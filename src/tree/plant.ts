import { registerAccount } from './account'
import { registerHelp } from './help'
import { registerMenu } from './menu'
import { registerPlatform } from './platform'
import { registerSandbox } from './sandbox'
import { registerToken } from './token'
import type { Tree } from './tree'

/** In the order of the help. `help` itself speaks of them all. */
const branches: Readonly<Record<string, (tree: Tree) => void>> = {
  token: registerToken,
  menu: registerMenu,
  init: registerAccount,
  account: registerAccount,
  whoami: registerAccount,
  sandbox: registerSandbox,
  api: registerPlatform,
  explain: registerPlatform,
}

/** Global flags whose value is the next word. */
const WITH_VALUE = new Set(['-a', '--account', '--lang', '--color', '--timeout', '--proxy'])

/** Declares the commands: the branch that the command line is about, or all where that is not clear. */
export function plant(tree: Tree, argv: readonly string[]): void {
  const branch = branches[nounOf(argv) ?? '']
  for (const register of branch ? [branch] : new Set([...Object.values(branches), registerHelp]))
    register(tree)
  for (const noun of tree.program.commands) noun.helpCommand(false)
}

/** The first word that is no flag and no flag's value. */
export function nounOf(argv: readonly string[]): string | undefined {
  return argv.find((word, at) => !word.startsWith('-') && !WITH_VALUE.has(argv[at - 1] ?? ''))
}
