import type { Command as Commander, CommanderError } from 'commander'
import { WxError } from '../errors'
import { format, type Language, type Message } from './language'
import { usage } from './messages/usage'
import type { Terminal } from './terminal'

/** What commander says of a wrong command line, in the person's language and with the help to read. */
export function usageError(
  error: CommanderError,
  argv: readonly string[],
  program: Commander,
  terminal: Terminal,
): WxError {
  const path = commandPath(argv, program)
  return new WxError('USAGE', {
    problem: problem(error, path, terminal.language),
    help: `wxadmin ${[...path, '--help'].join(' ')}`,
  })
}

const sentences: Readonly<Record<string, Message>> = {
  'commander.unknownOption': usage.unknownOption,
  'commander.unknownCommand': usage.unknownCommand,
  'commander.missingArgument': usage.missingArgument,
  'commander.optionMissingArgument': usage.optionMissingArgument,
  'commander.missingMandatoryOptionValue': usage.missingOption,
  'commander.invalidArgument': usage.invalidValue,
  'commander.excessArguments': usage.excessArguments,
}

/** Commander names the culprit in quotes and may suggest a name; the sentence around them is ours. */
function problem(error: CommanderError, path: readonly string[], language: Language): string {
  const suggestion = /\(Did you mean (?:one of )?(.+?)\?\)/.exec(error.message)?.[1]
  const sentence = error.code === 'commander.help' ? usage.missingCommand : sentences[error.code]
  if (!sentence) return error.message.replace(/^error: /, '')
  const culprit = /'([^']*)'/.exec(error.message)?.[1] ?? path.join(' ')
  const allowed = /Allowed choices are (.+)\.$/.exec(error.message)?.[1]
  const parts = [format(sentence, language, { culprit, command: path.join(' ') || 'wxadmin' })]
  if (allowed) parts.push(format(usage.allowed, language, { allowed }))
  if (suggestion) parts.push(format(usage.didYouMean, language, { suggestion }))
  return parts.join(language === 'zh' ? '' : ' ')
}

/** The commands that the words of a command line name, as far as they are known. */
function commandPath(argv: readonly string[], program: Commander): string[] {
  const path: string[] = []
  let at = program
  for (const word of argv) {
    const next = at.commands.find((command) => command.name() === word || command.aliases().includes(word))
    if (next) {
      path.push(next.name())
      at = next
    }
  }
  return path
}
