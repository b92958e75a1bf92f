import { registerMenu } from './menu'
import { registerToken } from './token'
import type { Tree } from './tree'

/** Declares the commands of a branch. @param verb where only this one of them is needed */
export type Register = (tree: Tree, verb?: string) => void

const account = () => import('./account').then((m) => m.registerAccount)
const endpoint = () => import('./endpoint').then((m) => m.registerEndpoint)
const web = () => import('./web').then((m) => m.registerWeb)
const platform = () => import('./platform').then((m) => m.registerPlatform)

/** In the order of the help. What is not run many times a day is loaded when it is. */
const branches: Readonly<Record<string, () => Register | Promise<Register>>> = {
  token: () => registerToken,
  menu: () => registerMenu,
  media: () => import('./media').then((m) => m.registerMedia),
  serve: endpoint,
  verify: endpoint,
  trigger: endpoint,
  resend: endpoint,
  oauth: web,
  jssdk: web,
  qrcode: web,
  init: account,
  account,
  whoami: account,
  sandbox: () => import('./sandbox').then((m) => m.registerSandbox),
  api: platform,
  explain: platform,
}

/** What declares the branch that a command line is about; all of them where that is not clear, and for `help`. */
export async function branchesFor(argv: readonly string[]): Promise<readonly Register[]> {
  const branch = branches[nounOf(argv) ?? '']
  if (branch) return [await branch()]
  const { registerHelp } = await import('./help')
  return [...(await Promise.all([...new Set(Object.values(branches))].map((load) => load()))), registerHelp]
}

/** Global flags whose value is the next word. */
const WITH_VALUE = new Set(['-a', '--account', '--lang', '--color', '--timeout', '--proxy'])
/** Flags of `sandbox` and `sandbox exec` whose value is the next word. */
const SANDBOX_WITH_VALUE = new Set(['--fault', '--port', '--host', '--ready-file'])

/** Declares commands; of a branch that is by itself, where it has many, the verb that the command line is about. */
export function plant(tree: Tree, registers: readonly Register[], argv: readonly string[]): void {
  const verb = registers.length === 1 ? wordsOf(argv)[1] : undefined
  for (const register of registers) register(tree, verb)
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

/** The command line with `--version` for what other programs have in its place: `version` alone, `-v` without a command. */
export function withVersionFlag(argv: readonly string[]): readonly string[] {
  const words = wordsOf(argv)
  const other = words.length === 0 ? '-v' : 'version'
  if (words.length > 1 || (words[0] ?? 'version') !== 'version') return argv
  return argv.map((word, at) => (word === other && !WITH_VALUE.has(argv[at - 1] ?? '') ? '--version' : word))
}

/** The first word that is no flag and no flag's value. */
export function nounOf(argv: readonly string[]): string | undefined {
  return wordsOf(argv)[0]
}

/** The words that are no flags and no values of global flags. */
function wordsOf(argv: readonly string[]): string[] {
  return argv.filter((word, at) => !word.startsWith('-') && !WITH_VALUE.has(argv[at - 1] ?? ''))
}
