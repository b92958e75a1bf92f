/** Keys of the hub: made once, shown once, kept as hashes. Who has one may ask for what it allows, until it is revoked. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { WxError } from '../errors'
import { isHubKey } from '../wechat/hub'

/** What a key may do. */
export interface KeyRights {
  /** AppIDs; absent: every account of the hub. */
  readonly accounts?: readonly string[]
  /** Paths as in `allowsPath`; absent: all that need no path by name. */
  readonly paths?: readonly string[]
  /** Only calls that change nothing. */
  readonly readOnly?: boolean
  /** The real token and tickets may be read. */
  readonly revealToken?: boolean
}

/** A key as it is kept. */
export interface HubKey extends KeyRights {
  readonly name: string
  /** SHA-256 of the key, 64 hex digits. */
  readonly hash: string
  /** Milliseconds since 1970. */
  readonly createdAt: number
  readonly expiresAt?: number
}

const PREFIX = 'wxhub_'
const STAND_IN = /^wxhubt_([A-Za-z0-9_-]{16})([A-Za-z0-9_-]{43})$/

const isKeyName = (name: string): boolean => /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(name)

/** A key nobody can guess: 32 random bytes. */
export const newKey = (): string => PREFIX + randomBytes(32).toString('base64url')

/** Whether a text has the form of a key or of a stand-in for a token. */
export const isHubSecret = (text: string): boolean => isHubKey(text) || STAND_IN.test(text)

export const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex')

/** Why a key is refused. */
export type KeyRefusal = 'unknown' | 'expired'

/** The keys at one moment, prepared for looking them up. */
export class KeyRing {
  private readonly byHash: ReadonlyMap<string, HubKey>
  private readonly byId: ReadonlyMap<string, HubKey>

  /** @param secret what stand-ins are signed with */
  constructor(
    keys: readonly HubKey[],
    private readonly secret: Buffer,
  ) {
    this.byHash = new Map(keys.map((key) => [key.hash, key]))
    this.byId = new Map(keys.map((key) => [idOf(key), key]))
  }

  /**
   * The key for what a caller sent: a key, or a stand-in made for one. A lookup by hash takes the same time for every
   * wrong key, whatever it has in common with a right one.
   * @param now milliseconds since 1970
   */
  find(given: string, now: number): HubKey | KeyRefusal {
    const found = isHubKey(given) ? this.byHash.get(hashOf(given)) : this.behind(given)
    if (!found) return 'unknown'
    return found.expiresAt !== undefined && found.expiresAt <= now ? 'expired' : found
  }

  /**
   * What an SDK gets in place of an access token: it is good at this hub only, for as long as its key is, and for one
   * account.
   */
  standInFor(key: HubKey, appid: string): string {
    return `wxhubt_${idOf(key)}${this.sign(key, appid)}`
  }

  /** The account that a stand-in is for, among those of the hub. */
  accountOf(standIn: string, appids: readonly string[]): string | undefined {
    const key = this.behind(standIn)
    const signature = STAND_IN.exec(standIn)?.[2]
    return key && appids.find((appid) => equal(this.sign(key, appid), signature ?? ''))
  }

  private behind(standIn: string): HubKey | undefined {
    const id = STAND_IN.exec(standIn)?.[1]
    return id === undefined ? undefined : this.byId.get(id)
  }

  private sign(key: HubKey, appid: string): string {
    return createHmac('sha256', this.secret).update(`${key.hash} ${appid}`).digest('base64url')
  }
}

/** Names a key in its stand-ins. It tells nothing of the key: the hash cannot be derived from it. */
const idOf = ({ hash }: HubKey): string =>
  createHash('sha256').update(`id ${hash}`).digest('base64url').slice(0, 16)

const equal = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Adds a key. @throws WxError HUB_KEY_EXISTS, HUB_KEY_NAME_INVALID */
export function addKey(keys: readonly HubKey[], key: HubKey): HubKey[] {
  if (!isKeyName(key.name)) throw new WxError('HUB_KEY_NAME_INVALID', { name: key.name })
  if (keys.some(({ name }) => name === key.name)) throw new WxError('HUB_KEY_EXISTS', { name: key.name })
  return [...keys, key]
}

/** Without the key of a name. @throws WxError HUB_KEY_UNKNOWN */
export function removeKey(keys: readonly HubKey[], name: string): HubKey[] {
  if (keys.some((key) => key.name === name)) return keys.filter((key) => key.name !== name)
  throw new WxError('HUB_KEY_UNKNOWN', { name, known: keys.map((key) => key.name).join(', ') || '-' })
}
