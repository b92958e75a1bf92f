import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * The contents of uploaded files, by their SHA-256: files on disk, which several processes may share, apart from the
 * state, which is one JSON document. Its methods are synchronous: they run within a transaction of the state.
 */
export class Contents {
  private isTidy = false

  constructor(private directory?: string) {}

  put(sha256: string, content: Buffer): void {
    const file = join(this.place(), sha256)
    writeFileSync(`${file}.new`, content, { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }

  /** The file of a content; undefined where there is none. */
  find(sha256: string): string | undefined {
    const file = this.directory === undefined ? undefined : join(this.directory, sha256)
    return file !== undefined && statSync(file, { throwIfNoEntry: false }) ? file : undefined
  }

  delete(sha256: string): void {
    if (this.directory !== undefined) rmSync(join(this.directory, sha256), { force: true })
  }

  /** Deletes all contents but those that are still being received. */
  clear(): void {
    for (const name of this.names()) if (!name.endsWith(ARRIVING)) this.delete(name)
    try {
      if (this.directory !== undefined) rmdirSync(this.directory)
    } catch {
      // It does not exist, or something is still being received.
    }
  }

  /**
   * Deletes, once, what killed processes left behind: unfinished files, and contents that the state does not name.
   * New files stay, because another process may be at work on them.
   * @param known the contents that the state names
   */
  tidy(known: ReadonlySet<string>): void {
    if (this.isTidy) return
    this.isTidy = true
    for (const name of this.names())
      if (!known.has(name) && isOlder(join(this.place(), name), ABANDONED_MS)) this.delete(name)
  }

  /** A file name for a content that is being received. @param name unique to it */
  arriving(name: string): string {
    return join(this.place(), `${name}${ARRIVING}`)
  }

  /** Deletes what is to end with the process. */
  async end(): Promise<void> {}

  /** The directory, with mode 0700. */
  protected place(): string {
    this.directory ??= this.makePlace()
    mkdirSync(this.directory, { recursive: true, mode: 0o700 })
    return this.directory
  }

  protected makePlace(): string {
    throw new Error('a directory is missing')
  }

  private names(): string[] {
    try {
      return this.directory === undefined ? [] : readdirSync(this.directory)
    } catch {
      return []
    }
  }
}

const ARRIVING = '.part'
const ABANDONED_MS = 3_600_000

const PREFIX = 'wxadmin-sandbox-'
/** How often a process marks its directory as in use, and after how long without a mark it counts as abandoned. */
const TOUCH_MS = 600_000
const UNUSED_MS = 86_400_000

/**
 * Contents that end with the process, in a temporary directory that the first upload makes. A killed process leaves its
 * directory behind; a later process deletes it after a day.
 */
export class TemporaryContents extends Contents {
  private own?: { readonly directory: string; readonly timer: NodeJS.Timeout }

  override async end(): Promise<void> {
    const { own } = this
    if (!own) return
    clearInterval(own.timer)
    await rm(own.directory, { recursive: true, force: true, maxRetries: 3 })
  }

  protected override makePlace(): string {
    sweepUnused()
    const directory = mkdtempSync(join(tmpdir(), PREFIX)) // 0700
    const timer = setInterval(() => touch(directory), TOUCH_MS).unref()
    this.own = { directory, timer }
    return directory
  }
}

function touch(directory: string): void {
  try {
    utimesSync(directory, new Date(), new Date())
  } catch {
    // It was deleted: it is made again at the next upload.
  }
}

function sweepUnused(): void {
  try {
    for (const name of readdirSync(tmpdir())) {
      const directory = join(tmpdir(), name)
      if (name.startsWith(PREFIX) && isOlder(directory, UNUSED_MS))
        rmSync(directory, { recursive: true, force: true })
    }
  } catch {
    // A directory of another user cannot be deleted.
  }
}

function isOlder(path: string, ms: number): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  return found !== undefined && Date.now() - found.mtimeMs > ms
}
