import type { Message } from '../../terminal/language'
import { oauthMessages as say } from '../../terminal/messages/oauth'
import { printable as safe } from '../../terminal/printable'
import { table } from '../../terminal/table'
import type { Terminal } from '../../terminal/terminal'
import { refreshEndsAt, type WebToken, type WebUser } from '../../wechat/oauth/web-token'
import { lifeOf } from '../token/life'
import { timeLeft } from '../token/time-left'

/** A web token for `--json`: all but the tokens. */
export function tokenDocument(token: WebToken, now: number) {
  const { openid, scope, unionid = null, snapshotUser = false, expiresAt } = token
  return {
    openid,
    scope,
    unionid,
    snapshotUser,
    ...lifeOf(expiresAt, now),
    refreshExpiresAt: new Date(refreshEndsAt(token)).toISOString(),
  }
}

export function tokenTable(token: WebToken, terminal: Terminal, now: number): string {
  const life = lifeOf(token.expiresAt, now)
  return rows(terminal, [
    [say.openid, token.openid],
    [say.unionid, token.unionid],
    [say.scope, token.scope],
    [say.tokenUntil, `${life.expiresAt} (${timeLeft(life, terminal)})`],
    [say.refreshUntil, new Date(refreshEndsAt(token)).toISOString()],
  ])
}

/** What is known of a user: of snsapi_base the openid alone. */
export interface Profile {
  /** Absent for a token from stdin, whose scope nobody told. */
  readonly token?: Pick<WebToken, 'openid' | 'scope' | 'unionid' | 'snapshotUser'>
  readonly user?: WebUser
}

/** A user for `--json`, under WeChat's own names; null for what there is not. */
export function userDocument({ token, user }: Profile) {
  return {
    openid: user?.openid ?? token?.openid,
    scope: token?.scope ?? null,
    nickname: user?.nickname ?? null,
    headimgurl: user?.headimgurl ?? null,
    unionid: user?.unionid ?? token?.unionid ?? null,
    snapshotUser: token?.snapshotUser ?? false,
    sex: user?.sex ?? null,
    province: user?.province ?? null,
    city: user?.city ?? null,
    country: user?.country ?? null,
    privilege: user?.privilege ?? null,
  }
}

/** Sex is left out: WeChat has said 0 for everybody since 2021. */
export function userTable({ token, user }: Profile, terminal: Terminal): string {
  const place = [user?.country, user?.province, user?.city].filter(Boolean).join(' ')
  const none = terminal.t(say.none)
  return rows(terminal, [
    [say.openid, user?.openid ?? token?.openid],
    [say.unionid, user?.unionid ?? token?.unionid],
    [say.scope, token?.scope],
    [say.nickname, user && (user.nickname || none)],
    [say.picture, user && (user.headimgurl || none)],
    [say.place, place || undefined],
  ])
}

/** Rows with a value, which may have come from outside. */
function rows(terminal: Terminal, all: readonly (readonly [Message, string | undefined])[]): string {
  return table(
    all.flatMap(([label, value]) => (value === undefined ? [] : [[terminal.t(label), safe(value)]])),
  )
}
