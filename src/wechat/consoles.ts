/** Where accounts are administered (FACTS 1.3). */
export const consoles = {
  /** 微信开发者平台: AppSecret, IP allowlist, server configuration. */
  platform: 'https://developers.weixin.qq.com/platform',
  /** 公众平台, which has them too on its older pages. */
  mp: 'https://mp.weixin.qq.com',
  /** 测试号管理. */
  test: 'https://mp.weixin.qq.com/debug/cgi-bin/sandbox?t=sandbox/login',
} as const
