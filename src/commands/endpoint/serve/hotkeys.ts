import { emitKeypressEvents, type Key } from 'node:readline'
import type { Endpoint } from '../../../endpoint/server/server'
import { exitCodes } from '../../../errors'
import { canBeRaw, isInForeground, Keyboard } from '../../../terminal/keyboard'
import { serveMessages as say } from '../../../terminal/messages/serve'
import { table } from '../../../terminal/table'
import type { CommandContext } from '../../command'
import type { KnownCallback } from '../callback'
import { showListening } from './banner'
import type { Ending } from './ending'
import { showFields } from './fields'
import type { PublicAddress, ServeOptions } from './options'
import type { Reporter } from './report'

/** A running endpoint, as far as keys act on it. */
export interface Running {
  readonly endpoint: Endpoint
  readonly options: ServeOptions
  readonly known: KnownCallback
  readonly reporter: Reporter
  readonly ending: Ending
  /** Of --public-url. */
  readonly address?: PublicAddress
}

/** What the keys do. */
export class Hotkeys {
  /** Where WeChat reaches the endpoint, once that is known. */
  address?: PublicAddress
  readonly actions: KeyActions

  constructor(
    private readonly cx: CommandContext,
    private readonly running: Running,
  ) {
    const { ending } = running
    this.address = running.address
    this.actions = {
      t: () => void this.test(),
      r: () => void this.again(),
      d: () => this.details(),
      c: () => this.clear(),
      f: () => this.fields(),
      h: () => this.help(),
      '?': () => this.help(),
      q: () => ending.end(0),
      'ctrl+c': () => ending.end(exitCodes.interrupted),
    }
  }

  private async test(): Promise<void> {
    const { testPush } = await import('./send')
    await this.send(testPush(this.cx, this.cx.terminal.t(say.testText)))
  }

  private async again(): Promise<void> {
    const { last } = this.running.reporter
    if (!last) return this.cx.terminal.note(say.nothingYet)
    const { asNew } = await import('./send')
    await this.send(asNew(this.cx, last.delivery.xml))
  }

  private async send(xml: string): Promise<void> {
    const { endpoint, known, ending } = this.running
    const { sendToItself } = await import('./send')
    const reason = await sendToItself(this.cx, endpoint.url, known, xml, ending.signal)
    if (reason !== undefined) this.cx.terminal.warn(say.sendFailed, { reason })
  }

  private details(): void {
    const { reporter } = this.running
    reporter.details = !reporter.details
    this.cx.terminal.note(reporter.details ? say.detailsOn : say.detailsOff)
  }

  private clear(): void {
    this.cx.terminal.clear()
    showListening(this.cx, this.running.endpoint.url, this.running.options)
  }

  private fields(): void {
    showFields(this.cx, {
      known: this.running.known,
      ...(this.address && { publicUrl: this.address.url }),
    })
  }

  private help(): void {
    const { terminal } = this.cx
    const rows = [
      ['t', say.keyTest],
      ['r', say.keyAgain],
      ['d', say.keyDetails],
      ['f', say.keyFields],
      ['c', say.keyClear],
      ['h', say.keyHelp],
      ['q', say.keyQuit],
    ] as const
    terminal.write(
      `${terminal.t(say.keys)}\n${table(rows.map(([key, words]) => ['', key, terminal.t(words)]))}`,
    )
  }
}

/** What a key does. */
export type KeyActions = Readonly<Record<string, () => void>>

/**
 * Listens to single keys where a person is at the terminal. A stdin that is not a terminal is not read, so its end does
 * not matter.
 * @param actions by the key's name; `ctrl+c` has to be among them, because a raw terminal sends no signal
 * @returns a function that gives the terminal back as it was; undefined where there is none
 */
export async function listenToKeys(
  { stdin, terminal, jobs, platform, pid }: CommandContext,
  actions: KeyActions,
): Promise<(() => void) | undefined> {
  if (!terminal.interactive || terminal.json || !canBeRaw(stdin)) return undefined
  if (!(await isInForeground({ jobs, platform, pid }))) return undefined
  const keyboard = new Keyboard({ stdin, jobs, platform, pid, inBackground: 'wait' })
  const press = (_: string | undefined, { name, sequence, ctrl, meta }: Key) => {
    const key = name ?? sequence ?? ''
    if (meta || (ctrl && key !== 'c')) return
    actions[ctrl ? 'ctrl+c' : key]?.()
  }
  emitKeypressEvents(keyboard.keys)
  keyboard.keys.on('keypress', press)
  return () => keyboard.close()
}
