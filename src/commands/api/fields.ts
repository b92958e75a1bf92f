import { MOST_JSON_DEPTH } from '../../json-depth'

/** One `-f` or `-F`, taken apart at the first `=`. */
export interface Field {
  readonly key: string
  readonly value: unknown
}

/** A field that cannot stand beside the others: its text. */
export class FieldClash extends Error {}

type Node = { [name: string]: unknown }

/**
 * Builds the JSON object that fields describe: `a.b=1` nests, `a[]=1` adds to a list, `a[].b=1` fills the list's
 * last object and starts the next one where it has that name already.
 * @throws FieldClash
 */
export function nest(fields: readonly Field[]): Node {
  const root: Node = Object.create(null)
  for (const { key, value } of fields) {
    const path = key.split('.')
    if (path.length > MOST_JSON_DEPTH) throw new FieldClash(`${key.slice(0, 40)}…`)
    put(root, path, value, key)
  }
  return root
}

function put(node: Node, [head = '', ...rest]: string[], value: unknown, key: string): void {
  const isList = head.endsWith('[]')
  const name = isList ? head.slice(0, -2) : head
  if (name === '') throw new FieldClash(key)
  if (isList) {
    node[name] ??= []
    const list = node[name]
    if (!Array.isArray(list)) throw new FieldClash(key)
    if (rest.length === 0) list.push(value)
    else put(lastWithout(list, rest, key), rest, value, key)
  } else if (rest.length === 0) {
    if (typeof node[name] === 'object' && node[name] !== null) throw new FieldClash(key)
    node[name] = value
  } else {
    node[name] ??= Object.create(null)
    put(objectOf(node[name], key), rest, value, key)
  }
}

/** The list's last object, or a new one at its end where that has the field already. */
function lastWithout(list: unknown[], path: string[], key: string): Node {
  const last = list.at(-1)
  if (last !== undefined && !has(objectOf(last, key), path)) return objectOf(last, key)
  const next: Node = Object.create(null)
  list.push(next)
  return next
}

function has(node: Node, [head = '', ...rest]: string[]): boolean {
  if (head.endsWith('[]')) return false // a list takes any number
  if (!(head in node)) return false
  const inner = node[head]
  return rest.length === 0 || (typeof inner === 'object' && inner !== null && has(inner as Node, rest))
}

function objectOf(value: unknown, key: string): Node {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new FieldClash(key)
  return value as Node
}
