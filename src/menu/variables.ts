/** `${NAME}` and `${NAME:-default}` in the values of a menu file; `$${` stands for `${` itself. */
import type { Finding, MenuRule } from '../wechat/menu-findings'
import type { Findings, Where } from './findings'
import { publicName, SecretVariables, type Variables } from './secret-variables'
import type { Node, Path } from './tree'

const HOLE = /\$\$\{|\$\{([^{}]*)\}|\$\{/g
const INSIDE = /^([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?$/s
/** Characters that variables may bring into one file: as many as a file may have itself. */
const MOST = 1024 * 1024
const SHOWN = 40

/** Fills a tree; keys stay as they are, and what a variable brings in is not looked at again. */
export function fillVariables(root: Node, variables: Variables, findings: Findings): Node {
  return new Filler(variables, findings).node(root, [])
}

class Filler {
  private readonly secrets: SecretVariables
  private room = MOST

  constructor(
    variables: Variables,
    private readonly findings: Findings,
  ) {
    this.secrets = new SecretVariables(variables)
  }

  node(node: Node, path: Path): Node {
    if (node.kind === 'list')
      return { ...node, items: node.items.map((item, at) => this.node(item, [...path, at])) }
    if (node.kind === 'map') {
      const entries = node.entries.map((entry) => ({
        ...entry,
        value: this.node(entry.value, [...path, entry.key]),
      }))
      return { ...node, entries }
    }
    const { value, span } = node
    if (typeof value !== 'string' || !value.includes('${')) return node
    this.findings.isFilled(span, value)
    return { ...node, value: value.replace(HOLE, this.filling({ span, path })) }
  }

  /** What stands in the place of a hole. */
  private filling(where: Where) {
    return (hole: string, inside?: string): string => {
      if (hole === '$${') return '${'
      const [, name, fallback] = INSIDE.exec(inside ?? '') ?? []
      if (name === undefined) {
        return this.left(hole, 'variable-malformed', where, { hole: hole.slice(0, SHOWN) })
      }
      const secrecy = this.secrets.judge(name)
      if (secrecy) {
        const rename = secrecy === 'likely' && { rename: publicName(name) }
        return this.left(hole, 'variable-secret', where, { name, ...rename })
      }
      // As in a shell: `:-` also stands in for a variable that is set to nothing.
      const value = this.secrets.valueOf(name)
      const filled = fallback === undefined ? value : value || fallback
      if (filled === undefined) return this.left(hole, 'variable-missing', where, { name })
      if (filled.length > this.room) return this.left(hole, 'variable-size', where, { name, limit: MOST })
      this.room -= filled.length
      return filled
    }
  }

  /** A hole that is not filled, and why. */
  private left(hole: string, rule: MenuRule, where: Where, params: Finding['params']): string {
    this.findings.add(rule, where, params)
    this.findings.isUnknown(where.span)
    return hole
  }
}

/** The inverse: text that must come through unchanged when the file is read. */
export function escapeVariables(text: string): string {
  return text.replaceAll('${', () => '$${') // as a function: `$$` in a replacement means one `$`
}
