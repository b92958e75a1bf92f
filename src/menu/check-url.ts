/**
 * A link as menus take it: http or https with a host, FACTS 2.1: otherwise 40055 / 40054. With a space in it no browser
 * would open what was meant; what WeChat says to that is in no source.
 */
import { linkHost } from '../wechat/link-host'
import { menuLimits } from '../wechat/menu-rules'
import type { Findings, Where } from './findings'

export function checkUrl(url: string, where: Where, findings: Findings): void {
  if (/\s/u.test(url)) {
    findings.add('url-space', where)
    return
  }
  const [, scheme] = /^([a-z][a-z0-9+.-]*):/i.exec(url) ?? []
  const http = scheme !== undefined && /^https?$/i.test(scheme)
  if (!http) {
    const bare = url.replace(/^\/\//, '')
    const isHost =
      bare.length <= menuLimits.urlBytes && /^[^/?#@:]+\.[^/?#@:]+(?::\d+)?(?:[/?#]|$)/.test(bare)
    const suggestion = isHost ? `https://${bare}` : undefined
    findings.add('url-scheme', where, { ...(suggestion && { suggestion: suggestion.slice(0, 120) }) })
  } else if (linkHost(url.slice(0, 2 * menuLimits.urlBytes)) === undefined) findings.add('url-host', where)
}
