import type { Finding } from '../document/finding'
import { variables } from '../environment'
import { conceal } from '../wechat/conceal'
import type { CommandContext } from './command'

interface Drawn {
  /** Of the file. */
  readonly text: string
  /** A link of the checkout led to the file. */
  readonly isLinked?: boolean
  readonly findings: readonly (Omit<Finding, 'rule'> & { readonly rule: string })[]
}

const HIDDEN = '***'

/** Parameters that are words of ours, none of the file. */
const CODES: ReadonlySet<string> = new Set(['code', 'reason', 'home', 'known', 'root'])

/**
 * A file with its findings as they may be shown: without what is, or looks like, a secret. Places stay as they are. Of a
 * file that a link led to the places are all that is shown.
 */
export function concealed<File extends Drawn>(cx: CommandContext, file: File): File {
  if (file.findings.length === 0) return file
  const { terminal } = cx
  for (const variable of variables) if ('secret' in variable) terminal.hide(cx.env[variable.name]?.trim())
  const hide = <Value>(value: Value): Value =>
    typeof value === 'string' ? ((file.isLinked ? HIDDEN : conceal(value, terminal.hidden)) as Value) : value
  const findings = file.findings.map((finding) => ({
    ...finding,
    file: terminal.fileName(finding.file),
    path: file.isLinked ? [] : finding.path.map(hide),
    params: Object.fromEntries(
      Object.entries(finding.params).map(([name, value]) => [name, CODES.has(name) ? value : hide(value)]),
    ),
    ...(finding.related && {
      related: finding.related.map((place) => ({ ...place, label: hide(place.label) })),
    }),
  }))
  return {
    ...file,
    ...('file' in file && typeof file.file === 'string' && { file: terminal.fileName(file.file) }),
    findings,
    text: file.isLinked ? '' : conceal(file.text, terminal.hidden),
  }
}
