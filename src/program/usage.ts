import { type Command as Commander, CommanderError } from 'commander'
import { WxError } from '../errors'
import { enumerated, format, type Language, type Message, sentences } from '../terminal/language'
import { usage } from '../terminal/messages/usage'
import type { Terminal } from '../terminal/terminal'
import { wordOrHidden } from '../wechat/redact'
import { pathOf } from './command-document'
import { meantCommand, near } from './meant-command'
import { SecretOption } from './tree'

/** What commander says of a wrong command line, in the person's language and with the help to read. */
export function usageError(
  error: CommanderError,
  argv: readonly string[],
  program: Commander,
  terminal: Terminal,
): WxError {
  const { at, rest } = commandAt(argv, program)
  const found = quoted(error.message)
  const name = (found[0] ?? '').replace(/=.*/s, '') // never the value: it may be a secret
  const instead = error.code === 'commander.unknownOption' ? secretOption(name, at) : undefined
  if (instead) return new WxError('SECRET_AS_ARGUMENT', { name, flag: instead.long ?? instead.flags })
  const meant = isUnknownCommand(error, at, rest) ? meantCommand(rest ?? '', at) : undefined
  return new WxError('USAGE', {
    problem: problem(error, { at, rest, meant }, terminal.language),
    help: `${meant ?? pathOf(at)} --help`,
  })
}

/** The option that takes the secret which people try to give by this flag; secrets are never arguments. */
function secretOption(flag: string, { options }: Commander): SecretOption | undefined {
  return options
    .filter((option) => option instanceof SecretOption)
    .find(({ tried }) => tried.includes(flag.toLowerCase()))
}

/** `help menu push` for `menu help push`: a command line that asks for help after a noun; undefined where it does not. */
export function withHelpFirst(argv: readonly string[], program: Commander): string[] | undefined {
  const { at, rest, index } = commandAt(argv, program)
  if (rest !== 'help' || !at.parent || at.commands.length === 0) return undefined
  const asked = argv.filter((word, place) => place !== index && word !== '--help' && word !== '-h')
  return ['help', ...asked]
}

/** What a command line is wrong by that asks for the help of a word that is no command; undefined where it is right. */
export function unknownInHelp(argv: readonly string[], program: Commander): CommanderError | undefined {
  const { at, rest } = commandAt(argv, program)
  if (rest === undefined || at.commands.length === 0) return undefined
  return new CommanderError(1, 'commander.unknownCommand', `error: unknown command '${rest}'`)
}

/** A word after a command that has commands of its own: it can be meant for nothing else. */
function isUnknownCommand({ code }: CommanderError, at: Commander, rest: string | undefined): boolean {
  if (rest === undefined || at.commands.length === 0) return false
  return code === 'commander.unknownCommand' || code === 'commander.excessArguments'
}

/** Where a command line leads to, the word there that is no command, and the command that it was meant to be. */
interface Misplaced {
  readonly at: Commander
  readonly rest?: string
  readonly meant?: string
}

/** The sentences that describe the error, one after the other on a line. */
function problem(error: CommanderError, { at, rest, meant }: Misplaced, language: Language): string {
  const say = (message: Message, params: Record<string, string> = {}) => format(message, language, params)
  const [first = '', second = ''] = quoted(error.message)
  const command = pathOf(at)
  const parts = (): string[] => {
    switch (error.code) {
      case 'commander.unknownOption': {
        const flag = shownFlag(first)
        if (first !== flag && longFlags(at).includes(flag))
          return [say(usage.takesNoValue, { culprit: flag })]
        const known = flag.startsWith('--') ? near(flag, longFlags(at)) : undefined
        return [say(usage.unknownOption, { culprit: flag }), ...didYouMean(known)]
      }
      case 'commander.unknownCommand':
        return unknownCommand(rest ?? first)
      case 'commander.excessArguments':
        return at.commands.length > 0 && rest
          ? unknownCommand(rest)
          : [say(usage.excessArguments, { command })]
      case 'commander.help':
        return [say(usage.missingCommand, { command }), follows()]
      case 'commander.missingArgument':
        return [say(usage.missingArgument, { culprit: `<${first}>` })]
      case 'commander.optionMissingArgument':
        return [say(usage.optionMissingArgument, { culprit: flagIn(first) })]
      case 'commander.missingMandatoryOptionValue':
        return [say(usage.missingOption, { culprit: flagIn(first) })]
      case 'commander.conflictingOption':
        return [say(usage.conflictingOption, { culprit: flagIn(first), other: flagIn(second) })]
      case 'commander.invalidArgument': {
        // Of an option the flags are quoted first and then the value, of an argument the other way round.
        const [culprit, value] = first.startsWith('-') ? [flagIn(first), second] : [`<${second}>`, first]
        const allowed = /Allowed choices are (.+)\.$/.exec(error.message)?.[1]?.split(', ')
        const values = allowed && say(usage.allowed, { allowed: enumerated(allowed, language) })
        return [say(usage.invalidValue, { culprit, value: wordOrHidden(value) }), ...(values ? [values] : [])]
      }
      default:
        return [error.message.replace(/^error: /, '')]
    }
  }
  const didYouMean = (suggestion: string | undefined) =>
    suggestion ? [say(usage.didYouMean, { suggestion })] : []
  const names = at.commands.map((sub) => sub.name())
  const follows = () => say(usage.follows, { commands: enumerated(names, language) })
  const unknownCommand = (word: string) => [
    say(usage.unknownCommand, { culprit: `${command} ${wordOrHidden(word)}` }),
    ...(meant ? didYouMean(meant) : [follows()]),
  ]
  return sentences(parts(), language)
}

/** The name of a flag that is unknown, without a value that hangs on it: `-sVALUE`, `--secret=VALUE`. */
function shownFlag(word: string): string {
  if (!word.startsWith('--')) return word.slice(0, 2)
  return `--${wordOrHidden(word.slice(2).replace(/=.*/s, ''))}`
}

/** `--account` of `-a, --account <name>`. */
function flagIn(flags: string): string {
  return /--[\w-]+/.exec(flags)?.[0] ?? flags
}

/** What commander put in quotes. */
function quoted(message: string): string[] {
  return [...message.matchAll(/'([^']*)'/g)].map(([, text = '']) => text)
}

/** Every long flag that a command takes: its own and those of the commands above it. */
function longFlags(command: Commander): string[] {
  const own = command.options.flatMap(({ long }) => long ?? [])
  return command.parent ? [...own, ...longFlags(command.parent)] : [...own, '--help']
}

/**
 * The command that the words of a command line lead to, and the first word after it that is no option (the values
 * of options are not taken for commands), with its place.
 */
export function commandAt(
  argv: readonly string[],
  program: Commander,
): { readonly at: Commander; readonly rest?: string; readonly index?: number } {
  let at = program
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] ?? ''
    if (word === '--') break
    if (word.startsWith('-')) {
      if (takesValue(word, at)) index++
      continue
    }
    const next = at.commands.find((command) => command.name() === word || command.aliases().includes(word))
    if (!next) return { at, rest: word, index }
    at = next
  }
  return { at }
}

function takesValue(flag: string, command: Commander): boolean {
  const option = command.options.find(({ long, short }) => long === flag || short === flag)
  return option ? option.required : command.parent !== null && takesValue(flag, command.parent)
}
