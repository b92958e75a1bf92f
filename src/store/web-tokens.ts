import { join } from 'node:path'
import { refreshEndsAt, type WebToken } from '../wechat/web-token'
import { JsonFile } from './json-file'
import { fileName } from './tokens'

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
  readonly tokens: Readonly<Record<string, KeptWebToken>>
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

  /** The token of a user, or the latest of all. @throws WxError STORE_CORRUPT, STORE_UNREADABLE */
  async find(owner: WebTokenOwner, openid?: string): Promise<KeptWebToken | undefined> {
    const { tokens } = await this.json(owner).read()
    if (openid !== undefined) return Object.hasOwn(tokens, openid) ? tokens[openid] : undefined
    return Object.values(tokens).reduce<KeptWebToken | undefined>(
      (latest, token) => (latest && latest.keptAt >= token.keptAt ? latest : token),
      undefined,
    )
  }

  /**
   * Keeps a token in place of the user's former one, and forgets those that nothing can be done with any more.
   * @param now milliseconds since 1970
   * @param renewed it was refreshed: its user is as late as before
   * @throws WxError STORE_UNWRITABLE, STORE_LOCKED, STORE_CORRUPT
   */
  async keep(owner: WebTokenOwner, token: WebToken, now: number, renewed = false): Promise<void> {
    await this.json(owner).update(({ tokens }) => ({
      tokens: Object.fromEntries([
        ...Object.entries(tokens).filter(
          ([openid, kept]) => openid !== token.openid && (refreshEndsAt(kept) > now || kept.expiresAt > now),
        ),
        [token.openid, { ...token, keptAt: (renewed && tokens[token.openid]?.keptAt) || now }],
      ]),
    }))
  }

  private json(owner: WebTokenOwner): JsonFile<WebTokenFile> {
    return new JsonFile<WebTokenFile>({
      path: this.file(owner),
      parse: parseWebTokens,
      empty: { tokens: {} },
      ours: true,
    })
  }
}

/** @throws Error naming the place of what is wrong, never its value */
function parseWebTokens(value: unknown): WebTokenFile {
  const { tokens } = Object(value) as Record<string, unknown>
  if (typeof tokens !== 'object' || tokens === null || Array.isArray(tokens)) throw new Error('tokens')
  return {
    tokens: Object.fromEntries(
      Object.entries(tokens).map(([openid, token]) => [openid, parseToken(token, openid)]),
    ),
  }
}

function parseToken(value: unknown, openid: string): KeptWebToken {
  const token = Object(value) as Record<string, unknown>
  for (const name of ['accessToken', 'refreshToken', 'scope'] as const)
    if (typeof token[name] !== 'string') throw new Error(`tokens.${openid}.${name}`)
  for (const name of ['expiresAt', 'authorizedAt', 'keptAt'] as const)
    if (typeof token[name] !== 'number') throw new Error(`tokens.${openid}.${name}`)
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
