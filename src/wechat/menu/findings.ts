/**
 * The rules that a menu is checked against, beyond those of every file (document/finding.ts): their severity, and the errcode with which the platform would refuse
 * (docs/platform.md 2.7), where that is known. An error is what the platform refuses or what cannot be read; a warning is what
 * it would cut, ignore, or what the sources dispute. The sentences are in terminal/messages/menu-rules.ts.
 */
import { menuErrcodes } from './rules'

interface RuleData {
  readonly severity: 'error' | 'warning'
  /** One number, or one for each level of button. */
  readonly errcode?: number | { readonly top: number; readonly sub: number }
}

const { top, sub } = menuErrcodes
const error = (errcode?: RuleData['errcode']): RuleData => ({ severity: 'error', errcode })
const warning = (): RuleData => ({ severity: 'warning' })
const byLevel = <Key extends keyof typeof top & keyof typeof sub>(key: Key) =>
  error({ top: top[key], sub: sub[key] })

const rules = {
  'directory-empty': error(),
  'pattern-unmatched': error(),
  'pattern-several': error(),
  // the variables
  'variable-missing': error(),
  'variable-not-given': error(),
  'variable-malformed': error(),
  'variable-secret': error(),
  'variable-size': error(),
  // the shape
  'not-a-map': error(menuErrcodes.jsonType),
  'not-a-list': error(),
  'not-text': error(menuErrcodes.jsonType),
  'unknown-key': error(),
  'key-not-sent': warning(),
  'menu-inside': error(top.count),
  'shape-mixed': error(),
  'button-missing': error(top.count),
  'top-count': error(top.count),
  'sub-count': error(sub.count),
  depth: error(menuErrcodes.depth),
  // a button
  'name-missing': byLevel('name'),
  'name-empty': error(),
  'name-too-long': byLevel('name'),
  'name-cut': warning(),
  'name-emoji': warning(),
  'control-character': error(),
  'button-empty': byLevel('type'),
  'type-missing': byLevel('type'),
  'type-unknown': byLevel('type'),
  'type-case': byLevel('type'),
  'type-console': byLevel('type'),
  'type-retired': warning(),
  'type-with-sub': byLevel('type'),
  'type-empty': warning(),
  'parent-field': warning(),
  'field-missing': error(),
  'field-empty': error(),
  'field-unused': warning(),
  'key-too-long': byLevel('key'),
  'url-too-long': byLevel('url'),
  'url-scheme': byLevel('urlDomain'),
  'url-host': byLevel('urlDomain'),
  'url-escaped': warning(),
  'url-placeholder': warning(),
  'url-space': warning(),
  'url-character': warning(),
  'url-private': warning(),
  'field-exclusive': error(),
  'oauth-scope': error(),
  'oauth-state': error(),
  'oauth-state-long': error(),
  'oauth-flag': error(),
  'oauth-too-long': byLevel('url'),
  'media-ending': error(),
  'media-outside': error(),
  'media-unreadable': error(),
  'media-empty': error(44001),
  'media-content': error(40005),
  'media-type': error(40005),
  'media-size': error(45001),
  'appid-format': error(menuErrcodes.weappAppid),
  'pin-format': error(),
  // conditional menus
  'default-missing': error(menuErrcodes.noDefaultMenu),
  'matchrule-missing': error(menuErrcodes.matchRuleEmpty),
  'matchrule-empty': error(menuErrcodes.matchRuleEmpty),
  'matchrule-withdrawn': error(menuErrcodes.matchRulePrivacy),
  'matchrule-replaced': warning(),
  'matchrule-value': error(),
  'matchrule-duplicate': warning(),
  'tag-twice': error(),
  'tag-unknown': error(),
  'conditional-domains': error(menuErrcodes.domainCount),
} as const satisfies Record<string, RuleData>

/** The rules of menus, in the order in which findings at the same place are shown; those of every file come first. */
export const ownMenuRules = rules

export type OwnMenuRule = keyof typeof rules

export type Level = 'top' | 'sub'
