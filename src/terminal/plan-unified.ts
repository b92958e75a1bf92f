import type { ChalkInstance } from 'chalk'
import { formatPatch, OMIT_HEADERS, structuredPatch } from 'diff'
import { printable } from './printable'

export interface DiffSide {
  readonly name: string
  /** Lines, the last one ended as well. */
  readonly text: string
}

/**
 * The difference between two texts as `patch` takes it; empty where they are equal. Ends with a line break. The texts
 * are YAML in which what could steer a terminal is escaped (menu/diff/text.ts).
 */
export function unifiedDiff(from: DiffSide, to: DiffSide, paint: ChalkInstance): string {
  if (from.text === to.text) return ''
  const patch = structuredPatch(from.name, to.name, from.text, to.text, undefined, undefined, { context: 3 })
  const body = formatPatch(patch, OMIT_HEADERS).trimEnd().split('\n')
  const lines = body.map((line) => {
    if (line.startsWith('+')) return paint.green(line)
    if (line.startsWith('-')) return paint.red(line)
    return line.startsWith('@@') ? paint.cyan(line) : line
  })
  const heads = [`--- ${fileName(from.name)}`, `+++ ${fileName(to.name)}`].map((line) => paint.bold(line))
  return `${[...heads, ...lines].join('\n')}\n`
}

/** `patch` takes a name to end at white space unless a tab follows it. Other alphabets stay legible. */
function fileName(name: string): string {
  return printable(name) + (name.includes(' ') ? '\t' : '')
}
