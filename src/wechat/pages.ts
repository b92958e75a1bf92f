/** The official documentation, docs/platform.md 0: only pages that are known to exist under these addresses. */

const HOST = 'https://developers.weixin.qq.com'

/** Paths under the documentation's host. */
export const pages = {
  token: '/doc/service/api/base/api_getaccesstoken.html',
  stableToken: '/doc/service/api/base/api_getstableaccesstoken.html',
  callbackCheck: '/doc/service/api/base/api_callbackcheck.html',
  clearQuota: '/doc/service/api/apimanage/api_clearquota.html',
  quota: '/doc/service/api/apimanage/api_getapiquota.html',
  rid: '/doc/service/api/apimanage/api_getridinfo.html',
  menuCreate: '/doc/service/api/custommenu/api_createcustommenu.html',
  menuGet: '/doc/service/api/custommenu/api_getmenu.html',
  menuConditional: '/doc/service/api/custommenu/api_addconditionalmenu.html',
  menuDeleteConditional: '/doc/service/api/custommenu/api_deleteconditionalmenu.html',
  menuMatch: '/doc/service/api/custommenu/api_trymatchmenu.html',
  receive: '/doc/service/guide/product/message/Receiving_standard_messages.html',
  encryption: '/doc/subscription/guide/dev/push/encryption.html',
  oauth: '/doc/service/guide/h5/auth.html',
  oauthToken: '/doc/service/api/webdev/access/api_snsaccesstoken.html',
  oauthRefresh: '/doc/service/api/webdev/access/api_snsrefreshtoken.html',
  limits: '/doc/service/en/guide/dev/api/limit.html',
  jssdk: '/doc/offiaccount/OA_Web_Apps/JS-SDK.html',
  qrCreate: '/doc/service/api/qrcode/qrcodes/api_createqrcode.html',
  shortKey: '/doc/service/api/qrcode/shorten/api_genshortkey.html',
  fetchShortKey: '/doc/service/api/qrcode/shorten/api_fetchshorten.html',
  errorCodes: '/doc/oplatform/developers/errCode',
  troubleshooting: '/doc/oplatform/developers/troubleshooting',
} as const

export type Page = (typeof pages)[keyof typeof pages]

/** The whole address of a page. */
export function pageAddress(page: Page): string {
  return `${HOST}${page}`
}
