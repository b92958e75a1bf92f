import type { IncomingMessage } from 'node:http'
import { Refusal } from '../push/pipeline-refusal'
import type { EndpointLimits } from './options'

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
