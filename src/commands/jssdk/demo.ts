import { WxError } from '../../errors'
import { reachable } from '../../http/listen'
import { demoPage, demoParts, demoPolicy, JSSDK_SCRIPT } from '../../terminal/jssdk-html'
import { jssdkMessages as say } from '../../terminal/messages/jssdk'
import { isLoopback } from '../../wechat/hosts'
import { signedAddress } from '../../wechat/jssdk'
import { aborted, stoppedCode } from '../aborted'
import type { CommandContext } from '../command'
import { readPort } from '../port'
import { writeReadyFile } from '../ready-file'
import { type ShowOptions, showLink } from '../show-link'
import { webBase } from '../web-base'
import { pageAddress } from './address'
import { demoMusic, demoPicture } from './demo-parts'
import { type DemoServer, startDemo } from './demo-server'
import { signatureFor } from './sign'

interface Options extends ShowOptions {
  readonly port: string
  readonly host: string
  readonly publicUrl?: string
  readonly readyFile?: string
}

/**
 * `wxadmin jssdk demo`: serves a page that signs itself and shares, until a signal comes.
 *
 * With `--json` one object a line on stdout: `{type:"ready",time,url,port,pid}`, `{type:"signed",time,url}`,
 * `{type:"failed",time,url,message}`, `{type:"stopped",time}`.
 * @throws WxError VALUE_INVALID, VALUE_OUT_OF_RANGE, PORT_TAKEN, HOST_UNUSABLE, FILE_UNWRITABLE
 */
export async function demo(cx: CommandContext, _args: [], options: Options): Promise<number> {
  const { terminal } = cx
  const port = readPort(options.port)
  const published = options.publicUrl === undefined ? undefined : pageAddress(options.publicUrl)
  const { appid } = await cx.services.identity()
  if (!appid) throw new WxError('NO_ACCOUNT')
  const inSandbox = (await webBase(cx)) !== undefined
  const script = inSandbox ? `${await cx.services.base()}${new URL(JSSDK_SCRIPT).pathname}` : JSSDK_SCRIPT
  const server = await startDemo({
    host: options.host,
    port,
    page: demoPage(terminal.language, script),
    policy: demoPolicy(script),
    parts: new Map([
      ['/page.css', { type: 'text/css; charset=utf-8', content: demoParts.style }],
      ['/page.js', { type: 'text/javascript; charset=utf-8', content: demoParts.script }],
      ['/picture.png', { type: 'image/png', content: demoPicture() }],
      ['/music.wav', { type: 'audio/wav', content: demoMusic() }],
    ]),
    isOurs: (name) => published?.hostname === name || isLoopback(name) || name === reachable(options.host),
    isPage: ({ origin, pathname, protocol, hostname, port: asked }, served) => {
      if (published) return origin === published.origin && pathname === published.pathname
      const isHere = isLoopback(hostname) || hostname === reachable(options.host)
      return isHere && protocol === 'http:' && Number(asked || 80) === served && pathname === '/'
    },
    sign: (url) => signatureFor(cx, signedAddress(url)),
    onSigned: (url, error) => void tell(cx, url, error),
  })
  try {
    await announce(cx, server, options, published, inSandbox)
    await aborted(AbortSignal.any([cx.signal, cx.closed]))
  } finally {
    await server.close()
  }
  terminal.event({ type: 'stopped' }, () => terminal.t(say.demoStopped))
  return stoppedCode(cx.signal)
}

async function announce(
  cx: CommandContext,
  { port }: DemoServer,
  options: Options,
  published: URL | undefined,
  inSandbox: boolean,
): Promise<void> {
  const { terminal, pid } = cx
  const url = published?.href ?? `http://${reachable(options.host)}:${port}/`
  if (!isLoopback(options.host)) terminal.warn(say.notLoopback, { host: options.host })
  if (!published && !inSandbox) terminal.warn(say.phoneCannotReach)
  if (terminal.json) terminal.event({ type: 'ready', url, port, pid }, () => '')
  else {
    terminal.say(terminal.err.bold(terminal.t(say.demoListening, { url })))
    if (published) terminal.note(say.domain, { domain: published.hostname })
    terminal.say(terminal.err.dim(terminal.t(say.stopHint)))
  }
  if (options.readyFile !== undefined) await writeReadyFile(cx, options.readyFile, { url, port })
  await showLink(cx, url, options)
}

async function tell({ terminal }: CommandContext, url: string, error?: unknown): Promise<void> {
  if (error === undefined) {
    terminal.event({ type: 'signed', url }, () => terminal.t(say.demoSigned, { url }))
    return
  }
  let reason = String(error)
  if (error instanceof WxError) {
    const { explain } = await import('../../terminal/errors')
    const { what, tryThis } = await explain(error, terminal)
    reason = [what, tryThis].filter(Boolean).join('. ')
  }
  terminal.event({ type: 'failed', url, message: terminal.redact(reason) }, () =>
    terminal.t(say.demoFailed, { url, reason }),
  )
}
