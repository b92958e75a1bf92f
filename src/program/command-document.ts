import type { Command as Commander } from 'commander'

/** What a command takes, for programs: `wxadmin help --json`. */
export interface CommandDocument {
  /** With the commands above it: `wxadmin menu push`. */
  readonly name: string
  readonly aliases: readonly string[]
  readonly description: string
  readonly arguments: readonly {
    readonly name: string
    readonly required: boolean
    readonly variadic: boolean
    readonly description: string
  }[]
  readonly options: readonly {
    readonly flags: string
    readonly description: string
    readonly choices?: readonly string[]
    readonly default?: unknown
  }[]
  readonly commands: readonly CommandDocument[]
}

export function commandDocument(command: Commander): CommandDocument {
  return {
    name: pathOf(command),
    aliases: command.aliases(),
    description: command.description(),
    arguments: command.registeredArguments.map((argument) => ({
      name: argument.name(),
      required: argument.required,
      variadic: argument.variadic,
      description: argument.description,
    })),
    options: command.options.map(({ flags, description, argChoices, defaultValue, negate }) => ({
      flags,
      description,
      ...(argChoices && { choices: argChoices }),
      ...(defaultValue !== undefined && !negate && { default: defaultValue as unknown }),
    })),
    commands: command.commands.map(commandDocument),
  }
}

/** `wxadmin menu push`. */
export function pathOf(command: Commander): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name()
}
