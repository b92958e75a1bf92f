import type { CommandContext } from './command'
import { writeOutput } from './output-file'

/**
 * Tells a waiting script that connections are accepted: `{url, port, pid}` as JSON, with `env` of the sandbox and
 * `authorizeUrl` of `oauth login`. The file appears whole or not at all, so its being there is enough to wait for.
 * @throws WxError FILE_UNWRITABLE
 */
export async function writeReadyFile(
  cx: CommandContext,
  file: string,
  ready: {
    readonly url: string
    readonly port: number
    readonly env?: Readonly<Record<string, string>>
    readonly authorizeUrl?: string
  },
): Promise<void> {
  const { url, port, env, authorizeUrl } = ready
  await writeOutput(cx, file, `${JSON.stringify({ url, port, pid: cx.pid, env, authorizeUrl }, null, 2)}\n`, {
    mode: 0o600, // the state of a login is what keeps foreign codes out
    followLink: false,
  })
}
