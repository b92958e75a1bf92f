/**
 * Annotations of GitHub Actions: lines on stdout that the runner takes for commands and shows beside the code
 * (docs.github.com, "Workflow commands for GitHub Actions"). A step shows ten errors and ten warnings; the others stay
 * in its log.
 */
import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { Finding } from '../document/finding'
import { describeFinding, relatedLines } from './findings'
import type { Language } from './language'
import { printable } from './printable'

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  /** As GitHub wants it: see annotationPath. */
  readonly file?: string
  /** From 1, as both columns; the last column is the last one marked. */
  readonly line?: number
  readonly column?: number
  readonly endColumn?: number
  readonly title?: string
  /** May have several lines. */
  readonly message: string
}

/** @returns one workflow command, without a newline, whatever the texts contain */
export function annotation({ level, message, file, line, column, endColumn, title }: Annotation): string {
  const properties = Object.entries({ file, line, col: column, endColumn, title })
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${escapedProperty(printable(String(value)))}`)
  return `::${level}${properties.length > 0 ? ` ${properties.join(',')}` : ''}::${escaped(safe(message))}`
}

/**
 * One annotation a finding, a line each; empty without findings. The rule is the title, the remedy the last line of
 * the message.
 * @param pathOf the path to annotate for a finding's file; absent, or where it returns undefined: the path as given
 */
export function findingAnnotations(
  findings: readonly Finding[],
  language: Language,
  pathOf: (file: string) => string | undefined = (file) => file,
): string {
  const lines = findings.map((finding) => {
    const { severity, rule, file, line, column, length } = finding
    const { message, hint } = describeFinding(finding, language)
    return annotation({
      level: severity,
      title: rule,
      message: [message, ...relatedLines(finding), ...(hint === undefined ? [] : [hint])].join('\n'),
      ...(file !== STDIN && {
        file: pathOf(file),
        line,
        column,
        endColumn: column + Math.max(length, 1) - 1,
      }),
    })
  })
  return lines.join('\n')
}

/** The name used for stdin: GitHub has no such file. */
const STDIN = '-'

/**
 * The path of a file in annotations: from the root of the checkout, which is GITHUB_WORKSPACE and need not be the
 * working directory of the step; else from the working directory. With slashes on Windows too.
 * @param file as it was given, relative to `cwd` or absolute
 */
export function annotationPath(
  file: string,
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>> },
): string {
  const path = resolve(cwd, file)
  for (const root of [env.GITHUB_WORKSPACE, cwd]) {
    const inside = root && isAbsolute(root) ? relative(root, path) : ''
    if (inside !== '' && inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside))
      return inside.split(sep).join('/')
  }
  return path
}

function safe(message: string): string {
  return message.split(/\r?\n/).map(printable).join('\n')
}

/** As the runner reads it back; `%` first, so that nothing is escaped twice. */
function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
