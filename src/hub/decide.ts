/** What becomes of a request for WeChat's API that reached the hub. Pure: everything is decided before anything is sent. */
import { endpoints } from '../wechat/endpoints'
import type { TicketType } from '../wechat/oauth/web-limits'
import { isTokenless } from '../wechat/tokenless'
import { type AccessRefusal, isPath, names, refusalOf } from './access'
import { type HubKey, isHubSecret, type KeyRing } from './keys'
import { only, pairsOf, withValues } from './query'

/** A request, as far as it decides. */
export interface ApiRequest {
  readonly method: string
  /** As it was sent: path and query. */
  readonly target: string
  /** Value of the Authorization header. */
  readonly authorization?: string | undefined
  /** Value of the header by which wxadmin says which account it means. */
  readonly appid?: string | undefined
  /** What a token call had in its JSON or form body. */
  readonly credentials?: { readonly appid?: string; readonly secret?: string }
}

/** Why the hub refuses, itself: no call was made. */
export type HubRefusal =
  | 'path-invalid'
  | 'query-invalid'
  | 'key-missing'
  | 'key-unknown'
  | 'key-expired'
  | 'account-unknown'
  | 'account-needed'
  | 'ticket-type'
  | AccessRefusal

/** Who asks, as far as it is known: for logs and metrics. */
interface Caller {
  readonly key?: HubKey
  readonly appid?: string
}

export type Decision = Caller &
  (
    | { readonly kind: 'refused'; readonly reason: HubRefusal }
    | { readonly kind: 'stand-in'; readonly key: HubKey; readonly appid: string }
    | { readonly kind: 'ticket'; readonly key: HubKey; readonly appid: string; readonly type: TicketType }
    | {
        readonly kind: 'forward'
        readonly key: HubKey
        readonly appid: string
        readonly path: string
        /** The call takes the account's token; without it the query is sent as it came. */
        readonly takesToken: boolean
        /** The AppSecret is put in. */
        readonly takesSecret: boolean
        /** The query to send. @param put what is put in, by name */
        readonly queryWith: (put: { readonly token?: string; readonly secret?: string }) => string
      }
  )

export interface Known {
  readonly keys: KeyRing
  /** AppIDs of the hub. */
  readonly appids: readonly string[]
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Whether the request is one of the two token calls, which the hub answers itself. @param target path and query */
export const isTokenCall = (target: string): boolean =>
  [endpoints.token.path, endpoints.stableToken.path].includes(pathOf(target) as never)

export function decide(request: ApiRequest, known: Known): Decision {
  const path = pathOf(request.target)
  if (!isPath(path)) return { kind: 'refused', reason: 'path-invalid' }
  const pairs = pairsOf(request.target.slice(path.length + 1))
  const values = ['access_token', 'appid', 'secret', 'type', 'action'].map((name) => only(pairs, name))
  if (values.includes(null)) return { kind: 'refused', reason: 'query-invalid' }
  const [access, appidInQuery, secretInQuery, type, action] = values as (string | undefined)[]

  const secrets = [bearerIn(request.authorization), access, request.credentials?.secret, secretInQuery]
  const given = secrets.find((text) => text !== undefined && isHubSecret(text))
  if (given === undefined)
    return { kind: 'refused', reason: secrets.some(Boolean) ? 'key-unknown' : 'key-missing' }
  const key = known.keys.find(given, known.now)
  if (typeof key === 'string')
    return { kind: 'refused', reason: key === 'expired' ? 'key-expired' : 'key-unknown' }

  const wanted = request.appid ?? request.credentials?.appid ?? appidInQuery
  const appid = accountFor(given, key, wanted, known)
  if (typeof appid !== 'string') return { kind: 'refused', key, reason: appid.reason }
  const caller = { key, appid }

  if (isTokenCall(request.target)) {
    const isForeign = key.accounts && !key.accounts.includes(appid)
    return isForeign ? { kind: 'refused', reason: 'account', ...caller } : { kind: 'stand-in', ...caller }
  }
  const reason = refusalOf(key, { appid, path, action: action ?? null })
  if (reason) return { kind: 'refused', reason, ...caller }
  if (path === endpoints.ticketGet.path) return ticket(caller, path, type)

  const isWeb = path.startsWith('/sns/')
  const takesToken = access === undefined ? !isWeb && !isTokenless(path) : isHubSecret(access)
  const takesSecret =
    path === endpoints.snsAccessToken.path && (secretInQuery === undefined || isHubSecret(secretInQuery))
  return {
    kind: 'forward',
    ...caller,
    path,
    takesToken,
    takesSecret,
    queryWith: ({ token, secret }) =>
      withValues(pairs, {
        ...(takesToken && { access_token: token }),
        ...(takesSecret && { secret }),
      }),
  }
}

/** Tickets sign pages for everybody, so a key has to name the call. */
function ticket(caller: { key: HubKey; appid: string }, path: string, type = 'jsapi'): Decision {
  if (!names(caller.key, path)) return { kind: 'refused', reason: 'path-by-name', ...caller }
  if (type !== 'jsapi' && type !== 'wx_card') return { kind: 'refused', reason: 'ticket-type', ...caller }
  return { kind: 'ticket', type, ...caller }
}

/** The account that a request is about: the stand-in's, the one it names, or the only one there is for its key. */
function accountFor(
  given: string,
  key: HubKey,
  wanted: string | undefined,
  { keys, appids }: Known,
): string | { readonly reason: HubRefusal } {
  const bound = keys.accountOf(given, appids)
  if (bound !== undefined) return bound
  if (given.startsWith('wxhubt_')) return { reason: 'key-unknown' } // forged, or of an account that has gone
  if (wanted !== undefined) return appids.includes(wanted) ? wanted : { reason: 'account-unknown' }
  const own = appids.filter((appid) => !key.accounts || key.accounts.includes(appid))
  const [first] = own
  if (first === undefined) return { reason: 'account-unknown' } // those of the key are not here
  return own.length === 1 ? first : { reason: 'account-needed' }
}

export const bearerIn = (authorization: string | undefined): string | undefined =>
  /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]

function pathOf(target: string): string {
  const at = target.indexOf('?')
  return at < 0 ? target : target.slice(0, at)
}
