/**
 * Every rule that a menu file is held against: its severity, and the errcode with which the platform would refuse
 * (docs/platform.md 2.7), where that is known. An error is what the platform refuses or what cannot be read; a warning is what
 * it would cut, ignore, or what the sources dispute. The sentences are in terminal/messages/menu-rules.ts.
 */
import { menuErrcodes } from './rules'

type Severity = 'error' | 'warning'

interface RuleData {
  readonly severity: Severity
  /** One number, or one for each level of button. */
  readonly errcode?: number | { readonly top: number; readonly sub: number }
}

const { top, sub } = menuErrcodes
const error = (errcode?: RuleData['errcode']): RuleData => ({ severity: 'error', errcode })
const warning = (): RuleData => ({ severity: 'warning' })
const byLevel = <Key extends keyof typeof top & keyof typeof sub>(key: Key) =>
  error({ top: top[key], sub: sub[key] })

const rules = {
  // the bytes
  'file-unreadable': error(),
  'file-outside': error(),
  'directory-empty': error(),
  'pattern-unmatched': error(),
  'pattern-several': error(),
  'file-too-large': error(),
  'file-empty': error(),
  'encoding-utf16': error(),
  'encoding-utf8': error(menuErrcodes.charset),
  'nul-byte': error(),
  // the YAML
  'yaml-syntax': error(),
  'yaml-character': error(),
  'yaml-space': error(),
  'yaml-indent': error(),
  'yaml-quotes': warning(),
  'yaml-invisible': warning(),
  'yaml-date': error(),
  'yaml-documents': error(),
  'yaml-depth': error(),
  'yaml-size': error(),
  'yaml-tag': error(),
  'alias-unknown': error(),
  'alias-cycle': error(),
  'alias-size': error(),
  'merge-value': error(),
  'key-not-text': error(),
  'duplicate-key': error(),
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

export type MenuRule = keyof typeof rules

/** All rules, in the order in which findings at the same place are told. */
export const menuRules: Readonly<Record<MenuRule, RuleData>> = rules

export type Level = 'top' | 'sub'

/** A place that belongs to a finding: `a.cn` is on line 7. */
interface Related {
  readonly label: string
  readonly line: number
  readonly column: number
  readonly length: number
  readonly path: readonly (string | number)[]
}

/** One thing that is wrong with a file, and where. */
export interface Finding {
  readonly rule: MenuRule
  readonly severity: Severity
  /** The name under which the file was given, `-` for stdin. */
  readonly file: string
  /** Both from 1; columns count characters. The start of the file where the whole of it is meant. */
  readonly line: number
  readonly column: number
  /** Characters to mark on that line; 0 where the finding is about the whole file. */
  readonly length: number
  /** Where it is in the document, as in the file: `['button', 1, 'sub_button', 0, 'url']`. */
  readonly path: readonly (string | number)[]
  /** Measured values, limits and names: never sentences. */
  readonly params: Readonly<Record<string, string | number>>
  /** What the platform answers to this, where it is known. */
  readonly errcode?: number
  /** All its places, where there are several; at most as many as people read. */
  readonly related?: readonly Related[]
}
