import inquirer from 'inquirer'
import type { InputStream, OutputStream } from '../context'
import { WxError } from '../errors'

export interface Choice<Value extends string> {
  readonly value: Value
  readonly name: string
}

type Validate = (value: string) => true | string

/** Questions on the terminal: they are drawn on stderr, so that stdout keeps the result alone. */
export function createPrompts(input: InputStream, output: OutputStream, signal: AbortSignal) {
  const prompt = inquirer.createPromptModule({ input, output, signal })

  async function answer<Value>(question: object): Promise<Value> {
    try {
      // inquirer types a question by its literal shape; ours are built from parts
      const answers = (await prompt([{ ...question, name: 'value' }] as never)) as { value: Value }
      return answers.value
    } catch (error) {
      const name = error instanceof Error ? error.name : ''
      if (name === 'ExitPromptError' || name === 'AbortPromptError') throw new WxError('INTERRUPTED')
      throw error
    }
  }

  return {
    confirm: (message: string) => answer<boolean>({ type: 'confirm', message, default: false }),
    line: (message: string, initial?: string, validate?: Validate) =>
      answer<string>({ type: 'input', message, default: initial, validate }),
    secret: (message: string, validate?: Validate) =>
      answer<string>({ type: 'password', message, mask: '*', validate }),
    choose: <Value extends string>(message: string, choices: readonly Choice<Value>[]) =>
      answer<Value>({ type: 'select', message, choices }),
  }
}
