/** The findings of a rules file. */
import { documentRules, type Finding, type RuleData, type Severity } from '../../document/finding'
import { Findings } from '../../document/findings'
import { ownRulesRules } from '../../wechat/replies/rules-findings'

const data = ([rule, severity]: readonly [string, Severity]) => [rule, { severity }] as const

/** Every rule of a rules file, in the order in which findings at the same place are shown. */
export const rulesRules = {
  ...documentRules,
  ...(Object.fromEntries(Object.entries(ownRulesRules).map(data)) as Readonly<
    Record<keyof typeof ownRulesRules, RuleData>
  >),
}

export type RulesRule = keyof typeof rulesRules

export type RulesFinding = Finding<RulesRule>

export type RulesFindings = Findings<RulesRule>

/** @param text of the file */
export const rulesFindings = (file: string, text: string): RulesFindings =>
  new Findings<RulesRule>(file, text, { rules: rulesRules, ofShape: OF_SHAPE })

/** What a mistyped character makes of the shape. */
const OF_SHAPE: readonly RulesRule[] = [
  'not-rules',
  'not-map',
  'not-list',
  'not-reply',
  'unknown-key',
  'field-missing',
  'condition-missing',
  'reply-missing',
]
