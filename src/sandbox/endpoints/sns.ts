import { oauthLimits } from '../../wechat/oauth/web-limits'
import { refuse } from '../refusal'
import { grantOf, redeemCode, renew } from '../web/grants'
import { nicknameOf, unionidOf, userOfOpenid } from '../web/people'
import type { WebToken } from '../web/state'
import { accountNamed, accountOf, type Behaviours, type Call, done } from './endpoint'

/** docs/platform.md 5.2. [?] No page says which of several faults the platform names first. */
export const snsEndpoints = {
  snsAccessToken: {
    token: false,
    run: ({ state, query, time }) => {
      const account = accountOf(state, query.get('appid'), query.get('secret'))
      if (account.frozen) refuse(40243)
      if (query.get('grant_type') !== 'authorization_code') refuse(40002)
      const token = redeemCode(account, query.get('code'), time)
      return { ...tokenAnswer(token), ...about(token) }
    },
  },
  snsRefreshToken: {
    token: false,
    run: ({ state, query, time }) => {
      const account = accountNamed(state, query.get('appid'))
      if (query.get('grant_type') !== 'refresh_token') refuse(40002)
      return tokenAnswer(renew(account, query.get('refresh_token'), time))
    },
  },
  snsUserinfo: {
    token: false,
    run: (call) => {
      const { account, token } = given(call)
      if (token.scope !== 'snsapi_userinfo') refuse(48001)
      const { openid, snapshot } = token
      return {
        openid,
        nickname: nicknameOf(userOfOpenid(account, openid)),
        sex: 0, // since 2021, as the empty regions
        language: '',
        city: '',
        province: '',
        country: '',
        headimgurl: `${call.origin}/sandbox/avatar/${openid}`,
        privilege: [],
        ...(!snapshot && { unionid: unionidOf(openid) }),
      }
    },
  },
  snsAuth: {
    token: false,
    run: (call) => {
      given(call)
      return done
    },
  },
} satisfies Behaviours

function given({ state, query, time }: Call): ReturnType<typeof grantOf> {
  return grantOf(state, { value: query.get('access_token'), openid: query.get('openid'), time })
}

/** What a refresh answers as well. */
function tokenAnswer({ value, refreshToken, openid, scope }: WebToken): object {
  return {
    access_token: value,
    expires_in: oauthLimits.tokenSeconds,
    refresh_token: refreshToken,
    openid,
    scope,
  }
}

/** What only the exchange answers. */
function about({ openid, scope, snapshot }: WebToken): object {
  if (snapshot) return { is_snapshotuser: 1 }
  return scope === 'snsapi_userinfo' ? { unionid: unionidOf(openid) } : {}
}
