/** What a hub tells while it runs: to a person on stderr, or with `--json` one object a line on stdout. */
import { errcodeOf, reasonOf, WxError } from '../../../errors'
import type { ValueKind } from '../../../hub/account'
import type { RenewalEvent } from '../../../hub/renewal'
import type { RequestEvent } from '../../../hub/server'
import { explain } from '../../../terminal/errors'
import type { Fill, Message } from '../../../terminal/language'
import { hubMessages as say } from '../../../terminal/messages/hub'
import type { CommandContext } from '../../command'
import { lifeOf } from '../life'
import { timeLeft } from '../time-left'

export class HubReport {
  constructor(private readonly cx: CommandContext) {}

  renewal(appid: string, kind: ValueKind, event: RenewalEvent): void {
    if (event.type === 'failed') {
      void this.failed(appid, kind, event)
      return
    }
    if (event.type === 'not-kept') {
      this.warn(say.notKept, { appid, kind, reason: reasonIn(event.error) })
      return
    }
    const { terminal, now } = this.cx
    const { token, generation, expiresAt } = event.value
    terminal.hide(token)
    const isNew = event.type === 'adopted' || event.isNew
    const life = lifeOf(expiresAt, now())
    const fact = { type: event.type, appid, kind, generation, ...(event.type === 'fetched' && { isNew }) }
    terminal.event({ ...fact, ...life }, () =>
      terminal.t(isNew ? say.fetchedNew : say.fetchedSame, {
        appid,
        kind,
        generation,
        left: timeLeft(life, terminal),
      }),
    )
  }

  /** One line a request, for `--log`. */
  request(event: RequestEvent): void {
    const { terminal, now } = this.cx
    terminal.event({ type: 'request', ...event }, () => {
      const { method, path, status, ms, key = '-', appid = '-', refused, errcode } = event
      const { err } = terminal
      const clock = new Date(now()).toTimeString().slice(0, 8)
      const code = status < 400 ? err.green(String(status)) : err.red(String(status))
      const outcome = refused ?? (errcode === undefined ? '' : String(errcode))
      return `${err.dim(clock)} ${method.padEnd(4)} ${path} ${code} ${ms} ms  ${key} ${appid}${outcome && ` ${err.yellow(outcome)}`}`
    })
  }

  /** A request that could not be answered for a reason that is the hub's own. */
  async failure(error: unknown): Promise<void> {
    this.warn(say.requestFailed, { message: await this.sentence(error) })
  }

  sinkFailed(file: string, reason: string): void {
    this.warn(say.sinkFailed, { file, reason })
  }

  /** At once with `--json` as well, where `terminal.warn` would wait for the end. */
  warn<M extends Message>(message: M, ...params: Fill<M>): void {
    const { terminal } = this.cx
    if (!terminal.json) terminal.warn(message, ...params)
    else
      terminal.event({ type: 'warning', message: terminal.redact(terminal.t(message, ...params)) }, () => '')
  }

  private async failed(
    appid: string,
    kind: ValueKind,
    { error, retryMs }: Extract<RenewalEvent, { readonly type: 'failed' }>,
  ): Promise<void> {
    const { terminal } = this.cx
    const message = await this.sentence(error)
    const seconds = Math.ceil(retryMs / 1000)
    const code = error instanceof WxError ? error.code : 'INTERNAL'
    const errcode = errcodeOf(error)
    const fact = { type: 'failed', appid, kind, code, ...(errcode !== undefined && { errcode }) }
    terminal.event({ ...fact, message: terminal.redact(message), retryIn: seconds }, () =>
      terminal.err.red(terminal.t(say.failed, { appid, kind, message, seconds })),
    )
  }

  /** What failed, why, and what to do. */
  private async sentence(error: unknown): Promise<string> {
    if (!(error instanceof WxError)) return reasonOf(error)
    const { what, why, tryThis } = await explain(error, this.cx.terminal)
    return [what, why, tryThis].filter(Boolean).join(' · ')
  }
}

/** The reason that an error names; of the system as the code. */
export const reasonIn = (error: unknown): string =>
  error instanceof WxError ? String(error.params.reason ?? error.code) : reasonOf(error)
