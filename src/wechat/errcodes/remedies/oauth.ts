import { consoleAddresses, consoles, places } from '../../consoles'
import { pages } from '../../pages'
import type { Remedies } from './remedy'

/** Web authorization: docs/platform.md 5.3. The 100xx codes appear on the authorize page, not as JSON. */
export const oauthRemedies: Remedies = {
  10003: {
    cause: {
      en: 'The host of redirect_uri is not the registered web-authorization domain (whole host, no scheme, no port).',
      zh: 'redirect_uri 的域名不是已登记的网页授权域名（须完全一致，不含协议和端口）。',
    },
    fix: {
      en: `register the host as 网页授权域名 in ${places.webDomain.en}; of a test account under 网页帐号 on ${consoles.test.en}`,
      zh: `在${places.webDomain.zh}中将该域名登记为网页授权域名；测试号的在${consoles.test.zh}的“网页帐号”处修改`,
    },
    docs: pages.oauth,
    retry: 'never',
  },
  10004: {
    cause: { en: 'The account is banned.', zh: '该公众号已被封禁。' },
    fix: {
      en: `read the notices in ${places.notices.en}`,
      zh: `查看${places.notices.zh}的站内信`,
    },
    docs: pages.oauth,
    retry: 'never',
  },
  10005: {
    cause: {
      en: 'The account lacks this scope: web authorization needs a verified service account or a test account.',
      zh: '该账号没有此 scope 权限：网页授权需要已认证的服务号或测试号。',
    },
    fix: {
      en: `check the permission 网页授权 in ${places.permissions.en}, or use a test account (${consoleAddresses.test})`,
      zh: `在${places.permissions.zh}中查看“网页授权”权限，或改用测试号（${consoleAddresses.test}）`,
    },
    docs: pages.oauth,
    retry: 'never',
  },
  10006: {
    cause: {
      en: 'With a test account only its followers can authorize.',
      zh: '测试号只有已关注的用户才能授权。',
    },
    fix: {
      en: 'scan the QR code of the test account with the WeChat that opens the page, then again',
      zh: '用打开网页的微信扫描测试号二维码关注，然后重试',
    },
    docs: pages.oauth,
    retry: 'never',
  },
  10009: {
    cause: { en: 'The page was opened too often in a short time.', zh: '短时间内访问授权页过于频繁。' },
    fix: {
      en: 'wait a little; look for a redirect loop between your page and the authorize page',
      zh: '稍等再试；检查网页与授权页之间是否循环跳转',
    },
    docs: pages.oauth,
    retry: 'later',
  },
  10010: {
    cause: { en: 'The authorize address has no scope.', zh: '授权链接缺少 scope。' },
    fix: {
      en: 'add scope=snsapi_base or scope=snsapi_userinfo',
      zh: '加上 scope=snsapi_base 或 scope=snsapi_userinfo',
    },
    docs: pages.oauth,
    retry: 'never',
  },
  10011: {
    cause: { en: 'The authorize address has no redirect_uri.', zh: '授权链接缺少 redirect_uri。' },
    fix: {
      en: 'add redirect_uri, URL-encoded once',
      zh: '加上 redirect_uri，并进行一次 URL 编码',
    },
    docs: pages.oauth,
    retry: 'never',
  },
  10012: {
    cause: { en: 'The authorize address has no appid.', zh: '授权链接缺少 appid。' },
    fix: {
      en: 'put appid first, as wxadmin whoami shows it: WeChat checks the order of the parameters',
      zh: '将 wxadmin whoami 显示的 appid 放在第一个：微信会检查参数顺序',
    },
    docs: pages.oauth,
    retry: 'never',
  },
  10013: {
    cause: { en: 'The authorize address has no state.', zh: '授权链接缺少 state。' },
    fix: {
      en: 'add state: letters and digits, at most 128 bytes',
      zh: '加上 state：字母和数字，最多 128 字节',
    },
    docs: pages.oauth,
    retry: 'never',
  },
  10015: {
    cause: {
      en: 'The account has not authorized this third-party platform.',
      zh: '公众号尚未授权给该第三方平台。',
    },
    fix: {
      en: 'let an administrator authorize the platform again, or remove component_appid from the address',
      zh: '请管理员重新授权该第三方平台，或从链接中去掉 component_appid',
    },
    docs: pages.oauth,
    retry: 'never',
  },
  10016: {
    cause: {
      en: 'The AppID is that of an open-platform website or app, which signs in elsewhere.',
      zh: '使用了开放平台网站或移动应用的 AppID。',
    },
    fix: {
      en: 'use the AppID of the Official Account (wxadmin whoami)',
      zh: '使用公众号的 AppID（wxadmin whoami）',
    },
    docs: pages.oauth,
    retry: 'never',
  },
  40029: {
    cause: {
      en: 'The code is not one of this AppID, or it is cut off, or it was made up.',
      zh: 'code 无效：不属于该 AppID、被截断，或并非微信返回的值。',
    },
    fix: {
      en: 'open the authorize address again in WeChat and use the new code once, within 5 minutes',
      zh: '在微信中重新打开授权链接，并在 5 分钟内使用一次新的 code',
    },
    docs: pages.oauthToken,
    retry: 'never',
  },
  40030: {
    cause: {
      en: 'The refresh_token is wrong, or of another AppID.',
      zh: 'refresh_token 无效，或属于其他 AppID。',
    },
    fix: {
      en: 'let the user authorize again and keep the new refresh_token',
      zh: '让用户重新授权，并保存新的 refresh_token',
    },
    docs: pages.oauthRefresh,
    retry: 'never',
  },
  40163: {
    cause: {
      en: 'The code was used already; usually the page was loaded twice, or the back button came back with the old code.',
      zh: 'code 已被使用：通常是页面加载了两次，或用户返回时带着旧的 code。',
    },
    fix: {
      en: 'use each code once: redirect to a clean address afterwards, and start the authorization anew',
      zh: '每个 code 只用一次：用完后跳转到不带 code 的地址，并重新发起授权',
    },
    docs: pages.oauthToken,
    retry: 'never',
  },
  40188: {
    cause: { en: 'The scope is not one WeChat knows.', zh: 'scope 不合法。' },
    fix: { en: 'snsapi_base or snsapi_userinfo', zh: '使用 snsapi_base 或 snsapi_userinfo' },
    docs: pages.oauth,
    retry: 'never',
  },
  41003: {
    cause: { en: 'The call carried no refresh_token.', zh: '请求缺少 refresh_token。' },
    fix: {
      en: 'send the refresh_token that came with the web-authorization token',
      zh: '填写随网页授权 access_token 一起返回的 refresh_token',
    },
    docs: pages.oauthRefresh,
    retry: 'never',
  },
  41008: {
    cause: {
      en: 'The call carried no code: the page was opened directly, or the user refused.',
      zh: '请求缺少 code：页面被直接打开，或用户拒绝了授权。',
    },
    fix: {
      en: 'send visitors without a code to the authorize address first',
      zh: '没有 code 的访问请先跳转到授权链接',
    },
    docs: pages.oauthToken,
    retry: 'never',
  },
  42002: {
    cause: { en: 'The refresh_token is older than 30 days.', zh: 'refresh_token 已超过 30 天有效期。' },
    fix: { en: 'let the user authorize again', zh: '让用户重新授权' },
    docs: pages.oauthRefresh,
    retry: 'never',
  },
  42003: {
    cause: { en: 'The code is older than 5 minutes.', zh: 'code 已超过 5 分钟有效期。' },
    fix: {
      en: 'exchange the code at once on the server; start the authorization anew',
      zh: '在服务器收到 code 后立即换取；重新发起授权',
    },
    docs: pages.oauthToken,
    retry: 'never',
  },
  42007: {
    cause: {
      en: "The user changed the WeChat password, which ends all of the user's tokens.",
      zh: '用户修改了微信密码，其授权 token 全部失效。',
    },
    fix: { en: 'let the user authorize again', zh: '让用户重新授权' },
    docs: pages.oauthRefresh,
    retry: 'never',
  },
  50001: {
    cause: {
      en: 'The user has not agreed to this: the token was made with snsapi_base, or the consent was withdrawn.',
      zh: '用户未授权该接口：使用的是 snsapi_base 授权，或用户已撤回授权。',
    },
    fix: {
      en: 'authorize with scope=snsapi_userinfo',
      zh: '使用 scope=snsapi_userinfo 重新授权',
    },
    docs: pages.oauth,
    retry: 'never',
  },
}
