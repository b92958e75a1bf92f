import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory, type World, wxadmin } from '../support/run'
import { platform, type Reply, type Seen } from '../support/scripted-platform'

export const APPID = 'wx0123456789abcdef'
const SECRET = '0123456789abcdef0123456789abcdef'
export const OPENID = 'oUser_of_a_fake_platform_001'
const NOON = Date.UTC(2026, 2, 1, 4)

/** Nothing of these may ever be seen. */
export const secrets = { access: 'WEB-ACCESS-0001', refresh: 'WEB-REFRESH-0001', SECRET }

/** What /sns/oauth2/access_token answers. */
export const grant = (more: object = {}) => ({
  access_token: secrets.access,
  expires_in: 7200,
  refresh_token: secrets.refresh,
  openid: OPENID,
  scope: 'snsapi_userinfo',
  ...more,
})

const user = {
  openid: OPENID,
  nickname: '小\u0007明',
  sex: 0,
  language: '',
  city: '',
  province: '',
  country: '',
  headimgurl: 'https://thirdwx.qlogo.cn/mmopen/x/132',
  privilege: [],
  unionid: 'oUnion',
}

export const refusal = (errcode: number, errmsg: string) => ({ errcode, errmsg })

/** By path: a JSON object, or a function of the request. */
type Answers = Readonly<Record<string, object | ((seen: Seen) => Reply)>>

/** A platform that answers by path, a store of its own, a clock. */
export async function oauthWorld(answers: Answers = {}) {
  const all: Answers = {
    '/sns/oauth2/access_token': grant(),
    '/sns/oauth2/refresh_token': grant({ access_token: 'WEB-ACCESS-0002' }),
    '/sns/userinfo': user,
    '/sns/auth': { errcode: 0, errmsg: 'ok' },
    ...answers,
  }
  const server = await platform((seen) => {
    const answer = all[seen.path] ?? refusal(-1, `no answer for ${seen.path}`)
    return typeof answer === 'function' ? (answer as (seen: Seen) => Reply)(seen) : answer
  })
  const clock = { now: NOON }
  const store = join(temporaryDirectory(), 'store')
  const env = {
    WXADMIN_APPID: APPID,
    WXADMIN_SECRET: SECRET,
    WXADMIN_API_BASE: server.url,
    WXADMIN_CONFIG_DIR: store,
  }
  const run = (argv: readonly string[], more: World = {}) =>
    wxadmin(['oauth', ...argv], { now: () => clock.now, ...more, env: { ...env, ...more.env } })
  return {
    server,
    clock,
    store,
    env,
    run,
    oauth: (...argv: string[]) => run(argv),
    queries: (path: string) => server.seen.filter((seen) => seen.path === path).map(({ query }) => query),
    later: (seconds: number) => {
      clock.now += seconds * 1000
    },
    tokenFile: () => join(store, 'oauth', `${APPID}-${encodeURIComponent(server.url)}.json`),
  }
}

export const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)
export const jsonIn = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))
