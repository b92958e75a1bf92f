/** `${NAME}` and `${NAME:-default}` in the values of a menu file; `$${` stands for `${` itself. */
import type { Findings } from './findings'
import type { Node, Path, Span } from './tree'

export interface Variables {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Variables that hold wxadmin's own secrets: a menu is public, so they are never filled in. */
  readonly secret: readonly string[]
}

const HOLE = /\$\$\{|\$\{([^{}]*)\}|\$\{/g
const INSIDE = /^([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?$/s

/** Fills a tree; keys stay as they are, and what a variable brings in is not looked at again. */
export function fillVariables(node: Node, variables: Variables, findings: Findings, path: Path = []): Node {
  if (node.kind === 'list')
    return {
      ...node,
      items: node.items.map((item, at) => fillVariables(item, variables, findings, [...path, at])),
    }
  if (node.kind === 'map') {
    const entries = node.entries.map((entry) => ({
      ...entry,
      value: fillVariables(entry.value, variables, findings, [...path, entry.key]),
    }))
    return { ...node, entries }
  }
  const { value, span } = node
  if (typeof value !== 'string' || !value.includes('${')) return node
  return { ...node, value: fillText(value, variables, findings, span, path) }
}

function fillText(text: string, variables: Variables, findings: Findings, span: Span, path: Path): string {
  return text.replace(HOLE, (hole, inside?: string) => {
    if (hole === '$${') return '${'
    const [, name, fallback] = INSIDE.exec(inside ?? '') ?? []
    if (name === undefined) {
      findings.add('variable-malformed', { span, path }, { hole: hole.slice(0, 40) })
      return hole
    }
    if (variables.secret.includes(name)) {
      findings.add('variable-secret', { span, path }, { name })
      return hole
    }
    // As in a shell: `:-` also stands in for a variable that is set to nothing.
    const value = variables.env[name]
    if (fallback !== undefined) return value || fallback
    if (value === undefined) findings.add('variable-missing', { span, path }, { name })
    return value ?? hole
  })
}

/** The inverse: text that must come through unchanged when the file is read. */
export function escapeVariables(text: string): string {
  return text.replaceAll('${', () => '$${') // as a function: `$$` in a replacement means one `$`
}
