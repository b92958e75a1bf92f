/** An answer before its body is looked at: redirects, statuses, pages that stand before the endpoint. */
import type { EndpointReply } from '../send'
import { foreignPage } from './pages'
import type { Session } from './session'
import type { Problem } from './types'

/** @returns undefined where the answer may be the endpoint's own word */
export function outerProblem(
  { url, excerpts, options }: Session,
  reply: EndpointReply,
  method: 'GET' | 'POST',
): Problem | undefined {
  const { status, headers, body, ms } = reply
  const text = body.toString('utf8')
  const header = (name: string) => headers[name] ?? ''
  const told = (problem: Omit<Problem, 'params'> & Partial<Pick<Problem, 'params'>>): Problem => ({
    ms,
    ...problem,
    params: { status, method, ...problem.params },
  })

  if (status >= 300 && status < 400)
    return told(redirect(url, header('location'), (to) => excerpts.ofAddress(to)))
  const page = foreignPage({ status, header, text })
  if (page) return told(page)
  if (reply.truncated) return told({ code: 'too-large', params: { bytes: body.length } })
  if (status >= 200 && status < 300) {
    const encoding = header('content-encoding').trim().toLowerCase()
    const isPacked = !['', 'identity'].includes(encoding) && body.length > 0
    return isPacked ? told({ code: 'compressed', params: { encoding } }) : undefined
  }
  const params = { tokenFrom: options.tokenFrom, ...(body.length > 0 && { excerpt: excerpts.of(text) }) }
  if (header('www-authenticate')) return told({ code: 'password-needed', params })
  return told({ code: byStatus(status, method), params })
}

function byStatus(status: number, method: 'GET' | 'POST'): Problem['code'] {
  if ([401, 403, 419].includes(status)) return method === 'GET' ? 'token-differs' : 'push-refused'
  if (method === 'POST' && [404, 405, 501].includes(status)) return 'post-unhandled'
  if (method === 'POST' && status === 415) return 'post-media-type'
  if (status === 404) return 'status-404'
  if (status === 405 || status === 501) return 'status-405'
  if ([502, 503, 504].includes(status)) return 'status-502'
  return status === 500 ? 'status-500' : 'status'
}

function redirect(from: URL, location: string, shown: (to: URL) => string): Omit<Problem, 'ms'> {
  if (location === '' || !URL.canParse(location, from.href)) return { code: 'redirect', params: { to: '?' } }
  const to = new URL(location, from)
  const params = { to: shown(to) }
  const isSamePlace = to.hostname === from.hostname && to.pathname === from.pathname
  if (isSamePlace && from.protocol === 'http:' && to.protocol === 'https:')
    return { code: 'redirect-https', params }
  if (to.host === from.host && to.pathname === `${from.pathname}/`) return { code: 'redirect-slash', params }
  const isLogin = /(?:^|[/.])(?:log-?in|sign-?in|sso|auth|passport|oauth2?)(?:[/.]|$)/i.test(
    to.host + to.pathname,
  )
  return { code: isLogin ? 'redirect-login' : 'redirect', params }
}
