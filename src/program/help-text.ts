import type { Argument, Command as Commander, Help, Option } from 'commander'
import { enumerated } from '../terminal/language'
import { listing } from '../terminal/listing'
import { frame } from '../terminal/messages/frame'
import { help } from '../terminal/messages/help'
import type { Terminal } from '../terminal/terminal'
import { widthOf } from '../terminal/width'
import { wrap } from '../terminal/wrap'

/**
 * The help of a command in the person's language, its examples included.
 * @param width columns to fit into
 */
export function helpText(command: Commander, terminal: Terminal, width = 80): string {
  const parts: string[] = []
  command.configureHelp(wording(terminal, width)).configureOutput({
    writeOut: (part) => {
      parts.push(part)
    },
    getOutHasColors: () => true, // the terminal's chalk has settled that
    getOutHelpWidth: () => width,
  })
  command.outputHelp()
  const [drawn = '', ...examples] = parts
  const more = command.parent ? `\n${fitted(terminal.t(help.moreOptions), width)}\n` : ''
  return drawn.trimStart() + fitted(examples.join(''), width) + terminal.out.dim(more)
}

/** Sentences wrapped; lines that begin with a space are examples, to be copied whole. */
function fitted(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) => (line.startsWith(' ') ? line : wrap(line, width)))
    .join('\n')
}

/** Commander's help with its fixed words in the person's language, wrapped by what characters measure on screen. */
function wording(terminal: Terminal, width: number): Partial<Help> {
  const titles: Readonly<Record<string, string>> = {
    'Usage:': '', // styleUsage writes it: the full-width colon takes no space after it
    'Arguments:': terminal.t(help.argumentsTitle),
    'Options:': terminal.t(help.optionsTitle),
    'Commands:': terminal.t(help.commandsTitle),
  }
  return {
    showGlobalOptions: false,
    displayWidth: widthOf,
    boxWrap: (text, columns) => wrap(text, columns).join('\n'),
    formatItem: (term, termWidth, description) =>
      listing([[term, description]], { indent: 2, width, termWidth }).join('\n'),
    styleTitle: (title) => terminal.out.bold(titles[title] ?? title),
    styleUsage: (usage) =>
      terminal.out.bold(terminal.t(help.usage)) +
      usage
        .replace('[options]', terminal.t(help.optionsPlace))
        .replace('[command]', terminal.t(help.commandPlace)),
    subcommandTerm: (command) =>
      [
        [command.name(), ...command.aliases()].join('|'),
        ...command.registeredArguments.map(argumentPlace),
      ].join(' '),
    optionDescription: (option) => described(option, terminal),
    argumentDescription: (argument) => described(argument, terminal),
  }
}

function argumentPlace(argument: Argument): string {
  const name = argument.name() + (argument.variadic ? '...' : '')
  return argument.required ? `<${name}>` : `[${name}]`
}

/** The description, with the choices and the default. */
function described(item: Option | Argument, terminal: Terminal): string {
  const { argChoices, defaultValue, description } = item
  const facts: string[] = []
  if (argChoices) facts.push(terminal.t(help.choices, { choices: enumerated(argChoices, terminal.language) }))
  if (typeof defaultValue === 'string') facts.push(terminal.t(help.defaultValue, { value: defaultValue }))
  if (facts.length === 0) return description
  return terminal.t(frame.aside, {
    text: description,
    aside: facts.join(terminal.language === 'zh' ? '；' : '; '),
  })
}
