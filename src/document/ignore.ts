/**
 * Warnings that a file says are meant, by a comment at the end of their line: `# wxadmin-ignore RULE RULE`. Errors
 * cannot be ignored: WeChat refuses what they name.
 */
const MARK = '# wxadmin-ignore'
const COMMENT = /# wxadmin-ignore((?: +[a-z][a-z-]*)+)/

/** The rules that a comment names. @param comment one lexeme of YAML, from its `#` to the end of the line */
export function ignoredIn(comment: string): string[] {
  if (!comment.startsWith('#')) return []
  return COMMENT.exec(comment)?.[1]?.trim().split(/ +/) ?? []
}

/** The findings that can be ignored. */
export function warningsOf<One extends { readonly severity: string }>(findings: readonly One[]): One[] {
  return findings.filter(({ severity }) => severity === 'warning')
}

/**
 * A text whose warnings are marked as meant: what was pulled is live already.
 * @param warnings of this text @param isOurs whether a line, as it is, may be marked
 */
export function withIgnored(
  text: string,
  warnings: readonly { readonly rule: string; readonly line: number }[],
  isOurs: (line: string) => boolean = () => true,
): string {
  const rules = new Map<number, Set<string>>()
  for (const { rule, line } of warnings) rules.set(line, (rules.get(line) ?? new Set()).add(rule))
  return text
    .split('\n')
    .map((line, index) => {
      const named = rules.get(index + 1)
      return named && isOurs(line) ? `${line} ${MARK} ${[...named].join(' ')}` : line
    })
    .join('\n')
}
