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
 * The contents of uploaded files, by their SHA-256: files on disk, which several processes may share. They are no part
 * of the state, which is one JSON document. At once, for they belong to a transaction of the state.
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

  /** Deletes all contents; what is on its way in is left. */
  clear(): void {
    for (const name of this.names()) if (!name.endsWith(ARRIVING)) this.delete(name)
    try {
      if (this.directory !== undefined) rmdirSync(this.directory)
    } catch {
      // It does not exist, or something is on its way in.
    }
  }

  /**
   * Deletes, once, what processes that were killed have left: unfinished files, and contents that nothing names.
   * Whatever is young may be another process's work.
   * @param known the contents that the state names
   */
  tidy(known: ReadonlySet<string>): void {
    if (this.isTidy) return
    this.isTidy = true
    for (const name of this.names())
      if (!known.has(name) && isOlder(join(this.place(), name), ABANDONED_MS)) this.delete(name)
  }

  /** A name for what is on its way in, in the directory of the contents. @param name unique to it */
  arriving(name: string): string {
    return join(this.place(), `${name}${ARRIVING}`)
  }

  /** Lets go of what ends with the process. */
  async end(): Promise<void> {}

  /** The directory, for its owner alone. */
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
/** How often a process shows that its directory is in use, and after which time without that nobody uses it. */
const TOUCH_MS = 600_000
const UNUSED_MS = 86_400_000

/**
 * Contents that end with the process, in a directory of their own among the temporary files, made at the first upload.
 * A process that is killed leaves its directory behind: the next one that makes its own deletes it a day later.
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
    // Somebody has cleaned up: it is made again when it is needed.
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
    // Directories of other users are theirs.
  }
}

function isOlder(path: string, ms: number): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  return found !== undefined && Date.now() - found.mtimeMs > ms
}
