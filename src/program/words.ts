/** What has to be known of a command line before it is parsed: which of its words are flags, values and commands. */
import type { CommandDeclaration, FlagDeclaration } from './declaration'
import { globalFlags } from './globals'

/** Names of the flags whose value is the next word: `-o` and `--output` of `-o, --output <file>`. */
function namesWithValue(flags: readonly FlagDeclaration[]): ReadonlySet<string> {
  return new Set(
    flags.flatMap(({ flags: text }) => (text.includes('<') ? (text.match(/(?<=^|, )-[\w-]+/g) ?? []) : [])),
  )
}

const globalsWithValue = namesWithValue(globalFlags)

/** Whether the value of a flag is the next word: after `-a`, `--account`, and `-qa`, which is `-q -a`. */
function takesNext(word: string, withValue: ReadonlySet<string>): boolean {
  if (withValue.has(word)) return true
  if (!/^-[^-]/.test(word)) return false
  const first = [...word].findIndex((letter, at) => at > 0 && withValue.has(`-${letter}`))
  return first === word.length - 1
}

/** Whether a word of the command line is the value of the flag before it. */
const isValue = (argv: readonly string[], at: number, withValue = globalsWithValue): boolean =>
  takesNext(argv[at - 1] ?? '', withValue)

/** The words that are no flags and no values of global flags. */
function wordsOf(argv: readonly string[]): string[] {
  return argv.filter((word, at) => !word.startsWith('-') && !isValue(argv, at))
}

/** The first word that is no flag and no flag's value. */
export function nounOf(argv: readonly string[]): string | undefined {
  return wordsOf(argv)[0]
}

/** A word of the command line that names a command, or the first one behind them all. */
interface Step {
  readonly index: number
  /** Absent where the word names none. */
  readonly command?: CommandDeclaration | undefined
  /** The command above it; absent at the top. */
  readonly above?: CommandDeclaration | undefined
}

/** The commands that a command line goes through: nouns, verbs, and what comes behind them. */
function* stepsOf(argv: readonly string[], declarations: readonly CommandDeclaration[]): Generator<Step> {
  let above: CommandDeclaration | undefined
  let withValue = globalsWithValue
  for (const [index, word] of argv.entries()) {
    if (word === '--') return
    if (word.startsWith('-') || isValue(argv, index, withValue)) continue
    const verbs = above ? above.verbs : declarations
    const command = verbs?.find(({ name, alias }) => word === name || word === alias)
    yield { index, command, above }
    if (!command) return
    above = command
    if (command.flags) withValue = new Set([...withValue, ...namesWithValue(command.flags)])
  }
}

/**
 * The command line with a `--` before the command of another program, as `sandbox exec` runs one: from its first word on
 * everything is that command's own, `sandbox exec ls -l` as well as `sandbox exec -- ls -l`.
 * @param declarations that of the command line's noun, or all
 */
export function withProgramApart(
  argv: readonly string[],
  declarations: readonly CommandDeclaration[],
): readonly string[] {
  for (const { index, above } of stepsOf(argv, declarations))
    if (above?.passesThrough) return [...argv.slice(0, index), '--', ...argv.slice(index)]
  return argv
}

/**
 * Of each command that the command line names only the verb that it names next: making commander's commands of all the
 * others takes longer than parsing (measured: 0.9 ms of 43). Where it names none, all are kept.
 */
export function onTheWay(
  argv: readonly string[],
  declarations: readonly CommandDeclaration[],
): readonly CommandDeclaration[] {
  const way = [...stepsOf(argv, declarations)].flatMap(({ command }) => command ?? [])
  return (
    way.reduceRight<readonly CommandDeclaration[] | undefined>(
      (verbs, command) => [verbs ? { ...command, verbs } : command],
      undefined,
    ) ?? declarations
  )
}

/**
 * What the help of a command is drawn from, where a command line asks for that and says nothing else: the commands that it
 * names, and what their last one lists, without what only their own help tells.
 * @returns undefined for every other command line
 */
export function helpAskedFor(
  argv: readonly string[],
  declarations: readonly CommandDeclaration[],
): { readonly depth: number; readonly declarations: readonly CommandDeclaration[] } | undefined {
  const words = argv.filter((word) => word !== '--help' && word !== '-h')
  if (argv.length > 0 && words.length === argv.length) return undefined
  const way = [...stepsOf(words, declarations)].flatMap(({ command }) => command ?? [])
  if (way.length < words.length) return undefined
  const listed = (way.at(-1)?.verbs ?? (way.length === 0 ? declarations : [])).map(
    ({ name, alias, about, args }) => ({ name, alias, about, args }),
  )
  return {
    depth: way.length,
    declarations: way.reduceRight<readonly CommandDeclaration[]>(
      (verbs, command) => [{ ...command, verbs }],
      listed,
    ),
  }
}

/** The command line with `--version` for what other programs have in its place: `version` alone, `-v` without a command. */
export function withVersionFlag(argv: readonly string[]): readonly string[] {
  const words = wordsOf(argv)
  const other = words.length === 0 ? '-v' : 'version'
  if (words.length > 1 || (words[0] ?? 'version') !== 'version') return argv
  return argv.map((word, at) => (word === other && !isValue(argv, at) ? '--version' : word))
}
