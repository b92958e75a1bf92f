import { consoleAddresses, consoles, places } from '../../consoles'
import { pages } from '../../pages'
import type { Remedies } from './remedy'

/** What the account itself may do. */
export const accountRemedies: Remedies = {
  40200: {
    cause: { en: 'This kind of account cannot use the call.', zh: '该类型的账号不能使用此接口。' },
    fix: {
      en: `check the permissions in ${places.permissions.en}`,
      zh: `在${places.permissions.zh}中查看接口权限`,
    },
    retry: 'never',
  },
  43104: {
    cause: { en: 'This AppID has no permission for the call.', zh: '该 AppID 没有此接口的权限。' },
    fix: {
      en: `wxadmin whoami shows the account in use; check its permissions in ${places.permissions.en}`,
      zh: `用 wxadmin whoami 确认当前账号，并在${places.permissions.zh}中查看接口权限`,
    },
    retry: 'never',
  },
  45103: {
    cause: { en: 'The endpoint was withdrawn.', zh: '该接口已停止支持。' },
    fix: {
      en: 'look for its successor in the documentation: material/add_news became draft/add, shorturl became shorten/gen',
      zh: '在文档中查找替代接口：如 material/add_news 改为 draft/add，shorturl 改为 shorten/gen',
    },
    retry: 'never',
  },
  45501: {
    cause: {
      en: 'WeChat has blocked some or all calls of this account for the moment.',
      zh: '该账号的部分或全部请求被临时拦截。',
    },
    fix: {
      en: `read the notices in ${places.notices.en}`,
      zh: `查看${places.notices.zh}的站内信`,
    },
    retry: 'later',
  },
  48001: {
    cause: {
      en: 'This account has no permission for the call: most need a verified account, and the token must be of an Official Account.',
      zh: '该账号没有此接口的权限：多数接口需要微信认证，且 token 须属于公众号。',
    },
    fix: {
      en: `check the permissions in ${places.permissions.en}; to try things out: a test account (${consoleAddresses.test}), or -a sandbox`,
      zh: `在${places.permissions.zh}中查看接口权限；只是试用可用测试号（${consoleAddresses.test}）或 -a sandbox`,
    },
    retry: 'never',
    at: [
      {
        paths: ['/sns/userinfo'],
        cause: {
          en: 'The user has not agreed to give the profile: the scope was snsapi_base, or the page is a snapshot page.',
          zh: '用户没有同意提供资料：授权 scope 是 snsapi_base，或处于快照页模式。',
        },
        fix: {
          en: 'authorize with scope=snsapi_userinfo, after a click of the user',
          zh: '由用户点击后，使用 scope=snsapi_userinfo 发起授权',
        },
        docs: pages.oauth,
        retry: 'never',
      },
      {
        paths: ['/cgi-bin/menu'],
        cause: {
          en: 'The menu API needs a verified account; a test account has it as well.',
          zh: '自定义菜单接口需要微信认证的账号；测试号也可使用。',
        },
        fix: {
          en: `verify the account (微信认证) in ${places.verification.en}; wxadmin menu pull works without`,
          zh: `在${places.verification.zh}中完成微信认证；wxadmin menu pull 无需认证即可使用`,
        },
        docs: pages.menuCreate,
        retry: 'never',
      },
    ],
  },
  48004: {
    cause: {
      en: 'The account broke a rule, and WeChat has taken this call away from it.',
      zh: '账号因违规被封禁了该接口。',
    },
    fix: {
      en: `read the reason and the end of it in ${places.violations.en}`,
      zh: `在${places.violations.zh}中查看原因和期限`,
    },
    retry: 'never',
  },
  48009: {
    cause: { en: 'The endpoint is no longer in service.', zh: '该接口已失效。' },
    fix: { en: 'look for its successor in the documentation', zh: '在文档中查找替代接口' },
    retry: 'never',
  },
  49001: {
    cause: {
      en: 'The appid in the request is not the one the access token belongs to.',
      zh: '请求中的 appid 与 access_token 所属账号不一致。',
    },
    fix: {
      en: 'send the AppID that wxadmin whoami shows, or choose the account with -a',
      zh: '填写 wxadmin whoami 显示的 AppID，或用 -a 选择账号',
    },
    retry: 'never',
  },
  50002: {
    cause: { en: 'The account is limited: frozen, or being closed.', zh: '账号受限：已冻结或注销中。' },
    fix: {
      en: `log in to ${consoles.mp.en} and follow what it asks for`,
      zh: `登录${consoles.mp.zh}并按提示处理`,
    },
    retry: 'never',
  },
  50007: {
    cause: { en: 'The account is frozen.', zh: '账号已被冻结。' },
    fix: {
      en: `log in to ${consoles.mp.en}; its first page says how to unfreeze`,
      zh: `登录${consoles.mp.zh}，按首页提示解冻`,
    },
    docs: pages.token,
    retry: 'never',
  },
  61003: {
    cause: {
      en: 'The account has not authorized this third-party platform, or has withdrawn it.',
      zh: '公众号未授权给该第三方平台，或已取消授权。',
    },
    fix: {
      en: "use the account's own AppID and secret, or let an administrator authorize again",
      zh: '使用公众号自身的 AppID 和 AppSecret，或请管理员重新授权',
    },
    retry: 'never',
  },
  61007: {
    cause: {
      en: 'The account has not given this permission to the third-party platform.',
      zh: '公众号没有将该权限授权给第三方平台。',
    },
    fix: {
      en: 'let an administrator authorize again and tick the permission set',
      zh: '请管理员重新授权并勾选相应的权限集',
    },
    retry: 'never',
  },
}
