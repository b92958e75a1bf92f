/** What the hub keeps in the user store: keys in `hub.json`, and beside each cached token its generation. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { JsonFile } from '../store/json-file'
import type { TokenCache, TokenKey } from '../store/tokens'
import { type HubKey, hashOf, KeyRing } from './keys'
import type { HubValue, ValueLock, ValueStore } from './renewal'

/** The keys, and what stand-ins for tokens are signed with. */
export interface KeyFile {
  readonly keys: readonly HubKey[]
  /** 32 bytes, base64url; made with the first key. */
  readonly secret?: string
}

export function keyFileIn(directory: string): JsonFile<KeyFile> {
  return new JsonFile<KeyFile>({
    path: join(directory, 'hub.json'),
    parse: parseKeyFile,
    empty: { keys: [] },
    ours: true,
  })
}

/** With a secret, which the first change makes. */
export const withSecret = (file: KeyFile): KeyFile =>
  file.secret === undefined ? { ...file, secret: randomBytes(32).toString('base64url') } : file

/** Keys are read again after so long: a revocation holds within a second. Milliseconds. */
const FRESH_MS = 500
/** For a key that is not known, sooner: it may have been made a moment ago. Wrong keys cost no more reads than this. */
const NEW_MS = 25

/**
 * The keys of now, for a hub that runs.
 * @returns gives them; `isUnknown`: a key was not among the ones it gave before
 * @throws as `JsonFile.read`: where it cannot be known which keys were revoked, none is accepted
 */
export function currentKeys(file: JsonFile<KeyFile>): (isUnknown?: boolean) => Promise<KeyRing> {
  let read: { readonly ring: Promise<KeyRing>; readonly at: number } | undefined
  const ring = async () => {
    const { keys, secret } = await file.read()
    return new KeyRing(keys, secret === undefined ? randomBytes(32) : Buffer.from(secret, 'base64url'))
  }
  return (isUnknown = false) => {
    const now = performance.now()
    if (read === undefined || now - read.at > (isUnknown ? NEW_MS : FRESH_MS))
      read = { ring: ring(), at: now }
    return read.ring
  }
}

function parseKeyFile(value: unknown): KeyFile {
  const { keys, secret } = Object(value) as Record<string, unknown>
  if (!Array.isArray(keys) || !keys.every(isKey)) throw new Error('keys')
  if (secret !== undefined && (typeof secret !== 'string' || !/^[A-Za-z0-9_-]{43}$/.test(secret)))
    throw new Error('secret')
  return { ...Object(value), keys }
}

function isKey(value: unknown): value is HubKey {
  const { name, hash, createdAt, expiresAt, accounts, paths, readOnly, revealToken } = Object(
    value,
  ) as Record<string, unknown>
  const isFlag = (flag: unknown) => flag === undefined || typeof flag === 'boolean'
  return (
    typeof name === 'string' &&
    typeof hash === 'string' &&
    /^[0-9a-f]{64}$/.test(hash) &&
    typeof createdAt === 'number' &&
    (expiresAt === undefined || typeof expiresAt === 'number') &&
    [accounts, paths].every((list) => list === undefined || isTexts(list)) &&
    [readOnly, revealToken].every(isFlag)
  )
}

const isTexts = (list: unknown): boolean =>
  Array.isArray(list) && list.every((text) => typeof text === 'string')

/** What is known of the last token of a kind: never the token itself, which ends with the cache. */
interface Mark {
  readonly generation: number
  /** SHA-256 of the token, 64 hex digits. */
  readonly hash: string
}

/**
 * A token in the store's cache, where every wxadmin of this user finds it and `token clear` forgets it; its generation is
 * kept beside it. A token that another process has put there is the next generation.
 */
export class CachedValueStore implements ValueStore {
  private readonly marks: JsonFile<Partial<Mark>>

  constructor(
    private readonly cache: TokenCache,
    private readonly key: TokenKey,
    directory: string,
  ) {
    const name = cache.file(key).split(/[\\/]/).at(-1) ?? ''
    this.marks = new JsonFile<Partial<Mark>>({
      path: join(directory, 'hub', name),
      parse: parseMark,
      empty: {},
      ours: true,
    })
  }

  async read(): Promise<HubValue | undefined> {
    const [cached, mark] = await Promise.all([
      this.cache.read(this.key).catch(() => undefined),
      this.marks.read().catch((): Partial<Mark> => ({})),
    ])
    if (!cached) return undefined
    const { token, fetchedAt, expiresAt } = cached
    const { generation = 0 } = mark
    return {
      token,
      generation: mark.hash === hashOf(token) ? generation : generation + 1,
      fetchedAt,
      expiresAt,
    }
  }

  async generation(): Promise<number> {
    const { generation = 0 } = await this.marks.read().catch((): Partial<Mark> => ({}))
    return generation
  }

  async replace(value: HubValue): Promise<HubValue> {
    const { token, generation, fetchedAt, expiresAt } = value
    const newer = await this.read()
    if (newer && newer.generation > generation && (await this.generation()) > generation) return newer
    // The token first: a hub that is killed here finds it, as one of another process.
    await this.cache.write(this.key, { token, fetchedAt, expiresAt })
    await this.marks.update((current) =>
      (current.generation ?? 0) > generation ? current : { generation, hash: hashOf(token) },
    )
    return value
  }

  async lock(signal: AbortSignal): Promise<ValueLock> {
    const began = performance.now()
    for (;;) {
      const lock = await this.cache.tryLock(this.key).catch(() => FREE) // a read-only store: go on without
      const waitedMs = Math.round(performance.now() - began)
      if (lock) return { waitedMs, isOurs: () => lock.isOurs(), release: () => lock.release() }
      if (waitedMs > LONGEST_WAIT_MS) throw this.cache.locked(this.key, waitedMs, 'network')
      await wait(30 + Math.random() * 60, undefined, { signal })
    }
  }
}

const LONGEST_WAIT_MS = 60_000

const FREE = { isOurs: async () => true, release: async () => undefined }

function parseMark(value: unknown): Mark {
  const { generation, hash } = Object(value) as Record<string, unknown>
  if (typeof generation !== 'number' || !Number.isSafeInteger(generation)) throw new Error('generation')
  if (typeof hash !== 'string' || !/^[0-9a-f]{64}$/.test(hash)) throw new Error('hash')
  return { generation, hash }
}
