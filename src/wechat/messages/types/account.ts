import { rare, shapes, text, whole } from './field'

const expires = { ExpiredTime: whole(1795449600) }
const failed = { FailTime: whole(1763913600), FailReason: text('资料不完整') }

/** What happens to the account itself and to what users have allowed it (docs/platform.md 3.7), by Event. */
export const accountEvents = shapes({
  qualification_verify_success: {
    what: { en: 'the qualification passed verification', zh: '资质认证成功' },
    fields: expires,
  },
  qualification_verify_fail: {
    what: { en: 'the qualification failed verification', zh: '资质认证失败' },
    fields: failed,
  },
  naming_verify_success: {
    what: { en: 'the name passed verification', zh: '名称认证成功' },
    fields: expires,
  },
  naming_verify_fail: {
    what: { en: 'the name failed verification', zh: '名称认证失败' },
    fields: failed,
  },
  annual_renew: { what: { en: 'the yearly verification is due', zh: '年审通知' }, fields: expires },
  verify_expired: { what: { en: 'the verification has expired', zh: '认证过期失效' }, fields: expires },
  user_info_modified: {
    what: { en: 'the profile of a user who authorized has changed', zh: '授权用户资料变更' },
    // The documentation's table has OpenID and AppID, its sample of this event the lower case.
    fields: {
      openid: text('oSandbox_alice_0123456789abc'),
      appid: text('wx5a4db0c5a4db0c01'),
      OpenID: rare(text('oSandbox_alice_0123456789abc')),
      AppID: rare(text('wx5a4db0c5a4db0c01')),
      RevokeInfo: rare(text('205')),
    },
  },
  user_authorization_revoke: {
    what: { en: 'a user takes back what a web page was allowed', zh: '用户撤回网页授权' },
    fields: {
      OpenID: text('oSandbox_alice_0123456789abc'),
      AppID: text('wx5a4db0c5a4db0c01'),
      RevokeInfo: text('205'),
    },
  },
  user_authorization_cancellation: {
    what: { en: 'a user who authorized has closed their WeChat account', zh: '授权用户完成注销' },
    fields: {
      OpenID: text('oSandbox_alice_0123456789abc'),
      AppID: text('wx5a4db0c5a4db0c01'),
      RevokeInfo: rare(text('205')),
    },
  },
})
