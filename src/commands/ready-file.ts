import { rename, rm, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { WxError } from '../errors'
import type { CommandContext } from './command'

/**
 * Tells a waiting script that connections are accepted: `{url, port, pid}` as JSON, with `env` of the sandbox and
 * `authorizeUrl` of `oauth login`. The file appears whole or not at all, so its being there is enough to wait for.
 * @throws WxError FILE_UNWRITABLE
 */
export async function writeReadyFile(
  { cwd, pid, randomBytes }: CommandContext,
  file: string,
  ready: {
    readonly url: string
    readonly port: number
    readonly env?: Readonly<Record<string, string>>
    readonly authorizeUrl?: string
  },
): Promise<void> {
  const path = resolve(cwd, file)
  // In a directory that others share, a name they can guess might be their link to a file of ours.
  const next = `${path}.${randomBytes(8).toString('hex')}.new`
  const { url, port, env, authorizeUrl } = ready
  try {
    await writeFile(next, `${JSON.stringify({ url, port, pid, env, authorizeUrl }, null, 2)}\n`, {
      flag: 'wx',
      mode: 0o600, // the state of a login is what keeps foreign codes out
    })
    await rename(next, path)
  } catch (error) {
    await rm(next, { force: true }).catch(() => undefined)
    const reason = error instanceof Error ? (error.message.split(', ', 1)[0] ?? '') : String(error)
    throw new WxError('FILE_UNWRITABLE', { file, reason }, { cause: error })
  }
}
