/**
 * The rules that a rules file of `serve --reply` is checked against, beyond those of every file (document/finding.ts). An
 * error is what cannot be read or what WeChat would refuse; a warning is what it would cut, or what never happens. The
 * sentences are in terminal/messages/rules.ts.
 */
const rules = {
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

export const ownRulesRules: Readonly<Record<keyof typeof rules, 'error' | 'warning'>> = rules

export type OwnRulesRule = keyof typeof rules
