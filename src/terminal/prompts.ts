import { styleText } from 'node:util'
import inquirer from 'inquirer'
import type { InputStream, JobControl, OutputStream } from '../context'
import { interruption } from '../errors'
import { Drawing } from './drawing'
import { Keyboard } from './keyboard'
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
  /** stderr, because stdout carries results only. */
  readonly output: OutputStream
  readonly signal: AbortSignal
  readonly language: Language
  readonly jobs?: JobControl
  /** As Node names it. */
  readonly platform: string
  /** Of this process. */
  readonly pid: number
}

/** Questions on the terminal. */
export function createPrompts({ input, output, signal, language, jobs, platform, pid }: PromptOptions) {
  const t = (word: keyof typeof promptWords) => format(promptWords[word], language)

  /**
   * Asks. It always ends: with an answer, or as interrupted where none can come any more.
   * @throws WxError INTERRUPTED after Ctrl-C, Ctrl-D and at the end of the input; TERMINATED, HUNG_UP
   */
  async function answer<Value>(question: object): Promise<Value> {
    const drawing = new Drawing(output)
    const given = new AbortController()
    let isAnswered = false
    const abandon = () => isAnswered || given.abort('SIGINT')
    let before = ''
    let refusal = ''
    const readable = () => drawing.text.replace(refusal, '').trimEnd()
    const keyboard = new Keyboard({
      stdin: input,
      jobs,
      platform,
      pid,
      inBackground: 'stop',
      onSuspend: () => drawing.leave(),
      onResume: () => drawing.again(),
      beforeCtrlD: () => {
        before = readable()
      },
      // In the middle of a line it deletes; anywhere else it ends the input.
      onCtrlD: () => readable() === before && abandon(),
      // readline closes at Ctrl-D on an empty line, and inquirer would wait for ever.
      onReleased: () => setImmediate(abandon),
      onEnd: abandon,
    })
    const stop = AbortSignal.any([signal, given.signal])
    const theme = {
      style: {
        keysHelpTip: (keys: [string, string][]) => keysHelp(keys, language),
        error: (text: string) => {
          refusal = `> ${text}`
          return styleText('red', refusal)
        },
      },
    }
    const prompt = inquirer.createPromptModule({ input: keyboard.keys, output: drawing.stream, signal: stop })
    try {
      // inquirer types a question by its literal shape; ours are built from parts
      const asked = prompt([{ theme, ...question, name: 'value' }] as never)
      const answers = (await Promise.race([asked, refusedAt(stop)])) as { value: Value }
      return answers.value
    } catch (error) {
      const name = error instanceof Error ? error.name : ''
      if (stop.aborted || name === 'ExitPromptError') throw interruption(stop)
      throw error
    } finally {
      isAnswered = true
      keyboard.close()
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

/** inquirer writes to the terminal by itself, with cursor movements of its own: so its texts are made harmless first. */
const asked = (message: string) => harmless(message)

/** An answer that cannot be shown unchanged is not offered. */
const offered = (initial: string | undefined) =>
  initial !== undefined && printable(initial) === initial ? initial : undefined

const judged = (validate: Validate | undefined): Validate | undefined =>
  validate &&
  ((value) => {
    const verdict = validate(value)
    return typeof verdict === 'string' ? printable(verdict) : verdict
  })

/** Only rejects, a moment after the signal, when inquirer has put the cursor below the question. */
function refusedAt(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const refuse = () => setImmediate(() => reject(signal.reason))
    if (signal.aborted) refuse()
    else signal.addEventListener('abort', refuse, { once: true })
  })
}

/** The line under a question that says what the keys do, translated where inquirer's word is known. */
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
