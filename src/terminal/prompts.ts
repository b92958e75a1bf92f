import inquirer from 'inquirer'
import type { InputStream, OutputStream } from '../context'
import { interruption } from '../errors'
import { format, type Language } from './language'
import { promptWords } from './messages/prompts'
import { harmless, printable } from './printable'

export interface Choice<Value extends string> {
  readonly value: Value
  readonly name: string
}

type Validate = (value: string) => true | string

/** Where questions are asked, and in which language. */
export interface PromptOptions {
  readonly input: InputStream
  /** stderr: stdout keeps the result alone. */
  readonly output: OutputStream
  readonly signal: AbortSignal
  readonly language: Language
}

/** Questions on the terminal. */
export function createPrompts({ input, output, signal, language }: PromptOptions) {
  const prompt = inquirer.createPromptModule({ input, output, signal })
  const t = (word: keyof typeof promptWords) => format(promptWords[word], language)
  const theme = { style: { keysHelpTip: (keys: [string, string][]) => keysHelp(keys, language) } }

  async function answer<Value>(question: object): Promise<Value> {
    try {
      // inquirer types a question by its literal shape; ours are built from parts
      const answers = (await prompt([{ theme, ...question, name: 'value' }] as never)) as { value: Value }
      return answers.value
    } catch (error) {
      const name = error instanceof Error ? error.name : ''
      if (name === 'ExitPromptError' || name === 'AbortPromptError') throw interruption(signal)
      throw error
    }
  }

  return {
    confirm: (message: string) =>
      answer<boolean>({
        type: 'confirm',
        message: asked(message),
        default: false,
        transformer: (yes: boolean) => t(yes ? 'yes' : 'no'),
      }),
    line: (message: string, initial?: string, validate?: Validate) =>
      answer<string>({
        type: 'input',
        message: asked(message),
        default: offered(initial),
        validate: judged(validate),
      }),
    secret: (message: string, validate?: Validate) =>
      answer<string>({ type: 'password', message: asked(message), mask: '*', validate: judged(validate) }),
    choose: <Value extends string>(message: string, choices: readonly Choice<Value>[]) =>
      answer<Value>({
        type: 'select',
        message: asked(message),
        choices: choices.map((choice) => ({ ...choice, name: printable(choice.name) })),
      }),
  }
}

/** inquirer writes to the terminal by itself, with cursor movements of its own: its texts are made harmless before. */
const asked = (message: string) => harmless(message)

/** An answer that cannot be shown as it is is not offered. */
const offered = (initial: string | undefined) =>
  initial !== undefined && printable(initial) === initial ? initial : undefined

const judged = (validate: Validate | undefined): Validate | undefined =>
  validate &&
  ((value) => {
    const verdict = validate(value)
    return typeof verdict === 'string' ? printable(verdict) : verdict
  })

/** The line under a question: what the keys do, where inquirer's word for it is known. */
function keysHelp(keys: readonly [string, string][], language: Language): string {
  const known: Readonly<Record<string, keyof typeof promptWords>> = {
    navigate: 'navigate',
    select: 'select',
    'toggle visibility': 'visibility',
  }
  return keys
    .map(([key, action]) => {
      const word = known[action]
      return `${key} ${word ? format(promptWords[word], language) : action}`
    })
    .join(' • ')
}
