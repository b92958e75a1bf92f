import { exitCodes } from '../../../errors'
import { serveMessages as say } from '../../../terminal/messages/serve'
import { table } from '../../../terminal/table'
import type { CommandContext } from '../../command'
import { showListening } from './banner'
import { showFields } from './fields'
import type { KeyActions } from './keys'
import type { PublicAddress } from './options'
import type { Session } from './session'

/** What the keys do. */
export class ServeKeys {
  /** Where WeChat reaches the endpoint, once that is known. */
  address?: PublicAddress
  readonly actions: KeyActions

  constructor(
    private readonly cx: CommandContext,
    private readonly session: Session,
  ) {
    const { ending } = session
    this.address = session.address
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
    const { last } = this.session.teller
    if (!last) return this.cx.terminal.note(say.nothingYet)
    const { asNew } = await import('./send')
    await this.send(asNew(this.cx, last.delivery.xml))
  }

  private async send(xml: string): Promise<void> {
    const { endpoint, known, ending } = this.session
    const { sendToItself } = await import('./send')
    const reason = await sendToItself(this.cx, endpoint.url, known, xml, ending.signal)
    if (reason !== undefined) this.cx.terminal.warn(say.sendFailed, { reason })
  }

  private details(): void {
    const { teller } = this.session
    teller.details = !teller.details
    this.cx.terminal.note(teller.details ? say.detailsOn : say.detailsOff)
  }

  private clear(): void {
    this.cx.terminal.clear()
    showListening(this.cx, this.session.endpoint.url, this.session.options)
  }

  private fields(): void {
    showFields(this.cx, {
      known: this.session.known,
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
