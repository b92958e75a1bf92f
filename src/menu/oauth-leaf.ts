/** `oauth: { url, scope, state }` on a view button, in place of `url`: docs/platform.md 5.1. */

import type { Where } from '../document/findings'
import { child, type Entry, entry, headOf, type MapNode, type Path, placeOf } from '../document/tree'
import { menuLimits } from '../wechat/menu/rules'
import { utf8Bytes } from '../wechat/menu/text'
import {
  AUTHORIZE_HOST,
  type Authorization,
  authorizeScopes,
  authorizeUrl,
  stateLimits,
} from '../wechat/oauth/authorize-url'
import { suggest } from '../wechat/suggest'
import { checkUrl, type FieldPlace, textAt } from './rules/check-text'
import type { MenuFindings } from './rules/findings'
import { asMap, kindOf, mistyped, unknownKeys } from './rules/shape'

/** Switches of the authorize URL, under WeChat's own names. */
const FLAGS = ['forcePopup', 'forceSnapShot'] as const

const oauthKeys: readonly string[] = ['url', 'scope', 'state', ...FLAGS]

/** As long as an AppID is: the account is not known where a file is checked. */
const SOME_APPID = 'wx0123456789abcdef'

/** Holds it against the rules. @param path of the button */
export function checkOauth(found: Entry, { path, level, links }: FieldPlace, findings: MenuFindings): void {
  const at = [...path, 'oauth']
  const map = asMap(found.value, at, findings)
  if (!map) return
  unknownKeys(map, oauthKeys, at, findings)
  const scope = checkScope(map, at, findings)
  const state = checkState(map, at, findings)
  const flags = FLAGS.map((name) => [name, flagAt(map, name, at, findings)] as const)
  const inner = checkInnerUrl(map, at, findings)
  if (inner === undefined) return
  const { value: redirectUri, where } = inner
  const url = authorizeUrl({ appid: SOME_APPID, redirectUri, scope, state, ...Object.fromEntries(flags) })
  const bytes = utf8Bytes(url)
  if (bytes > menuLimits.urlBytes)
    findings.add('oauth-too-long', { ...where, level }, { bytes, limit: menuLimits.urlBytes })
  // What the menu links to is WeChat's own page.
  links?.(AUTHORIZE_HOST, { span: found.keySpan, path: at, level })
}

/** The url that is sent in place of an `oauth`. @param value as the file has it, found to be right */
export function oauthUrl(value: unknown, appid: string): string {
  const { url, scope, state, forcePopup, forceSnapShot } = Object(value) as Record<string, unknown>
  return authorizeUrl({
    appid,
    redirectUri: String(url),
    scope: authorizeScopes.find((name) => name === scope),
    state: typeof state === 'string' ? state : undefined,
    forcePopup: forcePopup === true,
    forceSnapShot: forceSnapShot === true,
  })
}

/** @returns the address as far as anything can be said of it */
function checkInnerUrl(
  map: MapNode,
  at: Path,
  findings: MenuFindings,
): { readonly value: string; readonly where: Where } | undefined {
  const found = entry(map, 'url')
  const path = [...at, 'url']
  if (!found || !child(map, 'url')) {
    const span = found ? placeOf(found) : headOf(map)
    if (found || !mistyped(map, 'url', oauthKeys))
      findings.add('field-missing', { span, path }, { type: 'view', field: 'oauth.url' })
    return undefined
  }
  const value = textAt(map, 'url', at, findings)
  if (value === undefined) return undefined
  const where = { span: placeOf(found), path }
  if (value.trim() === '') {
    findings.add('field-empty', where, { field: 'oauth.url' })
    return undefined
  }
  checkUrl(value, where, findings)
  return { value, where }
}

function checkScope(map: MapNode, at: Path, findings: MenuFindings): Authorization['scope'] {
  const found = child(map, 'scope') && entry(map, 'scope')
  const value = found && textAt(map, 'scope', at, findings)
  if (!found || value === undefined) return undefined
  const scope = authorizeScopes.find((name) => name === value)
  if (scope) return scope
  const suggestion = suggest(value, authorizeScopes)
  findings.add(
    'oauth-scope',
    { span: placeOf(found), path: [...at, 'scope'] },
    { value, known: authorizeScopes.join(', '), ...(suggestion && { suggestion }) },
  )
  return undefined
}

function checkState(map: MapNode, at: Path, findings: MenuFindings): string | undefined {
  const found = child(map, 'state') && entry(map, 'state')
  const value = found && textAt(map, 'state', at, findings)
  if (!found || value === undefined) return undefined
  const where = { span: placeOf(found), path: [...at, 'state'] }
  const bytes = utf8Bytes(value)
  if (!stateLimits.form.test(value)) findings.add('oauth-state', where, { value })
  else if (bytes > stateLimits.bytes)
    findings.add('oauth-state-long', where, { bytes, limit: stateLimits.bytes })
  return value
}

function flagAt(map: MapNode, name: string, at: Path, findings: MenuFindings): boolean {
  const found = entry(map, name)
  const node = child(map, name)
  if (!found || !node) return false
  if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value
  findings.add(
    'oauth-flag',
    { span: placeOf(found), path: [...at, name] },
    { field: name, found: kindOf(node) },
  )
  return false
}
