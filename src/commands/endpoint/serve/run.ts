import type { Tunnel } from '../../../endpoint/server/tunnel'
import type { Fill, Message } from '../../../terminal/language'
import { serveMessages as say } from '../../../terminal/messages/serve'
import { isLoopback } from '../../../wechat/hosts'
import { stoppedCode } from '../../aborted'
import type { CommandContext } from '../../command'
import { isStdin } from '../../input-file'
import { writeReadyFile } from '../../ready-file'
import { showListening, showNext } from './banner'
import { showFields } from './fields'
import { Hotkeys, listenToKeys, type Running } from './hotkeys'
import { type PublicAddress, readPublicUrl } from './options'

/**
 * Says where the endpoint is and what to do with it, waits for its end, and closes it in any case.
 * @param path of the endpoint
 * @returns the exit code
 * @throws WxError FILE_UNWRITABLE for --ready-file, TUNNEL_FAILED
 */
export async function runEndpoint(cx: CommandContext, path: string, running: Running): Promise<number> {
  const { endpoint, options, reporter, ending } = running
  const opened: { tunnel?: Tunnel; releaseKeys?: () => void } = {}
  let code: number | undefined
  try {
    if (options.readyFile !== undefined) await writeReadyFile(cx, options.readyFile, endpoint)
    const keys = new Hotkeys(cx, running)
    // Where the rules come from stdin there is nothing left of it to press keys on.
    const hasStdin = options.reply === undefined || !isStdin(options.reply)
    if (hasStdin) opened.releaseKeys = await listenToKeys(cx, keys.actions)
    const hasKeys = opened.releaseKeys !== undefined
    reportReady(cx, running)
    if (options.tunnel !== undefined) {
      cx.terminal.note(say.tunnelWaiting)
      opened.tunnel = await tunnelOf(cx, path, running, options.tunnel, (address) => {
        keys.address = address
        cx.terminal.event({ type: 'tunnel', publicUrl: address.url }, () => '')
        void introduce(cx, running, address, hasKeys)
      })
    } else await introduce(cx, running, running.address, hasKeys)
    code = await ending.reached
  } finally {
    opened.releaseKeys?.()
    ending.end(0) // whatever is still being sent
    await Promise.all([opened.tunnel?.close(), endpoint.close()])
    reporter.end()
  }
  cx.terminal.event({ type: 'stopped' }, () => cx.terminal.t(say.stopped))
  return code ?? stoppedCode(cx.signal)
}

function reportReady(cx: CommandContext, { endpoint, options, known, address }: Running): void {
  const { terminal, pid } = cx
  const { url, port } = endpoint
  if (!terminal.json) showListening(cx, url, options)
  else {
    const { mode, account, keptIn } = known
    const publicUrl = address?.url
    terminal.event({ type: 'ready', url, port, pid, mode, account, keptIn, publicUrl }, () => '')
  }
  if (!isLoopback(options.host)) warn(cx, say.notLoopback, { host: options.host })
}

/** The fields of the console, and what to do next. */
async function introduce(
  cx: CommandContext,
  { endpoint, options, known }: Running,
  address: PublicAddress | undefined,
  hasKeys: boolean,
): Promise<void> {
  if (address?.doubt) warn(cx, address.doubt === 'port' ? say.publicPort : say.publicPrivate, address)
  showFields(cx, { known, ...(address && { publicUrl: address.url }) })
  await showNext(cx, { url: endpoint.url, options, isPublic: address !== undefined, hasKeys })
}

async function tunnelOf(
  cx: CommandContext,
  path: string,
  { endpoint, ending }: Running,
  command: string,
  found: (address: PublicAddress) => void,
): Promise<Tunnel> {
  const { startTunnel } = await import('./tunnel')
  return startTunnel(cx, command, endpoint, {
    address: (origin) => found(readPublicUrl(origin, path)),
    slow: (seconds) => warn(cx, say.tunnelSlow, { seconds }),
    failed: (error) => ending.fail(error),
  })
}

/** At once with `--json` as well, where `terminal.warn` would wait for the end. */
function warn<M extends Message>({ terminal }: CommandContext, message: M, ...params: Fill<M>): void {
  if (!terminal.json) terminal.warn(message, ...params)
  else terminal.event({ type: 'warning', message: terminal.redact(terminal.t(message, ...params)) }, () => '')
}
