import { registerAccount } from './account'
import { registerEndpoint } from './endpoint'
import { registerHelp } from './help'
import { registerMedia } from './media'
import { registerMenu } from './menu'
import { registerPlatform } from './platform'
import { registerSandbox } from './sandbox'
import { registerToken } from './token'
import type { Tree } from './tree'
import { registerWeb } from './web'

/** In the order of the help. `help` itself speaks of them all. */
const branches: Readonly<Record<string, (tree: Tree, verb?: string) => void>> = {
  token: registerToken,
  menu: registerMenu,
  media: registerMedia,
  serve: registerEndpoint,
  verify: registerEndpoint,
  trigger: registerEndpoint,
  resend: registerEndpoint,
  oauth: registerWeb,
  jssdk: registerWeb,
  qrcode: registerWeb,
  init: registerAccount,
  account: registerAccount,
  whoami: registerAccount,
  sandbox: registerSandbox,
  api: registerPlatform,
  explain: registerPlatform,
}

/** Global flags whose value is the next word. */
const WITH_VALUE = new Set(['-a', '--account', '--lang', '--color', '--timeout', '--proxy'])
/** Flags of `sandbox` and `sandbox exec` whose value is the next word. */
const SANDBOX_WITH_VALUE = new Set(['--fault', '--port', '--host', '--ready-file'])

/** Declares the commands: the branch, and where it has many the verb, that the command line is about; or all where that is not clear. */
export function plant(tree: Tree, argv: readonly string[]): void {
  const [noun = '', verb] = wordsOf(argv)
  const branch = branches[noun]
  if (branch) branch(tree, verb)
  else for (const register of new Set([...Object.values(branches), registerHelp])) register(tree)
  for (const noun of tree.program.commands) noun.helpCommand(false)
}

/**
 * The command line with a `--` before the command that `sandbox exec` runs: from its first word on everything is that
 * command's own, `sandbox exec ls -l` as well as `sandbox exec -- ls -l`.
 */
export function withExecApart(argv: readonly string[]): readonly string[] {
  let operands = 0
  for (const [at, word] of argv.entries()) {
    const former = argv[at - 1] ?? ''
    if (word === '--') return argv
    if (word.startsWith('-') || WITH_VALUE.has(former) || SANDBOX_WITH_VALUE.has(former)) continue
    if (operands === 2) return [...argv.slice(0, at), '--', ...argv.slice(at)]
    if (word !== ['sandbox', 'exec'][operands]) return argv
    operands++
  }
  return argv
}

/** The first word that is no flag and no flag's value. */
export function nounOf(argv: readonly string[]): string | undefined {
  return wordsOf(argv)[0]
}

/** The words that are no flags and no values of global flags. */
function wordsOf(argv: readonly string[]): string[] {
  return argv.filter((word, at) => !word.startsWith('-') && !WITH_VALUE.has(argv[at - 1] ?? ''))
}
