/** Pages that stand before an endpoint: tunnels, firewalls, login pages, hosters. As they are known in practice. */
import type { AnswerCode } from '../../wechat/callback/delivery-findings'

export interface Page {
  readonly status: number
  /** Name in lower case. `''` where there is none. */
  readonly header: (name: string) => string
  readonly text: string
}

interface Foreign {
  readonly code: AnswerCode
  readonly params: Readonly<Record<string, string>>
}

/** Only so much of a page is searched. */
const SEARCHED = 64 * 1024

/** The page in the way of the endpoint, where the answer is one that is known. */
export function foreignPage({ status, header, text }: Page): Foreign | undefined {
  const page = text.slice(0, SEARCHED)
  const isPage = isHtml(page) || status >= 400
  const ngrok = header('ngrok-error-code') || (isPage && /\bERR_NGROK_\d+/.exec(page)?.[0])
  if (ngrok) return tunnel(ngrok === NGROK_WARNING ? 'tunnel-warning' : 'tunnel-down', 'ngrok', ngrok)
  if (!isPage) return undefined
  for (const { by, pattern, code, statuses, where = '' } of known) {
    const isThere = pattern.test(page) || (where !== '' && header(where) !== '')
    if (isThere && (!statuses || statuses.includes(status)))
      return { code, params: { by, detail: detailOf(status) } }
  }
  return isHtml(page) && /<input[^>]{0,200}type=["']?password/i.test(page)
    ? { code: 'login-page', params: {} }
    : undefined
}

/** The page that asks visitors of a free tunnel to go on; User-Agents that begin with Mozilla get it, WeChat's too. */
const NGROK_WARNING = 'ERR_NGROK_6024'

const detailOf = (status: number) => `HTTP ${status}`

const tunnel = (code: AnswerCode, by: string, detail: string): Foreign => ({ code, params: { by, detail } })

interface Known {
  readonly by: string
  readonly code: AnswerCode
  /** Of the page. */
  readonly pattern: RegExp
  /** Or this header is there. */
  readonly where?: string
  /** Only with one of these. */
  readonly statuses?: readonly number[]
}

const known: readonly Known[] = [
  { by: 'ngrok', code: 'tunnel-warning', pattern: /ngrok-skip-browser-warning/ },
  {
    by: 'localtunnel',
    code: 'tunnel-warning',
    pattern: /bypass-tunnel-reminder|localtunnel[\s\S]{0,2000}(?:tunnel password|friendly reminder)/i,
  },
  {
    by: 'localtunnel',
    code: 'tunnel-down',
    pattern: /^503 - Tunnel Unavailable/,
    where: 'x-localtunnel-status',
  },
  {
    by: 'Cloudflare',
    code: 'tunnel-down',
    pattern:
      /error code: 10(?:16|33)\b|Cloudflare Tunnel error|Argo Tunnel error|unable to reach the origin service/i,
  },
  { by: 'Cloudflare', code: 'tunnel-down', pattern: /cloudflare/i, statuses: [521, 522, 523, 530] },
  { by: 'frp', code: 'tunnel-down', pattern: /Faithfully yours, frp/ },
  { by: 'ngrok 1 / natapp', code: 'tunnel-down', pattern: /^Tunnel \S+ not found/ },
  {
    by: 'Cloudflare',
    code: 'firewall',
    pattern: /challenges\.cloudflare\.com|cf-browser-verification|Attention Required! \| Cloudflare/,
    where: 'cf-mitigated',
  },
  { by: '阿里云', code: 'firewall', pattern: /errors\.aliyun\.com|对网站造成安全威胁/ },
  { by: '腾讯云', code: 'firewall', pattern: /waf\.tencent-cloud\.com|腾讯T-Sec/ },
  { by: '宝塔', code: 'firewall', pattern: /宝塔网站防火墙|btwaf/i },
  {
    by: 'WAF',
    code: 'firewall',
    pattern: /web application firewall|safeline|长亭|安全狗|云锁|(?:请求|访问)(?:已)?被(?:拦截|阻断)/i,
  },
  {
    by: '',
    code: 'not-filed',
    pattern:
      /Non-compliance ICP Filing|webblock\.html|(?:域名|网站)(?:未|尚未|没有)(?:完成)?备案|网站暂时无法访问[\s\S]{0,500}备案/,
  },
  {
    by: '',
    code: 'default-page',
    pattern:
      /Welcome to (?:nginx|OpenResty|CentOS)|Apache2 (?:Ubuntu|Debian) Default Page|<h1>It works!<\/h1>|没有找到站点|站点创建成功|IIS Windows/,
  },
]

export const isHtml = (text: string): boolean =>
  /^\s*(?:<!--[\s\S]{0,500}?-->\s*)?(?:<!doctype html|<(?:html|head|body|title|div|p|pre|h\d|br|script|center|meta)\b)/i.test(
    text.slice(0, 2000),
  )
