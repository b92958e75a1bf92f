/** `${NAME}` and `${NAME:-default}` in the values of a menu file; `$${` is `${` itself. */

import type { Where } from '../../document/findings'
import type { Node, Path } from '../../document/tree'
import { formsOf } from '../../wechat/given-value'
import type { MenuFinding, MenuFindings, MenuRule } from './findings'
import { type GivenVariables, OWN_PREFIX } from './variable-name'

/**
 * Where values come from. A menu is public, and whoever may propose a change to its file may name any variable of the
 * machine that reads it. So only what somebody chose for menus is filled in: names that begin with MENU_, and those
 * that were given with `--var`.
 */
export interface Variables {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Variables that hold wxadmin's own secrets: their values are never filled in, whatever they are called. */
  readonly secret: readonly string[]
  /** Of `--var`: names with their values; undefined for the one that the environment has. */
  readonly given?: GivenVariables
}

/** How the names begin that menus may use without being told to. */
const PUBLIC_PREFIX = 'MENU_'
/** A secret inside of a longer text is told from one that is there by chance. Characters. */
const TELLING = 8

const HOLE = /\$\$\{|\$\{([^{}]*)\}|\$\{/g
const INSIDE = /^([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?$/s
/** Characters that variables may bring into one file: as many as a file may have itself. */
const MOST = 1024 * 1024
const SHOWN = 40

/** Fills a tree; keys stay as they are, and what a variable brings in is not looked at again. */
export function fillVariables(root: Node, variables: Variables, findings: MenuFindings): Node {
  return new Filler(variables, findings).node(root, [])
}

class Filler {
  private secrets?: readonly string[]
  private room = MOST

  constructor(
    private readonly variables: Variables,
    private readonly findings: MenuFindings,
  ) {}

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

  /** What fills a hole. */
  private filling(where: Where) {
    return (hole: string, inside?: string): string => {
      if (hole === '$${') return '${'
      const [, name, fallback] = INSIDE.exec(inside ?? '') ?? []
      if (name === undefined) {
        return this.left(hole, 'variable-malformed', where, { hole: hole.slice(0, SHOWN) })
      }
      if (name.toUpperCase().startsWith(OWN_PREFIX))
        return this.left(hole, 'variable-secret', where, { name })
      if (!this.isAllowed(name)) return this.left(hole, 'variable-not-given', where, { name })
      // As in a shell: `:-` also fills in for a variable that is set to nothing.
      const value = this.valueOf(name)
      const filled = fallback === undefined ? value : value || fallback
      if (filled === undefined) return this.left(hole, 'variable-missing', where, { name })
      if (this.isSecret(filled)) return this.left(hole, 'variable-secret', where, { name })
      if (filled.length > this.room) return this.left(hole, 'variable-size', where, { name, limit: MOST })
      this.room -= filled.length
      return filled
    }
  }

  private isAllowed(name: string): boolean {
    return name.startsWith(PUBLIC_PREFIX) || (this.variables.given?.has(name) ?? false)
  }

  /** What objects inherit is no variable. */
  private valueOf(name: string): string | undefined {
    const { env, given } = this.variables
    return given?.get(name) ?? (Object.hasOwn(env, name) ? env[name] : undefined)
  }

  /** Whether a value is one of wxadmin's secrets, or has one in it. */
  private isSecret(value: string): boolean {
    const { env, secret } = this.variables
    this.secrets ??= secretValues(env, secret)
    return this.secrets.some((one) => value === one || (one.length >= TELLING && value.includes(one)))
  }

  /** A hole that is not filled, and why. */
  private left(hole: string, rule: MenuRule, where: Where, params: MenuFinding['params']): string {
    this.findings.add(rule, where, params)
    this.findings.isUnknown(where.span)
    return hole
  }
}

function secretValues(env: Variables['env'], secret: readonly string[]): string[] {
  const names = new Set(secret.map((name) => name.toUpperCase())) // Windows does not tell them apart
  return Object.entries(env).flatMap(([name, value = '']) =>
    names.has(name.toUpperCase()) ? formsOf(value) : [],
  )
}

/** The inverse: text that must come through unchanged when the file is read. */
export function escapeVariables(text: string): string {
  return text.replaceAll('${', () => '$${') // as a function: `$$` in a replacement means one `$`
}
