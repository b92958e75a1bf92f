import type { ChalkInstance } from 'chalk'
import type { Explanation } from './explanation'
import { enumerated, format, type Language } from './language'
import { listing } from './listing'
import { explain } from './messages/explain'
import { wrap } from './wrap'

interface Look {
  readonly paint: ChalkInstance
  readonly language: Language
  /** Columns to fit into; absent where the output is not a terminal: nothing is wrapped. */
  readonly width?: number
}

/** An entry of `wxadmin explain` as a person reads it. */
export function explanationLines(entry: Explanation, look: Look): string[] {
  const { paint, language, width = Number.POSITIVE_INFINITY } = look
  const code = String(entry.code)
  const heading = entry.known
    ? `${paint.bold(code)}${entry.errmsg ? `  ${entry.errmsg}` : ''}`
    : paint.bold(format(explain.unknownTitle, language, { code }))
  return [
    ...wrap(heading, width),
    ...labelled(
      [
        [explain.meaning[language], entry.meaning],
        [explain.cause[language], entry.cause],
        [explain.fix[language], entry.fix],
        [explain.exit[language], entry.exitCode?.toString()],
        [explain.docs[language], entry.docs],
        [explain.rid[language], entry.rid],
      ],
      2,
      look,
    ),
    ...(entry.at ?? []).flatMap(({ paths, cause, fix, docs }) => [
      ...wrap(format(explain.at, language, { paths: enumerated(paths, language) }), width - 2).map(
        (line) => `  ${paint.cyan(line)}`,
      ),
      ...labelled(
        [
          [explain.cause[language], cause],
          [explain.fix[language], fix],
          [explain.docs[language], docs],
        ],
        4,
        look,
      ),
    ]),
  ]
}

/** The rows that have a text, their labels aligned. */
function labelled(
  rows: readonly (readonly [label: string, text: string | undefined])[],
  indent: number,
  { paint, width = Number.POSITIVE_INFINITY }: Look,
): string[] {
  const filled = rows.flatMap(([label, text]) => (text ? [[paint.dim(label), text] as const] : []))
  return listing(filled, { indent, width })
}
