/** Makes commander's commands from the declarations. */
import { Argument, type Command as Commander, Option } from 'commander'
import type { Command } from '../commands/command'
import { numberOption } from '../number'
import type { Language } from '../terminal/language'
import type { help } from '../terminal/messages/help'
import type {
  ArgumentDeclaration,
  CommandDeclaration,
  DashOf,
  FlagDeclaration,
  Sentence,
} from './declaration'

/** What the tree needs of the run that it is made for. */
export interface Tree {
  readonly program: Commander
  /** Sentences of the help; absent where the tree is only parsed with. */
  readonly words?: typeof help | undefined
  readonly language: Language
  /** Turns a lazily imported command into commander's action. */
  readonly action: (
    load: () => Promise<Command<readonly unknown[], object>>,
  ) => (...received: unknown[]) => Promise<void>
}

type Speech = Pick<Tree, 'words' | 'language'>

/** A sentence of the help; empty where the tree is only parsed with. */
export const sentenceOf = ({ words, language }: Speech, sentence: Sentence): string =>
  words?.[sentence][language] ?? ''

const habits = new WeakMap<Commander, readonly string[]>()

/** What people type for a command out of habit, behind `wxadmin`. */
export const habitsOf = (command: Commander): readonly string[] => habits.get(command) ?? []

export function addCommand(parent: Commander, declared: CommandDeclaration, tree: Tree): void {
  const { name, alias, about, after = [], args = [], flags = [], load, verbs = [] } = declared
  const t = (sentence: Sentence) => sentenceOf(tree, sentence)
  const command = parent.command(name).description(t(about)).helpCommand(false)
  habits.set(command, declared.habits ?? [])
  if (alias !== undefined) command.alias(alias)
  for (const arg of args) command.addArgument(argumentOf(arg, tree))
  for (const flag of flags) command.addOption(optionOf(flag, tree))
  if (after.length > 0)
    command.addHelpText(
      'after',
      () => `\n${after.map((part) => (typeof part === 'function' ? part(t) : t(part))).join('\n\n')}`,
    )
  if (load) command.action(tree.action(() => load(tree.program)))
  for (const verb of verbs) addCommand(command, verb, tree)
}

function argumentOf({ name, about, file }: ArgumentDeclaration, speech: Speech): Argument {
  const description = sentenceOf(speech, about)
  return file === undefined ? new Argument(name, description) : new FileArgument(name, description, file)
}

export function optionOf(flag: FlagDeclaration, speech: Speech): Option {
  const { flags, about, file, isField, secret, choices, byDefault, range, read, required } = flag
  const description = sentenceOf(speech, about)
  const option =
    file !== undefined
      ? new FileOption(flags, description, file)
      : isField
        ? new FieldOption(flags, description)
        : secret
          ? new SecretOption(flags, description, secret)
          : new Option(flags, description)
  if (choices) option.choices([...choices])
  if (range) option.argParser(numberOption(option.long ?? flags, range))
  if (read) option.argParser(read as (value: string, former: unknown) => unknown)
  if (byDefault !== undefined) option.default(byDefault)
  if (required) option.makeOptionMandatory()
  return option
}

/** An option whose value is the name of a file or of a directory. */
export class FileOption extends Option {
  constructor(
    flags: string,
    description: string,
    readonly dash: DashOf,
  ) {
    super(flags, description)
  }
}

/** An argument that is the name of a file. */
export class FileArgument extends Argument {
  constructor(
    name: string,
    description: string,
    readonly dash: DashOf,
  ) {
    super(name, description)
  }
}

/** An option of `KEY=@FILE` pairs. */
export class FieldOption extends Option {}

/** An option without a value that reads a secret from stdin. */
export class SecretOption extends Option {
  constructor(
    flags: string,
    description: string,
    /** Flags that people try for it. */
    readonly tried: readonly string[],
  ) {
    super(flags, description)
  }
}
