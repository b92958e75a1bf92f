import { BadControl } from '../control/input'
import type { AccountState, User } from '../state'

/** The virtual user of a snapshot page (docs/platform.md 5.1): here the same for everyone. */
export const SNAPSHOT_OPENID = 'oSandbox_snapshot_0123456789'

/** Names of the seeded users: Han, Latin, an emoji. */
const nicknames: Readonly<Record<string, string>> = {
  sandbox_alice: '小艾',
  sandbox_bob: '老鲍 Bob',
  sandbox_carol: 'Carol 🌻',
  sandbox_dave: 'Dave',
  sandbox_erin: '艾琳',
  sandbox_frank: 'Frank',
}

/** What the platform shows in place of a hidden name. */
const NOBODY = '微信用户'

export function nicknameOf(user: Pick<User, 'wechatId'> | undefined): string {
  return user ? (nicknames[user.wechatId] ?? user.wechatId) : NOBODY
}

/** The user who opens pages and scans codes: the named one, else the visitor, else the first user. */
export function visitorOf(account: AccountState, openid?: string): User {
  const wanted = openid ?? account.web.visitor ?? account.users[0]?.openid
  const user = account.users.find((each) => each.openid === wanted)
  if (!user) throw new BadControl(`no user ${wanted ?? ''}`)
  return user
}

export function userOfOpenid({ users }: AccountState, openid: string): User | undefined {
  return users.find((user) => user.openid === openid)
}

const UNION = 'oUnionid'

/** The openid with another beginning: one and the same for the same user, in sns as in user/info. */
export function unionidOf(openid: string): string {
  return UNION + openid.slice(UNION.length)
}
