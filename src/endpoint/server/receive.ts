import type { IncomingMessage } from 'node:http'
import { Refusal } from '../refusal'
import type { EndpointLimits } from './options'

/** What WeChat adds to the query of its calls (docs/platform.md 3.1); '' where it is missing. `echostr` as it stands there. */
export class CallQuery {
  signature = ''
  timestamp = ''
  nonce = ''
  echostr = ''
  encrypt_type = ''
  msg_signature = ''
  /** The first of these names that stands there twice: which of the two would count is anybody's guess. */
  twice?: CallParameter
}

export type CallParameter = 'signature' | 'timestamp' | 'nonce' | 'echostr' | 'encrypt_type' | 'msg_signature'

/** @param query as it stands in the request, without its question mark */
export function readQuery(query: string): CallQuery {
  const found = new CallQuery()
  const seen: string[] = []
  for (const pair of query.split('&')) {
    const at = pair.indexOf('=')
    const name = textOf(at < 0 ? pair : pair.slice(0, at))
    if (!isOurs(name)) continue
    if (seen.includes(name)) found.twice ??= name
    else {
      seen.push(name)
      put(found, name, at < 0 ? '' : pair.slice(at + 1))
    }
  }
  return found
}

const NAMES = ['signature', 'timestamp', 'nonce', 'echostr', 'encrypt_type', 'msg_signature']

const isOurs = (name: string): name is CallParameter => NAMES.includes(name)

function put(found: CallQuery, name: CallParameter, raw: string): void {
  if (name === 'echostr')
    found.echostr = raw // any bytes: see bytesOf
  else found[name] = textOf(raw)
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what is not ASCII is looked for
const PLAIN = /^[\u0000-\u0024\u0026-\u002a\u002c-\u007f]*$/

const textOf = (raw: string): string => (PLAIN.test(raw) ? raw : bytesOf(raw).toString())

/** A parameter's value byte for byte, whether or not it is UTF-8. @param raw as it stands in the query */
export function bytesOf(raw: string): Buffer {
  const unescaped = raw
    .replaceAll('+', ' ')
    .replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(unescaped, 'latin1')
}

/** Reads bodies; what is held at one time is bounded for each and for all together. */
export class BodyReader {
  /** Bytes of the bodies that are on their way in. */
  private held = 0

  constructor(private readonly limits: EndpointLimits) {}

  /** @returns the refusal of a body that is announced as too large: nobody needs to send it */
  refusal(request: IncomingMessage): Refusal | undefined {
    const length = Number(request.headers['content-length'] ?? 0)
    return length > this.limits.bodyBytes ? this.tooLarge() : undefined
  }

  /** @param done called once, with the whole body or why there is none */
  read(request: IncomingMessage, done: (body: Buffer | Refusal) => void): void {
    const chunks: Buffer[] = []
    let size = 0
    let isDone = false
    const settle = (result: Buffer | Refusal) => {
      isDone = true
      this.held -= size
      if (result instanceof Refusal) request.pause()
      done(result)
    }
    request.on('data', (chunk: Buffer) => {
      if (isDone) return
      size += chunk.length
      this.held += chunk.length
      chunks.push(chunk)
      if (size > this.limits.bodyBytes) settle(this.tooLarge())
      else if (this.held > this.limits.bodiesBytes)
        settle(new Refusal('too-many-bytes', { limit: this.limits.bodiesBytes }))
    })
    request.on('end', () => {
      if (!isDone) settle(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks))
    })
    request.on('close', () => {
      if (!isDone) settle(new Refusal('body-broken-off', { bytes: size }))
    })
  }

  private tooLarge(): Refusal {
    return new Refusal('body-too-large', { limit: this.limits.bodyBytes })
  }
}
