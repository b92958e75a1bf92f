import { Chalk, type ChalkInstance } from 'chalk'
import type { Context, OutputStream } from '../context'
import { settingsIn } from '../env'
import { WxError } from '../errors'
import { jsonText } from '../unsafe-characters'
import { blank, blanked, redact, secretFormsIn, withoutSecretForms } from '../wechat/redact'
import type { Subject } from './hint'
import { type Fill, format, type Language, type Message } from './language'
import { frame } from './messages/frame'
import { marking } from './own-styles'
import { harmless, printable, steerless } from './printable'
import type { Choice } from './prompts'
import { shellWord } from './shell-word'

export interface TerminalOptions {
  readonly language: Language
  readonly json: boolean
  readonly quiet: boolean
  readonly debug: boolean
  /** False with `--no-input`: nothing is asked. */
  readonly input: boolean
  readonly color: 'auto' | 'always' | 'never'
  /** Words of the command line: warnings do not repeat those that look like secrets, nor values of the environment. */
  readonly words?: readonly string[]
}

/** The flag that answers a question where nothing can be asked. */
export interface Asking {
  readonly flag: string
}

/**
 * Results that are written byte for byte where stdout is not a terminal, with the reason why bytes cannot be escaped.
 */
const rawResults = {
  apiBody: 'any answer of WeChat as it is, a picture or a page as well: `wxadmin api … > file`',
} as const

export type RawResult = keyof typeof rawResults

/** One line on stderr that is drawn again and wiped at the end. */
export interface LiveLine {
  /** False where nobody would see it, or where the terminal cannot wipe a line: nothing is drawn then. */
  readonly isShown: boolean
  readonly columns: number
  draw(text: string): void
  wipe(): void
}

/**
 * How the program speaks: results on stdout, everything for a person on stderr. All output passes through here, and
 * nothing from outside controls the terminal or is a command to a CI runner (`harmless`).
 */
export class Terminal implements LiveLine {
  /** Whose credentials are used, once that is known: hints name it. */
  subject: Subject = {}
  private painted: { out?: ChalkInstance; err?: ChalkInstance } = {}

  constructor(
    private readonly context: Context,
    readonly options: TerminalOptions,
    private readonly secrets = new Set<string>(),
    private readonly warnings: string[] = [],
  ) {}

  /** Paints for stdout. */
  get out(): ChalkInstance {
    this.painted.out ??= this.paint(this.context.screen)
    return this.painted.out
  }

  /** Paints for stderr. */
  get err(): ChalkInstance {
    this.painted.err ??= this.paint(this.context.stderr)
    return this.painted.err
  }

  /** The same terminal spoken to in another way; what one of them hides, both hide. */
  with(options: TerminalOptions): Terminal {
    return new Terminal(this.context, options, this.secrets, this.warnings)
  }

  /** Whether a person can be asked. */
  get interactive(): boolean {
    const { env, stdin, stderr } = this.context
    return Boolean(this.options.input && !env.CI && stderr.isTTY && stdin.isTTY)
  }

  get language(): Language {
    return this.options.language
  }

  get json(): boolean {
    return this.options.json
  }

  /** The warnings that wait, with `--json`. They wait no longer. */
  takeWarnings(): string[] {
    return this.warnings.splice(0)
  }

  /** Whether a line on stderr can be drawn over, and somebody sees it. */
  get isShown(): boolean {
    const { env, stderr } = this.context
    return stderr.isTTY === true && !this.options.quiet && !this.json && env.TERM !== 'dumb'
  }

  /** The streams themselves, for a child process alone: what it writes is its own. */
  get childStreams(): Pick<Context, 'stdout' | 'stderr'> {
    const { stdout, stderr } = this.context
    return { stdout, stderr }
  }

  /** Columns of stderr, where plans and previews are drawn; 80 where it is no terminal, or one that does not know. */
  get columns(): number {
    return this.context.stderr.columns || 80
  }

  /** What plans are drawn with on stderr: in the width of a terminal, and unbroken where there is none. */
  get pen(): { readonly paint: ChalkInstance; readonly language: Language; readonly columns?: number } {
    const { isTTY } = this.context.stderr
    return { paint: this.err, language: this.language, ...(isTTY && { columns: this.columns }) }
  }

  /** A long line for stderr: broken to fit where that is a terminal, its further lines indented; else as it is. */
  async wrapped(text: string, indent = '  '): Promise<string> {
    if (!this.context.stderr.isTTY) return text
    const { paragraph } = await import('./paragraph')
    return paragraph(this.redact(text), this.columns, indent)
  }

  /** A sentence in the person's language. */
  t<M extends Message>(message: M, ...params: Fill<M>): string {
    return format(message, this.language, params[0], this.platform)
  }

  /** The operating system, in whose shells commands are pasted. */
  get platform(): string {
    return this.context.platform
  }

  /**
   * A text of the person as a word of a command to copy.
   * @param name shown in its place where it cannot be quoted: `FILE`
   */
  word(text: string, name = 'FILE'): string {
    return shellWord(text, this.platform) ?? name
  }

  /** Blanks out this value in everything written to stderr from now on. */
  hide(secret: string | undefined): void {
    if (secret) this.secrets.add(secret)
  }

  /** Blanks out secrets as every line on stderr has them blanked out. */
  redact(text: string): string {
    return redact(text, this.secrets)
  }

  /** Takes out hidden values alone, where every other word counts. */
  blank(text: string): string {
    return blank(text, this.secrets)
  }

  /** Values that are blanked out in everything written to stderr. */
  get hidden(): ReadonlySet<string> {
    return this.secrets
  }

  /** A file's name that was given, without what is or looks like a secret: one may have been typed in its place. */
  fileName(name: string): string {
    return this.blank(withoutSecretForms(name))
  }

  /** One line, or several, of the result. */
  print(text: string): void {
    this.context.print(ended(harmless(text)))
  }

  /** Lines of the result that are commands to a CI runner on purpose (terminal/github.ts). */
  printCommands(text: string): void {
    this.context.print(ended(steerless(text)))
  }

  /** A result that is written byte for byte where stdout is no terminal; on one it is text like any other. */
  printRaw(_: RawResult, bytes: Buffer): void {
    if (this.context.stdout.isTTY) this.print(bytes.toString('utf8').replaceAll('\r\n', '\n'))
    else this.context.stdout.write(bytes)
  }

  /**
   * The result: one JSON document with `--json`, else what `human` returns (nothing for an empty string).
   * @param value a function where it takes work to make: only `--json` calls it
   */
  result(value: unknown, human: () => string): void {
    if (this.json) this.print(jsonText(typeof value === 'function' ? value() : value, 2))
    else {
      const text = human()
      if (text !== '') this.print(text)
    }
  }

  /**
   * One event of a long-running command: a JSON object on a line, or a line for a person on stderr. What came from
   * outside may hold a secret, and logs are kept: known ones are blanked out in both.
   */
  event(value: { readonly type: string } & Record<string, unknown>, human: () => string): void {
    if (this.json) {
      const { type, ...rest } = value
      const time = new Date(this.context.now()).toISOString()
      this.print(jsonText({ type, time, ...blanked(rest, this.secrets) }))
    } else this.say(human())
  }

  /** Progress, hints and summaries, on stderr; silent with `--quiet`. */
  note<M extends Message>(message: M, ...params: Fill<M>): void {
    this.say(this.t(message, ...params))
  }

  /** As `note`, for text that is already made. Silent with `--json` too: stderr is read by a program then. */
  say(text: string): void {
    if (!this.options.quiet && !this.json) this.write(text)
  }

  /**
   * Something is not as it should be but the command goes on; also with `--quiet`. With `--json` it waits for the
   * end: an error's document carries it, so that stderr stays one document.
   */
  warn<M extends Message>(message: M, ...params: Fill<M>): void {
    const given = secretFormsIn([...(this.options.words ?? []), ...settingsIn(this.context.env)])
    const text = blank(this.redact(this.t(message, ...params)), given)
    if (this.json) {
      this.warnings.push(text)
      return
    }
    this.write(`${this.err.yellow(this.t(frame.warning))}${text}`)
  }

  /** Lines of `--debug`. */
  trace(text: string): void {
    if (this.options.debug) this.write(this.err.dim(text))
  }

  /** Lines on stderr, secrets blanked out. */
  write(text: string): void {
    this.writeUnredacted(this.redact(text))
  }

  /** As `write`, for lines in which a secret is shown on purpose: to the person it belongs to, at a terminal. */
  writeUnredacted(text: string): void {
    this.context.stderr.write(`${harmless(text)}\n`)
  }

  /** A JSON document on a line of stderr, secrets blanked out. */
  writeDocument(value: object): void {
    this.write(jsonText(value))
  }

  draw(text: string): void {
    if (this.isShown) this.context.stderr.write(`\r${printable(this.redact(text))}\u001b[K`)
  }

  wipe(): void {
    if (this.isShown) this.context.stderr.write('\r\u001b[K')
  }

  /** Empties the screen, and what was scrolled out of it. */
  clear(): void {
    if (this.context.stderr.isTTY) this.context.stderr.write('\u001b[2J\u001b[3J\u001b[H')
  }

  /**
   * Asks for a yes. Nobody there to ask is never a yes.
   * @throws CONFIRMATION_NEEDED where nothing can be asked, DECLINED at a no
   */
  async confirm(question: string, asking: Asking): Promise<void> {
    if (!this.interactive) throw new WxError('CONFIRMATION_NEEDED', { flag: asking.flag })
    const prompts = await this.prompts()
    if (!(await prompts.confirm(question))) throw new WxError('DECLINED')
  }

  /** Asks for a line. @throws ANSWER_MISSING where nothing can be asked */
  async ask(
    question: string,
    asking: Asking & { readonly initial?: string; readonly validate?: (value: string) => true | string },
  ): Promise<string> {
    if (!this.interactive) throw new WxError('ANSWER_MISSING', { flag: asking.flag })
    return (await this.prompts()).line(question, asking.initial, asking.validate)
  }

  /** Asks for a secret, typed unseen. @throws ANSWER_MISSING where nothing can be asked */
  async askSecret(
    question: string,
    asking: Asking & { readonly validate?: (value: string) => true | string },
  ): Promise<string> {
    if (!this.interactive) throw new WxError('ANSWER_MISSING', { flag: asking.flag })
    return (await this.prompts()).secret(question, asking.validate)
  }

  /** Asks for one of several. @throws ANSWER_MISSING where nothing can be asked */
  async choose<Value extends string>(
    question: string,
    choices: readonly Choice<Value>[],
    asking: Asking,
  ): Promise<Value> {
    if (!this.interactive) throw new WxError('ANSWER_MISSING', { flag: asking.flag })
    return (await this.prompts()).choose(question, choices)
  }

  private paint(stream: Pick<OutputStream, 'isTTY'>): ChalkInstance {
    return marking(new Chalk({ level: colourLevel(this.context, stream, this.options.color) }))
  }

  private async prompts() {
    const { createPrompts } = await import('./prompts')
    const { stdin: input, stderr: output, signal, jobs, platform, pid } = this.context
    return createPrompts({ input, output, signal, jobs, platform, pid, language: this.language })
  }
}

const ended = (text: string) => (text.endsWith('\n') ? text : `${text}\n`)

/**
 * Colours that a stream is painted with: 0 none, 1 the 16 of a terminal, 2 256, 3 all. `--color` comes first, then
 * NO_COLOR (no-color.org), then FORCE_COLOR (force-color.org): `0` and `false` mean none, 1 to 3 the level, anything else
 * that there are some; each of the two means nothing when empty.
 */
function colourLevel(
  { env }: Context,
  stream: Pick<OutputStream, 'isTTY'>,
  choice: TerminalOptions['color'],
): 0 | 1 | 2 | 3 {
  if (choice === 'never') return 0
  const forced = env.FORCE_COLOR
  if (choice === 'auto') {
    if (env.NO_COLOR || forced === '0' || forced === 'false') return 0
    if (!forced && (env.TERM === 'dumb' || !stream.isTTY)) return 0
  }
  if (forced === '1' || forced === '2' || forced === '3') return Number(forced) as 1 | 2 | 3
  if (env.COLORTERM === 'truecolor') return 3
  return env.TERM?.includes('256') ? 2 : 1
}
