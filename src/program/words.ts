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

/** The words that are no flags and no values of global flags. */
function wordsOf(argv: readonly string[]): string[] {
  return argv.filter((word, at) => !word.startsWith('-') && !globalsWithValue.has(argv[at - 1] ?? ''))
}

/** The first word that is no flag and no flag's value. */
export function nounOf(argv: readonly string[]): string | undefined {
  return wordsOf(argv)[0]
}

/**
 * The command line with a `--` before the command that `sandbox exec` runs: from its first word on everything is that
 * command's own, `sandbox exec ls -l` as well as `sandbox exec -- ls -l`.
 * @param load the declaration of `sandbox`
 */
export async function withExecApart(
  argv: readonly string[],
  load: () => Promise<CommandDeclaration>,
): Promise<readonly string[]> {
  if (!argv.includes('sandbox') || !argv.includes('exec') || argv.includes('--')) return argv
  const { flags = [], verbs = [] } = await load()
  const own = namesWithValue([...flags, ...verbs.flatMap((verb) => verb.flags ?? [])])
  let operands = 0
  for (const [at, word] of argv.entries()) {
    const former = argv[at - 1] ?? ''
    if (word.startsWith('-') || globalsWithValue.has(former) || own.has(former)) continue
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
  return argv.map((word, at) =>
    word === other && !globalsWithValue.has(argv[at - 1] ?? '') ? '--version' : word,
  )
}
