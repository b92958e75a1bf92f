import { clearLimits, tokenLimits } from '../../wechat/api-limits'
import { endpointAt, endpoints, OAUTH_PATHS } from '../../wechat/endpoints'
import { type JsonObject, textIn } from '../body'
import { dailyLimit, spendClearing, usageOf } from '../quota'
import { refuse } from '../refusal'
import { RID } from '../rid'
import type { AccountState, RequestRecord } from '../state'
import { type AccountCall, accountOf, type Behaviours, done } from './endpoint'

/** rids are kept for seven days (docs/platform.md 7). */
const RID_LIFE_MS = 7 * 86_400_000

/** docs/platform.md 7. */
export const opsEndpoints = {
  callbackIp: {
    token: true,
    unverified: true,
    run: () => ({ ip_list: ['127.0.0.1', '101.226.103.0/25'] }),
  },
  apiDomainIp: {
    token: true,
    unverified: true,
    run: () => ({ ip_list: ['127.0.0.1'] }),
  },
  callbackCheck: { token: true, unverified: true, run: checkCallback },
  quotaGet: {
    token: true,
    unverified: true,
    run: ({ account, body, time }) => quotaAnswer(account, apiPath(body), time),
  },
  quotaClear: {
    token: true,
    unverified: true,
    run: ({ account, body, time }) => {
      const path = apiPath(body)
      spendClearing(account, 'path', clearLimits.path, time)
      delete usageOf(account, time).used[path]
      return done
    },
  },
  ridGet: {
    token: true,
    unverified: true,
    run: ({ state, account, body, time }) => {
      const rid = textIn(body, 'rid') ?? ''
      if (!RID.test(rid)) refuse(76002)
      const record = state.requests.find((request) => request.rid === rid) ?? refuse(76001)
      if (record.appid !== account.appid) refuse(76003)
      if (time - record.time > RID_LIFE_MS) refuse(76004)
      return { ...done, request: requestAnswer(record) }
    },
  },
  clearQuota: {
    token: true,
    unverified: true,
    run: ({ account, body, time }) => {
      if (textIn(body, 'appid') !== account.appid) refuse(40013)
      return clearAll(account, time)
    },
  },
  clearQuotaV2: {
    token: false,
    bodyOptional: true, // the page's table puts the two into the body, its sample into the query
    run: ({ state, body, query, time }) => {
      const appid = textIn(body, 'appid') ?? query.get('appid')
      const secret = textIn(body, 'appsecret') ?? query.get('appsecret')
      return clearAll(accountOf(state, appid, secret), time)
    },
  },
} satisfies Behaviours

/** @throws Refusal 76003 without the slash, 76022 for /sns/, 76021 unknown */
function apiPath(body: JsonObject): string {
  const path = textIn(body, 'cgi_path') ?? ''
  if (!path.startsWith('/')) refuse(76003)
  if (path.startsWith(OAUTH_PATHS)) refuse(76022)
  if (!endpointAt(path)) refuse(76021)
  return path
}

function clearAll(account: AccountState, time: number): object {
  spendClearing(account, 'all', clearLimits.all, time)
  usageOf(account, time).used = {}
  return done
}

function quotaAnswer(account: AccountState, path: string, time: number): object {
  const daily_limit = dailyLimit(account, path)
  const used = usageOf(account, time).used[path] ?? 0
  return {
    ...done,
    quota: { daily_limit, used, remain: Math.max(0, daily_limit - used) },
    // The keys of rates are present only where there is a rate (docs/platform.md 15).
    ...(path === endpoints.stableToken.path && {
      rate_limit: { call_count: tokenLimits.stablePerMinute, refresh_second: 60 },
    }),
  }
}

function requestAnswer(record: RequestRecord): object {
  return {
    invoke_time: Math.floor(record.time / 1000),
    cost_in_ms: record.costMs,
    request_url: record.url,
    request_body: record.body,
    response_body: record.response,
    client_ip: record.client,
  }
}

/** The network to the configured endpoint, as measured by the handshake; it has no operator here. */
function checkCallback({ account, body }: AccountCall): object {
  const action = textIn(body, 'action') ?? ''
  if (!['dns', 'ping', 'all'].includes(action)) refuse(40202)
  const operator = textIn(body, 'check_operator') ?? 'DEFAULT'
  if (!['CHINANET', 'UNICOM', 'CAP', 'DEFAULT'].includes(operator)) refuse(40203)
  const { address: ip, ms } = account.web.callback ?? refuse(40201)
  return {
    ...(action !== 'ping' && { dns: [{ ip, real_operator: 'DEFAULT' }] }),
    ...(action !== 'dns' && {
      ping: [{ ip, from_operator: operator, package_loss: '0%', time: `${ms}ms` }],
    }),
  }
}
