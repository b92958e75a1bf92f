/** One thing that is wrong with a file, and where: the same for every kind of file that people write. */

export type Severity = 'error' | 'warning'

/** What a rule says of a finding. */
export interface RuleData {
  readonly severity: Severity
  /** The errcode with which WeChat would refuse: one, or one for each level. */
  readonly errcode?: number | Readonly<Record<string, number>> | undefined
}

/** Rules by their name, in the order in which findings at one place are shown. */
export type RuleTable<Rule extends string> = Readonly<Record<Rule, RuleData>>

/** A place that belongs to a finding: `a.cn` is on line 7. */
interface Related {
  readonly label: string
  readonly line: number
  readonly column: number
  readonly length: number
  readonly path: readonly (string | number)[]
}

export interface Finding<Rule extends string = string> {
  readonly rule: Rule
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
  /** What WeChat answers to this, where it is known. */
  readonly errcode?: number
  /** All its places, where there are several; at most as many as people read. */
  readonly related?: readonly Related[]
}

const error: RuleData = { severity: 'error' }
const warning: RuleData = { severity: 'warning' }

/**
 * What may be wrong with any file that people write: its bytes and its YAML. Each kind of file adds rules of its own.
 * The sentences are in terminal/messages/document.ts.
 */
export const documentRules = {
  'file-unreadable': error,
  'file-outside': error,
  'file-too-large': error,
  'file-empty': error,
  'encoding-utf16': error,
  'encoding-utf8': error,
  'nul-byte': error,
  'yaml-syntax': error,
  'yaml-character': error,
  'yaml-space': error,
  'yaml-indent': error,
  'yaml-quotes': warning,
  'yaml-invisible': warning,
  'yaml-date': error,
  'yaml-documents': error,
  'yaml-depth': error,
  'yaml-size': error,
  'yaml-tag': error,
  'alias-unknown': error,
  'alias-cycle': error,
  'alias-size': error,
  'merge-value': error,
  'key-not-text': error,
  'duplicate-key': error,
} as const satisfies Record<string, RuleData>

export type DocumentRule = keyof typeof documentRules
