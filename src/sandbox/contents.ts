import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The contents of uploaded files, by their SHA-256: they are no part of the state, which is one JSON document. */
export interface Contents {
  put(sha256: string, content: Buffer): void
  get(sha256: string): Buffer | undefined
  delete(sha256: string): void
  clear(): void
}

/** Contents that end with the process. */
export class MemoryContents implements Contents {
  private readonly kept = new Map<string, Buffer>()

  put(sha256: string, content: Buffer): void {
    this.kept.set(sha256, content)
  }

  get(sha256: string): Buffer | undefined {
    return this.kept.get(sha256)
  }

  delete(sha256: string): void {
    this.kept.delete(sha256)
  }

  clear(): void {
    this.kept.clear()
  }
}

/** Contents as files, one each, that several processes share. At once, for they belong to a transaction of the state. */
export class FileContents implements Contents {
  constructor(private readonly directory: string) {}

  put(sha256: string, content: Buffer): void {
    mkdirSync(this.directory, { recursive: true, mode: 0o700 })
    const next = `${this.file(sha256)}.new`
    writeFileSync(next, content, { mode: 0o600 })
    renameSync(next, this.file(sha256))
  }

  get(sha256: string): Buffer | undefined {
    try {
      return readFileSync(this.file(sha256))
    } catch {
      return undefined
    }
  }

  delete(sha256: string): void {
    rmSync(this.file(sha256), { force: true })
  }

  clear(): void {
    rmSync(this.directory, { recursive: true, force: true })
  }

  private file(sha256: string): string {
    return join(this.directory, sha256)
  }
}
