import { createHash } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ErrorKind, WxError } from '../errors'
import { isUnusable, reasonOf, unwritable } from './failures'
import { JsonFile } from './json-file'
import { breakLock, type Lock, locked, takeLock } from './lock'
import { ownershipOf } from './ownership'
import { replaceFile } from './replace-file'
import type { CachedToken } from './types'

/** What a cached token belongs to. */
export interface TokenKey {
  readonly appid: string
  /** `stable`, `classic`, `command:…` or `hub:…`; of a ticket its kind, `jsapi` or `wxcard`. */
  readonly source: string
  /** API base: a token of the sandbox is none of WeChat's. */
  readonly base: string
}

/** Access tokens, one 0600 file a key, named for it: `<appid>-<source>-<base>.json`. */
export class TokenCache {
  constructor(private readonly directory: string) {}

  /** Where the token of this key is kept. */
  file(key: TokenKey): string {
    const { appid, source, base } = key
    return join(this.directory, `${fileName(appid)}-${sourceName(source)}-${encodeURIComponent(base)}.json`)
  }

  /**
   * The token as it was kept, also when it has expired. A file that cannot be understood counts as none, damaged or a
   * newer version's: it is only a cache.
   * @throws WxError STORE_UNREADABLE
   */
  async read(key: TokenKey): Promise<CachedToken | undefined> {
    try {
      const { token } = await this.json(key).read()
      return token
    } catch (error) {
      if (isUnusable(error)) return undefined
      throw error
    }
  }

  /** @throws WxError STORE_UNWRITABLE */
  async write(key: TokenKey, token: CachedToken): Promise<void> {
    const { token: value, expiresAt, fetchedAt, confirmedAt } = token
    const kept = { token: value, expiresAt, fetchedAt, ...(confirmedAt !== undefined && { confirmedAt }) }
    await replaceFile(this.file(key), kept, { ours: true })
    await rm(`${this.file(key)}.failed`, { force: true })
  }

  /**
   * Forgets a token, and takes the right to keep one away from whoever is fetching it: theirs would come back.
   * @returns whether there was one
   * @throws WxError STORE_UNWRITABLE, STORE_NOT_OURS
   */
  async clear(key: TokenKey): Promise<boolean> {
    await breakLock(fetchLock(this.file(key)))
    await rm(`${this.file(key)}.failed`, { force: true })
    return removeFile(this.file(key))
  }

  /** Forgets a token where it is this very one. @throws WxError STORE_UNWRITABLE, STORE_NOT_OURS */
  async takeBack(key: TokenKey, { token }: CachedToken): Promise<void> {
    if ((await this.read(key))?.token === token) await removeFile(this.file(key))
  }

  /** Forgets every token of an account, as `clear`. @returns how many there were */
  async clearAccount(appid: string): Promise<number> {
    const own = new RegExp(
      `^(${fileName(appid)}-(?:stable|classic|jsapi|wxcard|(?:command|hub)_[0-9a-f]{12})-.+\\.json)(\\.failed|\\.fetch\\.lock)?$`,
    )
    const names = await readdir(this.directory).catch(() => [])
    const found = names.map((name) => own.exec(name)).filter((match) => match !== null)
    for (const [, file = '', more] of found)
      if (more?.endsWith('.lock')) await breakLock(fetchLock(join(this.directory, file)))
    let count = 0
    for (const [name, , more] of found)
      if (!more?.endsWith('.lock') && (await removeFile(join(this.directory, name))) && !more) count++
    return count
  }

  /**
   * The right to fetch a token for this key.
   * @returns a lock that `clear` takes away, or undefined where another process is fetching
   * @throws WxError STORE_UNWRITABLE, STORE_NOT_OURS
   */
  async tryLock(key: TokenKey): Promise<Lock | undefined> {
    return takeLock(fetchLock(this.file(key)))
  }

  /** The error for a fetch by another process that has lasted all of that time. */
  locked(key: TokenKey, waitedMs: number, kind: ErrorKind): WxError {
    const file = this.file(key)
    return locked(fetchLock(file), waitedMs, { file, kind })
  }

  private json(key: TokenKey): JsonFile<{ readonly token?: CachedToken }> {
    return new JsonFile<{ readonly token?: CachedToken }>({
      path: this.file(key),
      parse: (value) => ({ token: parseToken(value) }),
      empty: {},
    })
  }
}

function parseToken(value: unknown): CachedToken {
  const { token, expiresAt, fetchedAt, confirmedAt } = Object(value) as Record<string, unknown>
  if (typeof token !== 'string' || token === '') throw new Error('token')
  if (typeof expiresAt !== 'number' || typeof fetchedAt !== 'number') throw new Error('expiresAt')
  return { token, expiresAt, fetchedAt, ...(typeof confirmedAt === 'number' && { confirmedAt }) }
}

const fetchLock = (file: string) => `${file}.fetch`

/** @returns whether there was such a file @throws WxError STORE_UNWRITABLE, STORE_NOT_OURS */
export async function removeFile(path: string): Promise<boolean> {
  ownershipOf(path)?.checkPlace(dirname(path))
  try {
    await rm(path)
    return true
  } catch (error) {
    if (reasonOf(error).code === 'ENOENT') return false
    throw unwritable(path, error)
  }
}

/** A command or an address may be long and hold any characters, so the file name has its hash. (Loading crypto takes 3 ms: only here.) */
function sourceName(source: string): string {
  if (/^[a-z]+$/.test(source)) return source
  return `${source.startsWith('hub:') ? 'hub' : 'command'}_${createHash('sha256').update(source).digest('hex').slice(0, 12)}`
}

/** An appid may come from the environment: it must not lead out of the directory. */
export const fileName = (appid: string): string => appid.replaceAll(/[^A-Za-z0-9_-]/g, '_') || '_'

/** Whether a file or directory of the store is an AppID's, at whatever API base: `<appid>-<base><extension>`. */
export const isFileOf = (appid: string, name: string, extension = '.json'): boolean =>
  name.endsWith(extension) &&
  name.startsWith(`${fileName(appid)}-`) &&
  /^(?:https?%3A%2F%2F|sandbox%3A)/.test(name.slice(fileName(appid).length + 1)) // an AppID may hold a hyphen
