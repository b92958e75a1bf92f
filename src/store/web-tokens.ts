import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { WxError } from '../errors'
import { refreshEndsAt, type WebToken } from '../wechat/oauth/web-token'
import { JsonFile } from './json-file'
import { withLock } from './lock'
import { ownershipOf } from './ownership'
import { fileName, isFileOf, removeFile } from './tokens'

const WAIT_MS = 20_000
const CLOCK_TOLERANCE_MS = 60_000

/** Whose users they are: an openid means nothing to another account, or at another API base. */
export interface WebTokenOwner {
  readonly appid: string
  readonly base: string
}

/** A token as it is kept. */
export interface KeptWebToken extends WebToken {
  /** When its code was exchanged, in milliseconds since 1970: the user of the latest is the default. */
  readonly keptAt: number
}

interface WebTokenFile {
  /** By openid, as the file has them: those of a newer version's form are kept as they are. */
  readonly tokens: Readonly<Record<string, unknown>>
}

/**
 * Tokens of web authorization, one 0600 file for each account, by openid: `oauth/<appid>-<base>.json`. They are not
 * the API's (store/tokens.ts) and in another directory, so that neither is taken for the other.
 */
export class WebTokens {
  constructor(private readonly directory: string) {}

  file({ appid, base }: WebTokenOwner): string {
    return join(this.directory, `${fileName(appid)}-${encodeURIComponent(base)}.json`)
  }

  /**
   * The token of a user, or the latest of all that can be used.
   * @param now milliseconds since 1970: what a clock that was ahead has kept is not the latest for that
   * @throws WxError WEB_TOKEN_NEWER where this version cannot use that user's, or any; STORE_*
   */
  async find(
    owner: WebTokenOwner,
    openid?: string,
    now = Number.POSITIVE_INFINITY,
  ): Promise<KeptWebToken | undefined> {
    const rank = ({ keptAt }: KeptWebToken) => (keptAt > now + CLOCK_TOLERANCE_MS ? 0 : keptAt)
    const { tokens } = await this.json(owner).read()
    const wanted =
      openid === undefined ? Object.keys(tokens) : [openid].filter((one) => Object.hasOwn(tokens, one))
    const known = wanted.flatMap((one) => readToken(tokens[one], one) ?? [])
    if (known.length === 0 && wanted[0] !== undefined)
      throw new WxError('WEB_TOKEN_NEWER', { openid: wanted[0] })
    return known.reduce<KeptWebToken | undefined>(
      (latest, token) => (latest && rank(latest) >= rank(token) ? latest : token),
      undefined,
    )
  }

  /**
   * Keeps a token in place of the user's former one, and forgets those that nothing can be done with any more.
   * @param now milliseconds since 1970
   * @param renewed it was refreshed: its user is as late as before
   * @throws WxError STORE_*
   */
  async keep(owner: WebTokenOwner, token: WebToken, now: number, renewed = false): Promise<void> {
    await this.json(owner).update(({ tokens, ...file }) => {
      const others = Object.entries(tokens).filter(([openid, entry]) => {
        const kept = readToken(entry, openid)
        return openid !== token.openid && (!kept || refreshEndsAt(kept) > now || kept.expiresAt > now)
      })
      const former = readToken(tokens[token.openid], token.openid)
      const keptAt = (renewed && former?.keptAt) || now
      return { ...file, tokens: Object.fromEntries([...others, [token.openid, { ...token, keptAt }]]) }
    })
  }

  /**
   * Forgets all tokens of an AppID, at every API base, also those of a newer version's form.
   * @returns of how many users
   * @throws WxError STORE_*
   */
  async forget(appid: string): Promise<number> {
    ownershipOf(this.directory)?.checkPlace(this.directory)
    let count = 0
    for (const name of await readdir(this.directory).catch(() => [])) {
      if (!isFileOf(appid, name)) continue
      const path = join(this.directory, name)
      // Under the lock: a token that is being kept at this moment goes as well.
      await withLock(path, { waitMs: WAIT_MS }, async () => {
        const found = await this.jsonAt(path)
          .read()
          .catch(() => ({ tokens: { unreadable: undefined } }))
        await removeFile(path)
        count += Object.keys(found.tokens).length
      })
    }
    return count
  }

  private json(owner: WebTokenOwner): JsonFile<WebTokenFile> {
    return this.jsonAt(this.file(owner))
  }

  private jsonAt(path: string): JsonFile<WebTokenFile> {
    return new JsonFile<WebTokenFile>({
      path,
      parse: parseWebTokens,
      empty: { tokens: {} },
      ours: true,
    })
  }
}

/** @throws Error naming the place of what is wrong with the whole, never its value */
function parseWebTokens(value: unknown): WebTokenFile {
  const file = Object(value) as Record<string, unknown>
  const { tokens } = file
  if (typeof tokens !== 'object' || tokens === null || Array.isArray(tokens)) throw new Error('tokens')
  return { ...file, tokens: tokens as WebTokenFile['tokens'] }
}

/** @returns undefined for one of a form that this version does not know */
function readToken(value: unknown, openid: string): KeptWebToken | undefined {
  const token = Object(value) as Record<string, unknown>
  const isText = (name: string) => typeof token[name] === 'string'
  const isTime = (name: string) => typeof token[name] === 'number'
  if (!['accessToken', 'refreshToken', 'scope'].every(isText)) return undefined
  if (!['expiresAt', 'authorizedAt', 'keptAt'].every(isTime)) return undefined
  const { unionid, snapshotUser } = token
  return {
    openid,
    scope: String(token.scope),
    accessToken: String(token.accessToken),
    expiresAt: Number(token.expiresAt),
    refreshToken: String(token.refreshToken),
    authorizedAt: Number(token.authorizedAt),
    keptAt: Number(token.keptAt),
    ...(typeof unionid === 'string' && { unionid }),
    ...(snapshotUser === true && { snapshotUser }),
  }
}
