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

/**
 * The command line with a `--` before the command of another program, as `sandbox exec` runs one: from its first word on
 * everything is that command's own, `sandbox exec ls -l` as well as `sandbox exec -- ls -l`.
 * @param declarations that of the command line's noun, or all
 */
export function withProgramApart(
  argv: readonly string[],
  declarations: readonly CommandDeclaration[],
): readonly string[] {
  let at: Pick<CommandDeclaration, 'verbs' | 'passesThrough'> = { verbs: declarations }
  let withValue = globalsWithValue
  for (const [index, word] of argv.entries()) {
    if (word === '--') return argv
    if (word.startsWith('-') || isValue(argv, index, withValue)) continue
    if (at.passesThrough) return [...argv.slice(0, index), '--', ...argv.slice(index)]
    const next = at.verbs?.find(({ name, alias }) => word === name || word === alias)
    if (!next) return argv
    at = next
    withValue = new Set([...withValue, ...namesWithValue(next.flags ?? [])])
  }
  return argv
}

/** The command line with `--version` for what other programs have in its place: `version` alone, `-v` without a command. */
export function withVersionFlag(argv: readonly string[]): readonly string[] {
  const words = wordsOf(argv)
  const other = words.length === 0 ? '-v' : 'version'
  if (words.length > 1 || (words[0] ?? 'version') !== 'version') return argv
  return argv.map((word, at) => (word === other && !isValue(argv, at) ? '--version' : word))
}
