/** The way to an endpoint: straight or through a proxy, with TLS where its address asks for it. */
import { connect, isIP, type Socket } from 'node:net'
import type { Progress } from '../fault'
import type { ProxyRoute } from '../proxy'
import { verified } from '../proxy'

export interface Destination {
  readonly url: URL
  readonly proxy?: ProxyRoute
  /** Offered in TLS; absent: the extension is left out, as old clients do. */
  readonly protocols?: readonly string[]
}

/**
 * Opens a connection over which a request can be written. Where the proxy refuses a tunnel, its status is in `progress`.
 * @param progress is kept up to date with how far it has come
 * @throws the system's error; `ABORT_ERR` when the signal aborts
 */
export async function connectTo(
  { url, proxy, protocols }: Destination,
  progress: Progress,
  signal: AbortSignal,
): Promise<Socket> {
  const isSecure = url.protocol === 'https:'
  const through = proxy && new URL(proxy.shown)
  const socket = await opened(through ?? url, signal)
  if (through?.protocol === 'https:') {
    const wrapped = await secured(socket, through, undefined, signal)
    if (!isSecure) return sent(wrapped, progress)
    return tunnelled(wrapped)
  }
  if (proxy && isSecure) return tunnelled(socket)
  return isSecure ? begin(socket) : sent(socket, progress)

  async function tunnelled(line: Socket): Promise<Socket> {
    progress.proxyStatus = await askForTunnel(line, url, proxy?.authorization, signal)
    if (progress.proxyStatus !== 200) {
      line.destroy()
      throw coded('ERR_PROXY_TUNNEL')
    }
    return begin(line)
  }

  async function begin(line: Socket): Promise<Socket> {
    progress.phase = 'tls'
    return sent(await secured(line, url, protocols, signal), progress)
  }
}

const sent = (socket: Socket, progress: Progress): Socket => {
  progress.phase = 'sent'
  return socket
}

const coded = (code: string): Error => Object.assign(new Error(code), { code })

/** Without the brackets of an IPv6 address. */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '')
const portOf = ({ port, protocol }: URL): number => Number(port || (protocol === 'https:' ? 443 : 80))

function opened(url: URL, signal: AbortSignal): Promise<Socket> {
  const socket = connect({ host: hostOf(url), port: portOf(url), noDelay: true })
  return once(socket, 'connect', signal)
}

async function secured(
  socket: Socket,
  url: URL,
  protocols: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<Socket> {
  const tls = await import('node:tls')
  const host = hostOf(url)
  const secure = tls.connect({
    ...verified,
    socket,
    host, // what the certificate is held against
    ...(isIP(host) === 0 && { servername: host }),
    ...(protocols && { ALPNProtocols: [...protocols] }),
  })
  return once(secure, 'secureConnect', signal)
}

/** Waits for an event of a connection that is being made; where it fails or is given up it is closed. */
function once<Line extends Socket>(
  socket: Line,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal,
): Promise<Line> {
  return new Promise((resolve, reject) => {
    const done = () => {
      signal.removeEventListener('abort', stop)
      socket.off('error', fail).off('close', close)
    }
    const fail = (error: Error) => {
      done()
      socket.on('error', () => undefined) // a second one would end the process
      socket.destroy()
      reject(error)
    }
    const stop = () => fail(coded('ABORT_ERR'))
    const close = () => fail(coded('ECONNRESET'))
    socket.once('error', fail).once('close', close)
    socket.once(event, () => {
      done()
      resolve(socket)
    })
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
  })
}

/** Bytes of a proxy's answer that are read. */
const MOST_HEAD_BYTES = 64 * 1024

/** Asks a proxy for a way to the host. @returns its status; NaN where what came is not HTTP */
function askForTunnel(
  socket: Socket,
  url: URL,
  authorization: string | undefined,
  signal: AbortSignal,
): Promise<number> {
  const place = `${url.hostname}:${portOf(url)}`
  const lines = [
    `CONNECT ${place} HTTP/1.1`,
    `Host: ${place}`,
    ...(authorization === undefined ? [] : [`Proxy-Authorization: ${authorization}`]),
    'Proxy-Connection: close',
  ]
  return new Promise((resolve, reject) => {
    let head = ''
    const done = () => {
      signal.removeEventListener('abort', stop)
      socket.off('data', read).off('error', fail).off('close', close).pause()
    }
    const fail = (error: Error) => {
      done()
      socket.on('error', () => undefined).destroy()
      reject(error)
    }
    const stop = () => fail(coded('ABORT_ERR'))
    const close = () => fail(coded('ECONNRESET'))
    const read = (bytes: Buffer) => {
      head += bytes.toString('latin1')
      const isHttp = 'HTTP/'.startsWith(head.slice(0, 5)) && head.length < MOST_HEAD_BYTES
      if (isHttp && !/\r?\n\r?\n/.test(head)) return
      done()
      resolve(Number(/^HTTP\/\d\.\d +(\d{3})/.exec(head)?.[1] ?? Number.NaN))
    }
    socket.on('data', read).once('error', fail).once('close', close)
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) return stop()
    socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  })
}
