/**
 * A link as menus take it: http or https with a host, docs/platform.md 2.1: otherwise 40055 / 40054. What else keeps a phone from
 * opening it is a warning that names the cause: what WeChat says to it is in no source.
 */

import type { Where } from '../../document/findings'
import { linkFaults } from '../../wechat/menu/link-faults'
import { linkHost } from '../../wechat/menu/link-host'
import { menuLimits } from '../../wechat/menu/rules'
import type { MenuFindings } from './findings'

export function checkUrl(url: string, where: Where, findings: MenuFindings): void {
  const looked = url.slice(0, 2 * menuLimits.urlBytes)
  const faults = linkFaults(looked)
  // No errcode goes with a warning.
  const { errcode: _, ...place } = where
  for (const { rule, ...params } of faults) findings.add(rule, place, params)
  // Browsers pass over blanks at either end.
  const link = looked.trim()
  if (!/^https?:/i.test(link)) {
    const isTemplate = faults.some(({ rule }) => rule === 'url-placeholder')
    const suggestion = isTemplate ? undefined : completed(link)
    findings.add('url-scheme', where, { ...(suggestion && { suggestion: suggestion.slice(0, 120) }) })
  } else if (linkHost(link) === undefined) findings.add('url-host', where)
}

/** A host, with a port or a path behind it, without its scheme: `a.cn/x`, `localhost:8080`. */
function completed(link: string): string | undefined {
  const bare = link.replace(/^\/\//, '')
  if (/^[^/?#@:\s]+\.[^/?#@:\s]+(?::\d+)?(?:[/?#]|$)/.test(bare)) return `https://${bare}`
  return /^[a-z0-9-]+:\d+(?:[/?#]|$)/i.test(bare) ? `http://${bare}` : undefined
}
