import { decode } from '../../document/decode'
import type { Count } from '../../document/findings'
import type { Rules } from './answerer'
import { compile } from './compile'
import { readDocument } from './document'
import { type RulesFinding, rulesFindings } from './findings'
import { addIssues, ownKeysDropped, ruleKeys } from './issues'
import { templatesOf } from './replies'
import { file, reply, rule } from './shape'
import { Warnings } from './warnings'

/** A rules file, read and checked against what WeChat takes. */
export interface RulesFile {
  /** Present when no finding is an error. */
  readonly rules?: Rules
  /** In the order of the file, up to as many as anybody reads. */
  readonly findings: readonly RulesFinding[]
  /** Findings beyond those. */
  readonly more?: Count
  /** What was read, for drawing the findings. */
  readonly text: string
  /** A link of the checkout led to it: nothing of its text is shown. */
  readonly isLinked?: boolean
}

/** Larger than any rules somebody writes. Bytes. */
export const rulesBytes = 1024 * 1024

/**
 * Reads the file of `serve --reply`:
 *
 *     rules:                          # the first that matches answers
 *       - keyword: [你好, hello]       # the whole text, without white space around it; A-Z as a-z
 *         reply: 你好！                # a text; see replyForms in words.ts for the others
 *       - contains: 价格
 *         reply: { news: [{ title: …, description: …, picurl: …, url: … }] }
 *       - regex: '^订单\s*(\d+)$'
 *         reply: 订单 $1 正在配送
 *       - type: image                 # or a list of types
 *         reply: { image: { media_id: '${MediaId}' } }
 *       - event: CLICK                # with key: or key_prefix:, or for every EventKey
 *         key: V1001_GOOD
 *         reply: { one_of: [谢谢, 多谢] }
 *     default: 请稍候                  # where none matches; without it `success`
 *
 * @param source the file's content; YAML or JSON
 * @param name what findings call the file
 */
export function readRules(source: string | Uint8Array, name: string): RulesFile {
  const decoded = decode(typeof source === 'string' ? Buffer.from(source) : source, rulesBytes)
  const { text } = decoded
  const findings = rulesFindings(name, text)
  const done = (rules?: Rules): RulesFile => {
    findings.explain(ruleKeys)
    return { ...(rules && { rules }), ...findings.gathered(), text }
  }
  const document = 'rule' in decoded ? undefined : readDocument(text, findings)
  if ('rule' in decoded) findings.addUndecoded(decoded)
  if (!document) return done()

  const value = ownKeysDropped(document.value)
  const parsed = file.safeParse(value)
  if (!parsed.success) addIssues(parsed.error.issues, document, findings)
  warn(value, new Warnings(document, findings))
  if (!parsed.success || findings.any) return done()
  const { rules, default: fallback } = parsed.data
  return done({
    rules: rules.map(compile),
    ...(fallback !== undefined && { fallback: templatesOf(fallback) }),
  })
}

/** Rules that are right are looked at though others are wrong. */
function warn(value: unknown, warnings: Warnings): void {
  const { rules, default: fallback } = (value ?? {}) as {
    readonly rules?: unknown
    readonly default?: unknown
  }
  for (const [index, one] of (Array.isArray(rules) ? rules : []).entries()) {
    const parsed = rule.safeParse(one)
    if (parsed.success) warnings.rule(parsed.data, index)
  }
  const parsed = reply.safeParse(fallback)
  if (parsed.success) warnings.reply(parsed.data, ['default'])
}
