/**
 * The consoles of WeChat and the places in them that sentences send a reader to. Since 2026 accounts are administered at
 * the WeChat Developer Platform, so that comes first, with its address; the older place is named behind it (docs/platform.md 1.3).
 * The labels of the pages are Chinese in both languages: that is what the reader sees there.
 */

interface Words {
  readonly en: string
  readonly zh: string
}

/** Addresses of the consoles. */
export const consoleAddresses = {
  platform: 'https://developers.weixin.qq.com/platform',
  mp: 'https://mp.weixin.qq.com',
  test: 'https://mp.weixin.qq.com/debug/cgi-bin/sandbox?t=sandbox/login',
} as const

/** The consoles alone, each with its address. */
export const consoles = {
  platform: {
    en: `微信开发者平台 (WeChat Developer Platform, ${consoleAddresses.platform})`,
    zh: `微信开发者平台（${consoleAddresses.platform}）`,
  },
  mp: {
    en: `公众平台 (MP console, ${consoleAddresses.mp})`,
    zh: `公众平台（${consoleAddresses.mp}）`,
  },
  test: {
    en: `测试号管理 (test account page, ${consoleAddresses.test})`,
    zh: `测试号管理（${consoleAddresses.test}）`,
  },
} as const satisfies Record<string, Words>

/** @param path labels below the account's page @param older where it was before, below 公众平台 → 设置与开发 */
function onPlatform(path: readonly string[], older: string): Words {
  const labels = ['我的业务', '公众号/服务号', ...path].join(' → ')
  return {
    en: `${consoles.platform.en} → ${labels} (older place: 公众平台 → 设置与开发 → ${older})`,
    zh: `${consoles.platform.zh}→ ${labels}（旧入口：公众平台 → 设置与开发 → ${older}）`,
  }
}

function onMp(path: string): Words {
  return { en: `${consoles.mp.en} → ${path}`, zh: `${consoles.mp.zh}→ ${path}` }
}

/** Places in the consoles. Each text continues a sentence after "in" or `在`. */
export const places = {
  credentials: onPlatform(['基础信息'], '基本配置'),
  appSecret: onPlatform(['基础信息', 'AppSecret'], '基本配置'),
  allowlist: onPlatform(['基础信息', 'API IP 白名单'], '基本配置 → IP 白名单'),
  serverConfiguration: onPlatform(['基础信息', '服务器配置'], '基本配置 → 服务器配置'),
  permissions: onPlatform([], '接口权限'),
  verification: onPlatform([], '微信认证'),
  webDomain: onPlatform(['基础信息'], '账号设置 → 功能设置 → 网页授权域名'),
  jsDomain: onPlatform(['基础信息'], '账号设置 → 功能设置 → JS接口安全域名'),
  devtools: onMp('设置与开发 → 开发者工具 → web开发者工具'),
  notices: onMp('通知中心'),
  violations: onMp('通知中心 → 违规记录'),
  conditionalMenus: onMp('自定义菜单 → 个性化菜单'),
  menu: onMp('自定义菜单'),
  miniPrograms: onMp('小程序 → 小程序管理'),
  templates: onMp('模板消息'),
  blacklist: onMp('用户管理 → 黑名单'),
  drafts: onMp('草稿箱'),
  massSending: onMp('群发功能'),
} as const satisfies Record<string, Words>
