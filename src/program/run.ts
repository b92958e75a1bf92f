import { Command as Commander, CommanderError } from 'commander'
import type { Command, CommandContext } from '../commands/command'
import type { Globals } from '../commands/services'
import { Services } from '../commands/services'
import type { Context } from '../context'
import { interruption, kindOf, WxError } from '../errors'
import { pickLanguage } from '../terminal/language'
import { Terminal } from '../terminal/terminal'
import { checkDashes } from './dash'
import type { CommandDeclaration, Sentence } from './declaration'
import { globalFlags } from './globals'
import { allDeclarations, declarationsFor } from './nouns'
import { addCommand, optionOf, sentenceOf, type Tree } from './tree'
import { helpAskedFor, nounOf, onTheWay, withProgramApart, withVersionFlag } from './words'

/** What came of parsing a command line, beside errors. */
interface Outcome {
  /** Exit code of the command that ran. */
  code?: number
  /** Command whose help was asked for. */
  help?: Commander
  /** What the command that ran speaks through: it knows whose account it was about. */
  terminal?: Terminal
}

/** Parses one command line, runs its command, reports its error. @returns the exit code */
export async function runProgram(
  given: readonly string[],
  context: Context,
  version: string,
): Promise<number> {
  const declarations = await declarationsFor(nounOf(given))
  const argv = withVersionFlag(withProgramApart(given, declarations))
  const terminal = earlyTerminal(argv, context)
  const outcome: Outcome = {}
  const shape = { context, terminal, version, outcome }
  const asked = helpAskedFor(argv, declarations)
  if (asked) return printHelp(asked, shape)
  try {
    const words = nounOf(argv) === 'help' ? await helpWords() : undefined
    const needed = words ? declarations : onTheWay(argv, declarations)
    await createProgram({ ...shape, declarations: needed, words }).parseAsync([...argv], { from: 'user' })
    for (const message of terminal.takeWarnings()) terminal.writeDocument({ warning: { message } })
    return outcome.code ?? 0 // a signal that came too late to stop anything changes nothing
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.code === 'commander.version') return 0
      const { commandAt, unknownInHelp, usageError, withHelpFirst } = await import('./usage')
      const [words, all] = await Promise.all([helpWords(), allDeclarations()])
      const program = createProgram({ ...shape, outcome: {}, declarations: all, words })
      const asksForHelp = withHelpFirst(argv, program)
      if (asksForHelp) return runProgram(asksForHelp, context, version)
      const unknown = outcome.help && unknownInHelp(argv, program)
      if (outcome.help && !unknown && (error.exitCode === 0 || !outcome.help.parent)) {
        const { helpText } = await import('./help-text')
        const { at } = commandAt(argv, program) // -h may come before the command as well
        terminal.print(helpText(at, terminal, context.screen.columns))
        return 0
      }
      await hideTyped(argv, context, terminal)
      return report(usageError(unknown ?? error, argv, program, terminal), terminal)
    }
    const stopped = signalError(context.signal)
    await hideTyped(argv, context, terminal)
    return report(stopped ? whenStopped(error, stopped) : error, outcome.terminal ?? terminal)
  }
}

/** Prints the help of the command at the end of the declarations. @returns the exit code */
async function printHelp(
  { depth, declarations }: NonNullable<ReturnType<typeof helpAskedFor>>,
  shape: Omit<Shape, 'declarations'>,
): Promise<number> {
  const [words, { helpText }] = await Promise.all([helpWords(), import('./help-text')])
  let at = createProgram({ ...shape, declarations, words })
  for (let level = 0; level < depth; level += 1) at = at.commands[0] ?? at
  shape.terminal.print(helpText(at, shape.terminal, shape.context.screen.columns))
  return 0
}

/** Says that the result could not be written (a full disk behind `> file`). @returns the exit code */
export function reportLostOutput(argv: readonly string[], context: Context, reason: string): Promise<number> {
  return report(new WxError('OUTPUT_LOST', { reason }), earlyTerminal(argv, context))
}

/** Says that the run came to nothing before it was done. @returns the exit code */
export function reportUnfinished(argv: readonly string[], context: Context): Promise<number> {
  return report(new WxError('UNFINISHED'), earlyTerminal(argv, context))
}

/** The terminal as far as it can be known before the command line is parsed. */
function earlyTerminal(argv: readonly string[], context: Context): Terminal {
  const early = earlyGlobals(argv)
  return new Terminal(context, {
    language: pickLanguage(early.lang, context.env, context.platform),
    ...optionsOf(early),
    words: argv,
  })
}

/** What was typed may be a secret in the wrong place: no error repeats it. */
async function hideTyped(argv: readonly string[], context: Context, terminal: Terminal): Promise<void> {
  const { hideGiven } = await import('../commands/secrets-given')
  // Not a copy: the working directory is asked for where it is needed, for it may have been deleted.
  await hideGiven(argv, Object.assign(Object.create(context), { terminal }))
}

async function report(error: unknown, terminal: Terminal): Promise<number> {
  const { reportError } = await import('../terminal/errors')
  return reportError(error, terminal)
}

/** The sentences of --help: loaded for those who read them. */
async function helpWords() {
  return (await import('../terminal/messages/help')).help
}

/** What a command tree is made of. */
interface Shape {
  readonly context: Context
  readonly terminal: Terminal
  readonly version: string
  /** Where the tree leaves what came of parsing. */
  readonly outcome: Outcome
  /** Its commands. */
  readonly declarations: readonly CommandDeclaration[]
  /** Sentences of the help; absent where the tree is only parsed with. */
  readonly words?: Awaited<ReturnType<typeof helpWords>>
}

/** The command tree in the terminal's language. */
export function createProgram({
  context,
  terminal,
  version,
  outcome,
  declarations,
  words,
}: Shape): Commander {
  const speech = { words, language: terminal.language }
  const t = (sentence: Sentence) => sentenceOf(speech, sentence)
  const program = new Commander('wxadmin')
    .description(t('program'))
    .version(version, '-V, --version', t('version'))
    .configureOutput({
      writeOut: (text) => outcome.help ?? terminal.print(text),
      writeErr: () => undefined,
      // Commander's own ways to know open both streams.
      getOutHelpWidth: () => 80,
      getErrHelpWidth: () => 80,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    // Drawing help needs a library that measures Han characters: it is only noted here, and drawn above.
    .configureHelp({
      formatHelp: (command) => {
        outcome.help = command
        return ''
      },
    })
    .helpOption('-h, --help', t('helpOption'))
    .helpCommand(false)
    .exitOverride()
    .addHelpText('after', () => `\n${t('afterProgram')}`)
  for (const flag of globalFlags) program.addOption(optionOf(flag, speech))
  const tree: Tree = {
    ...speech,
    program,
    action:
      (load) =>
      async (...received: unknown[]) => {
        const command = received.pop() as Commander
        received.pop() // the command's own options: read below, together with those of its parents
        const given = globalsOf(program.opts())
        // `--format json` of a command is the same as --json.
        const globals: Globals = command.opts().format === 'json' ? { ...given, json: true } : given
        checkDashes(command, received)
        outcome.terminal = terminal.with({ ...terminal.options, ...optionsOf(globals) })
        outcome.code = await runCommand(
          await load(),
          received,
          optionsFor(command),
          globals,
          context,
          outcome.terminal,
        )
      },
  }
  for (const declared of declarations) addCommand(program, declared, tree)
  return program
}

async function runCommand(
  command: Command<readonly unknown[], object>,
  args: readonly unknown[],
  options: object,
  globals: Globals,
  context: Context,
  terminal: Terminal,
): Promise<number | undefined> {
  const services = new Services(context, terminal, globals)
  // Not a copy: the context's stdin is opened when it is first asked for.
  const cx: CommandContext = Object.assign(Object.create(context), { terminal, globals, services })
  try {
    return await command(cx, args, options)
  } finally {
    await services.close()
  }
}

/** A command's options and those of the commands above it; where two share a name (`api --input`) its own wins. */
function optionsFor(command: Commander): object {
  return command.parent ? { ...optionsFor(command.parent), ...command.opts() } : command.opts()
}

/** @param options of the program, several accounts in one text */
function globalsOf({ account, ...options }: Globals): Globals {
  if (account === undefined) return options
  const accounts = account.split(',')
  return { ...options, account: accounts.at(-1) ?? account, accounts }
}

function optionsOf(globals: Globals) {
  return {
    json: globals.json ?? false,
    quiet: globals.quiet ?? false,
    debug: globals.debug ?? false,
    input: globals.input ?? true,
    color: globals.color ?? 'auto',
  }
}

/** What must be known before the command line is parsed: how to speak of an error in it. */
function earlyGlobals(argv: readonly string[]): Globals {
  const end = argv.indexOf('--')
  const own = end < 0 ? argv : argv.slice(0, end)
  const value = (flag: string) => {
    const at = own.findLastIndex((word) => word === flag || word.startsWith(`${flag}=`))
    return at < 0 ? undefined : own[at]?.includes('=') ? own[at].slice(flag.length + 1) : own[at + 1]
  }
  const color = value('--color')
  return {
    lang: value('--lang'),
    json: own.includes('--json'),
    debug: own.includes('--debug'),
    color: color === 'always' || color === 'never' ? color : 'auto',
  }
}

/** Ends that the signal did not bring about: they tell of a call that was made, and of what it did. */
const CALLS: ReadonlySet<string> = new Set([
  'WECHAT',
  'CODE_UNCERTAIN',
  'NETWORK_TIMEOUT_WRITE',
  'READBACK_FAILED',
])

/** A stopped run ends with the signal's exit code, and with its own words where it has something to tell of. */
function whenStopped(error: unknown, stopped: WxError): WxError {
  if (!(error instanceof WxError)) return stopped
  if (CALLS.has(error.code)) return error
  if (kindOf(error.code) !== 'internal') return stopped
  return new WxError(error.code, error.params, { ...error.details, kind: stopped.kind })
}

function signalError(signal: AbortSignal): WxError | undefined {
  return signal.aborted ? interruption(signal) : undefined
}
