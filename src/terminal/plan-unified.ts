import type { ChalkInstance } from 'chalk'
import { formatPatch, OMIT_HEADERS, structuredPatch } from 'diff'
import { printable } from './printable'

export interface DiffSide {
  readonly name: string
  /** Lines, the last one ended as well. */
  readonly text: string
}

/** Where a unified diff goes. */
export interface UnifiedPen {
  readonly paint: ChalkInstance
  /** A person looks at it: what could steer the terminal is put out. Else every line is as `patch` needs it. */
  readonly isScreen: boolean
}

/** The difference between two texts as `patch` takes it; empty where they are equal. Ends with a line break. */
export function unifiedDiff(from: DiffSide, to: DiffSide, { paint, isScreen }: UnifiedPen): string {
  if (from.text === to.text) return ''
  const patch = structuredPatch(from.name, to.name, from.text, to.text, undefined, undefined, { context: 3 })
  const body = formatPatch(patch, OMIT_HEADERS).trimEnd().split('\n')
  const lines = body.map((line) => {
    const shown = isScreen ? printable(line) : line
    if (line.startsWith('+')) return paint.green(shown)
    if (line.startsWith('-')) return paint.red(shown)
    return line.startsWith('@@') ? paint.cyan(shown) : shown
  })
  const heads = [`--- ${fileName(from.name)}`, `+++ ${fileName(to.name)}`].map((line) => paint.bold(line))
  return `${[...heads, ...lines].join('\n')}\n`
}

/** `patch` takes a name to end at white space unless a tab follows it. Other alphabets stay legible. */
function fileName(name: string): string {
  return printable(name) + (name.includes(' ') ? '\t' : '')
}
