/** Tokens written into files, for programs that can only read one. */
import { WxError } from '../../../errors'
import type { HubValue } from '../../../hub/renewal'
import type { CommandContext } from '../../command'
import { checkOutput, writeOutput } from '../../output-file'
import { reasonIn } from './report'

/** Its place in the name of the file is taken by the account's own. */
const PLACE = 'APPID'
/** A file that others could read before keeps no such mode; a link is replaced, not followed. */
const WRITING = { mode: 0o600, keepsMode: false, followLink: false } as const

export class Sink {
  /** One file is written at a time, the latest value last. */
  private readonly writes = new Map<string, Promise<void>>()

  private constructor(
    private readonly cx: CommandContext,
    private readonly file: string,
    private readonly onFailure: (file: string, reason: string) => void,
  ) {}

  /**
   * @param file as it was given
   * @throws WxError HUB_SINK_AMBIGUOUS, and as `checkOutput`
   */
  static async open(
    cx: CommandContext,
    file: string,
    appids: readonly string[],
    onFailure: (file: string, reason: string) => void,
  ): Promise<Sink> {
    if (appids.length > 1 && !file.includes(PLACE))
      throw new WxError('HUB_SINK_AMBIGUOUS', { file, count: appids.length })
    const sink = new Sink(cx, file, onFailure)
    for (const appid of appids) await checkOutput(cx, sink.fileOf(appid), WRITING)
    return sink
  }

  /** `{appid, access_token, expires_at, generation}`; `expires_at`: seconds since 1970. Never throws. */
  write(appid: string, { token, expiresAt, generation }: HubValue): void {
    const file = this.fileOf(appid)
    const content = { appid, access_token: token, expires_at: Math.floor(expiresAt / 1000), generation }
    const former = this.writes.get(appid) ?? Promise.resolve()
    const next = former
      .then(() => writeOutput(this.cx, file, `${JSON.stringify(content)}\n`, WRITING))
      .catch((error: unknown) => this.onFailure(file, reasonIn(error)))
    this.writes.set(appid, next)
  }

  /** Waits for what is being written. */
  async close(): Promise<void> {
    await Promise.all(this.writes.values())
  }

  private fileOf(appid: string): string {
    return this.file.replaceAll(PLACE, appid)
  }
}
