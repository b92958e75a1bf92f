import { randomBytes } from 'node:crypto'
import { type FileHandle, open, readFile, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import type { Contents } from './contents'

/** The platform allows 10 MB; a little more is received, so that it can answer with the platform's own code. */
const MOST_BYTES = 16 * 1024 * 1024
/** Uploads received at one time: one more ends the oldest. */
const AT_ONCE = 64

/** The body could not be received: it is too large, or the caller has gone away. */
export class BodyFailed extends Error {
  constructor(readonly reason: 'too-large' | 'broken-off') {
    super(reason)
  }
}

/**
 * Receives the bodies of uploads. They are written to disk as they arrive and read into memory one after the other: any
 * number of slow uploads takes no more memory than one.
 */
export class Uploads {
  private readonly arriving = new Set<IncomingMessage>()
  private turn: Promise<unknown> = Promise.resolve()

  constructor(private readonly contents: Contents) {}

  /**
   * Receives a body and runs `work` with it; no other body is in memory meanwhile.
   * @throws BodyFailed, and what the work throws
   */
  async take<R>(request: IncomingMessage, work: (body: Buffer) => Promise<R>): Promise<R> {
    const path = this.contents.arriving(randomBytes(12).toString('hex'))
    try {
      await this.receive(request, path)
      return await this.alone(async () => work(await readFile(path)))
    } finally {
      await rm(path, { force: true })
    }
  }

  private async receive(request: IncomingMessage, path: string): Promise<void> {
    if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) throw new BodyFailed('too-large')
    const file = await open(path, 'wx', 0o600)
    this.arriving.add(request)
    const [oldest] = this.arriving
    if (this.arriving.size > AT_ONCE && oldest) oldest.destroy()
    try {
      await spool(request, file)
    } finally {
      this.arriving.delete(request)
      await file.close()
    }
  }

  private alone<R>(work: () => Promise<R>): Promise<R> {
    const done = this.turn.then(work)
    this.turn = done.catch(() => undefined)
    return done
  }
}

async function spool(request: IncomingMessage, file: FileHandle): Promise<void> {
  let size = 0
  try {
    // Not destroyed when it is too large: the answer goes over its connection.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > MOST_BYTES) throw new BodyFailed('too-large')
      await file.write(chunk)
    }
  } catch (error) {
    throw error instanceof BodyFailed || request.complete ? error : new BodyFailed('broken-off')
  }
  if (!request.complete) throw new BodyFailed('broken-off')
}
