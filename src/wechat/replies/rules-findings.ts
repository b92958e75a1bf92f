/**
 * The rules that a rules file of `serve --reply` is checked against, with their severity. An error is what cannot be read or what
 * WeChat would refuse; a warning is what it would cut, or what never happens. The sentences are in
 * terminal/messages/rules.ts.
 */
const rules = {
  // the bytes
  'file-too-large': 'error',
  encoding: 'error',
  'file-empty': 'error',
  // the YAML
  'yaml-syntax': 'error',
  'yaml-character': 'error',
  'yaml-space': 'error',
  'yaml-indent': 'error',
  'yaml-quotes': 'warning',
  'yaml-invisible': 'warning',
  'yaml-date': 'error',
  'yaml-documents': 'error',
  'yaml-depth': 'error',
  'yaml-size': 'error',
  'yaml-tag': 'error',
  'alias-unknown': 'error',
  'yaml-value': 'error',
  'duplicate-key': 'error',
  'key-not-text': 'error',
  // the shape
  'not-rules': 'error',
  'not-map': 'error',
  'not-list': 'error',
  'not-text': 'error',
  'not-texts': 'error',
  'not-reply': 'error',
  'not-flag': 'error',
  'unknown-key': 'error',
  'field-missing': 'error',
  'field-empty': 'error',
  'list-empty': 'error',
  // conditions
  'condition-missing': 'error',
  'condition-several': 'error',
  'key-alone': 'error',
  'type-unknown': 'error',
  'event-unknown': 'warning',
  'regex-invalid': 'error',
  'regex-slashes': 'warning',
  unreachable: 'warning',
  // replies
  'reply-missing': 'error',
  'reply-several': 'error',
  'news-count': 'error',
  'news-cut': 'warning',
  'text-too-long': 'warning',
  'url-scheme': 'warning',
  'placeholder-unknown': 'warning',
  'group-missing': 'warning',
  'group-unknown': 'warning',
  'escape-literal': 'warning',
  'entity-literal': 'warning',
  'tag-literal': 'warning',
} as const satisfies Record<string, 'error' | 'warning'>

export type RulesRule = keyof typeof rules

export const rulesRules: Readonly<Record<RulesRule, 'error' | 'warning'>> = rules

/** One thing that is wrong with a rules file, and where: as a finding in a menu file has it (menu/findings.ts). */
export interface RulesFinding {
  readonly rule: RulesRule
  readonly severity: 'error' | 'warning'
  /** The name under which the file was given. */
  readonly file: string
  /** Both from 1; columns count characters. */
  readonly line: number
  readonly column: number
  /** Characters to mark on that line; 0 where the finding is about the whole file. */
  readonly length: number
  /** Where it is in the document: `['rules', 0, 'reply', 'news', 2, 'url']`. */
  readonly path: readonly (string | number)[]
  /** Measured values, limits and names: never sentences. */
  readonly params: Readonly<Record<string, string | number>>
}
