import { createHash } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { WxError } from '../errors'
import { reasonOf, unwritable } from './failures'
import { JsonFile } from './json-file'
import { tryLock } from './lock'
import { replaceFile } from './replace-file'
import type { CachedToken } from './types'

/** What a cached token belongs to. */
export interface TokenKey {
  readonly appid: string
  /** `stable`, `classic` or `command:…`; of a ticket its kind, `jsapi` or `wxcard`. */
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
   * The token as it was kept, also when it has expired; a damaged file counts as none: it is only a cache.
   * @throws WxError STORE_UNREADABLE
   */
  async read(key: TokenKey): Promise<CachedToken | undefined> {
    try {
      const { token } = await this.json(key).read()
      return token
    } catch (error) {
      if (error instanceof WxError && error.code === 'STORE_CORRUPT') return undefined
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

  /** Forgets a token. @returns whether there was one */
  async clear(key: TokenKey): Promise<boolean> {
    await rm(`${this.file(key)}.failed`, { force: true })
    return remove(this.file(key))
  }

  /** Forgets every token of an account. @returns how many there were */
  async clearAccount(appid: string): Promise<number> {
    const own = new RegExp(
      `^${fileName(appid)}-(?:stable|classic|jsapi|wxcard|command_[0-9a-f]{12})-.+\\.json(?<failed>\\.failed)?$`,
    )
    let count = 0
    for (const name of await readdir(this.directory).catch(() => [])) {
      const found = own.exec(name)
      if (found && (await remove(join(this.directory, name))) && !found.groups?.failed) count++
    }
    return count
  }

  /**
   * The right to fetch a token for this key; `write` needs no right of its own.
   * @returns how to let go, or undefined where another process is fetching
   * @throws WxError STORE_UNWRITABLE
   */
  async tryLock(key: TokenKey): Promise<(() => Promise<void>) | undefined> {
    return tryLock(`${this.file(key)}.fetch`)
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

async function remove(path: string): Promise<boolean> {
  try {
    await rm(path)
    return true
  } catch (error) {
    if (reasonOf(error).code === 'ENOENT') return false
    throw unwritable(path, error)
  }
}

/** A command may be long and of any characters: its hash stands for it. (Loading crypto costs 3 ms: only then.) */
function sourceName(source: string): string {
  if (/^[a-z]+$/.test(source)) return source
  return `command_${createHash('sha256').update(source).digest('hex').slice(0, 12)}`
}

/** An appid may come from the environment: it must not lead out of the directory. */
export const fileName = (appid: string): string => appid.replaceAll(/[^A-Za-z0-9_-]/g, '_') || '_'
