import { userLimits } from '../../wechat/api-limits'
import { listIn, objectIn, textIn } from '../body'
import { refuse } from '../refusal'
import type { User } from '../state'
import { unionidOf } from '../web/people'
import { type Behaviours, done } from './endpoint'
import { page } from './page'
import { userOf } from './tags'

/** docs/platform.md 9. */
export const userEndpoints = {
  users: {
    token: true,
    run: ({ account, query }) => {
      const openids = account.users.filter((user) => user.follows).map((user) => user.openid)
      return { total: openids.length, ...page(openids, query.get('next_openid'), userLimits.page) }
    },
  },
  userInfo: {
    token: true,
    run: ({ account, query }) => info(userOf(account, query.get('openid'), 40003)),
  },
  userInfoBatch: {
    token: true,
    run: ({ account, body }) => {
      const list = listIn(body, 'user_list') ?? []
      if (list.length < 1 || list.length > userLimits.infoBatch) refuse(40032)
      return {
        user_info_list: list.map((entry) => {
          const openid = textIn(objectIn(entry), 'openid')
          return info(userOf(account, openid, 40003))
        }),
      }
    },
  },
  userRemark: {
    token: true,
    run: ({ account, body }) => {
      const user = userOf(account, textIn(body, 'openid'), 40003)
      const remark = textIn(body, 'remark') ?? ''
      if (Buffer.byteLength(remark) >= userLimits.remarkBytes) refuse(40092)
      if (!user.follows) refuse(43004)
      user.remark = remark
      return done
    },
  },
} satisfies Behaviours

/**
 * What user/info answers: next to nothing for somebody who does not follow. The keys that WeChat has emptied since 2021
 * are empty; the language is the user's own, whatever `lang` asks for (docs/platform.md 9).
 */
function info(user: User): object {
  const unionid = unionidOf(user.openid)
  if (!user.follows) return { subscribe: 0, openid: user.openid, unionid, tagid_list: [] }
  return {
    subscribe: 1,
    openid: user.openid,
    nickname: '',
    sex: 0,
    language: user.language,
    city: '',
    province: '',
    country: '',
    headimgurl: '',
    subscribe_time: user.followedAt,
    unionid,
    remark: user.remark,
    groupid: user.tags[0] ?? 0,
    tagid_list: user.tags,
    subscribe_scene: 'ADD_SCENE_QR_CODE',
    qr_scene: typeof user.followScene === 'number' ? user.followScene : 0,
    qr_scene_str: typeof user.followScene === 'string' ? user.followScene : '',
  }
}
