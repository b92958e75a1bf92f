/** The calls of the platform that wxadmin or its sandbox knows: docs/platform.md 1, 2 and 5 to 10, the daily limits 1.5. */

/** Calls a day of a new account; the day is China's: counters start anew at 00:00 UTC+8. */
export interface DailyLimit {
  readonly normal: number
  /** For test accounts, where the page gives another figure. */
  readonly test?: number
}

export interface PlatformEndpoint {
  readonly path: string
  readonly method: 'GET' | 'POST'
  /** Absent where no figure is published. */
  readonly daily?: DailyLimit
}

const get = <Path extends string>(path: Path, daily?: DailyLimit) => ({ path, method: 'GET', daily }) as const
const post = <Path extends string>(path: Path, daily?: DailyLimit) =>
  ({ path, method: 'POST', daily }) as const

export const endpoints = {
  token: get('/cgi-bin/token', { normal: 2000, test: 200 }),
  stableToken: post('/cgi-bin/stable_token', { normal: 500_000 }),
  menuCreate: post('/cgi-bin/menu/create', { normal: 1000, test: 100 }),
  menuGet: get('/cgi-bin/menu/get', { normal: 10_000, test: 1000 }),
  menuDelete: get('/cgi-bin/menu/delete', { normal: 1000, test: 100 }),
  selfMenu: get('/cgi-bin/get_current_selfmenu_info', { normal: 10_000, test: 1000 }),
  autoReplies: get('/cgi-bin/get_current_autoreply_info'),
  menuAddConditional: post('/cgi-bin/menu/addconditional', { normal: 2000 }),
  menuDeleteConditional: post('/cgi-bin/menu/delconditional', { normal: 2000 }),
  menuTryMatch: post('/cgi-bin/menu/trymatch', { normal: 20_000 }),
  tagsCreate: post('/cgi-bin/tags/create'),
  tagsGet: get('/cgi-bin/tags/get'),
  tagsUpdate: post('/cgi-bin/tags/update'),
  tagsDelete: post('/cgi-bin/tags/delete'),
  tagMembersAdd: post('/cgi-bin/tags/members/batchtagging'),
  tagMembersRemove: post('/cgi-bin/tags/members/batchuntagging'),
  tagsOfUser: post('/cgi-bin/tags/getidlist'),
  usersOfTag: post('/cgi-bin/user/tag/get'),
  users: get('/cgi-bin/user/get', { normal: 500, test: 100 }),
  userInfo: get('/cgi-bin/user/info', { normal: 5_000_000, test: 500_000 }),
  userInfoBatch: post('/cgi-bin/user/info/batchget'),
  userRemark: post('/cgi-bin/user/info/updateremark', { normal: 10_000 }),
  mediaUpload: post('/cgi-bin/media/upload', { normal: 100_000, test: 500 }),
  mediaGet: get('/cgi-bin/media/get', { normal: 200_000, test: 1000 }),
  mediaUploadImage: post('/cgi-bin/media/uploadimg'),
  materialAdd: post('/cgi-bin/material/add_material'),
  materialGet: post('/cgi-bin/material/get_material'),
  materialDelete: post('/cgi-bin/material/del_material'),
  materialList: post('/cgi-bin/material/batchget_material'),
  materialCount: get('/cgi-bin/material/get_materialcount'),
  snsAccessToken: get('/sns/oauth2/access_token'),
  snsRefreshToken: get('/sns/oauth2/refresh_token'),
  snsUserinfo: get('/sns/userinfo'),
  snsAuth: get('/sns/auth'),
  ticketGet: get('/cgi-bin/ticket/getticket'),
  qrcodeCreate: post('/cgi-bin/qrcode/create', { normal: 100_000, test: 10_000 }),
  callbackIp: get('/cgi-bin/getcallbackip'),
  apiDomainIp: get('/cgi-bin/get_api_domain_ip'),
  callbackCheck: post('/cgi-bin/callback/check'),
  quotaGet: post('/cgi-bin/openapi/quota/get'),
  quotaClear: post('/cgi-bin/openapi/quota/clear'),
  ridGet: post('/cgi-bin/openapi/rid/get'),
  clearQuota: post('/cgi-bin/clear_quota'),
  clearQuotaV2: post('/cgi-bin/clear_quota/v2'),
} as const satisfies Record<string, PlatformEndpoint>

export type EndpointName = keyof typeof endpoints

const byPath = new Map<string, PlatformEndpoint>(
  Object.values(endpoints).map((endpoint) => [endpoint.path, endpoint]),
)

/** The call at a path; undefined where wxadmin does not know it. */
export function endpointAt(path: string): PlatformEndpoint | undefined {
  return byPath.get(path)
}

/** What paths of the menu calls begin with: they answer a wrong charset with a code of their own. */
export const MENU_PATHS = '/cgi-bin/menu/'

/** The calls of web authorization have no daily counters (docs/platform.md 1.5). */
export const OAUTH_PATHS = '/sns/'
