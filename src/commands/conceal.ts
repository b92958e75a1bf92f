import { variables } from '../environment'
import type { Finding } from '../wechat/menu-findings'
import type { CommandContext } from './command'

interface Drawn {
  /** Of the file. */
  readonly text: string
  readonly findings: readonly (Omit<Finding, 'rule'> & { readonly rule: string })[]
}

/** A file with its findings as they may be shown: without what is, or looks like, a secret. Places stay as they are. */
export function concealed<File extends Drawn>(cx: CommandContext, file: File): File {
  if (file.findings.length === 0) return file
  for (const variable of variables) if ('secret' in variable) cx.terminal.hide(cx.env[variable.name]?.trim())
  const hide = <Value>(value: Value): Value =>
    typeof value === 'string' ? (cx.terminal.conceal(value) as Value) : value
  const findings = file.findings.map((finding) => ({
    ...finding,
    path: finding.path.map(hide),
    params: Object.fromEntries(Object.entries(finding.params).map(([name, value]) => [name, hide(value)])),
    ...(finding.related && {
      related: finding.related.map((place) => ({ ...place, label: hide(place.label) })),
    }),
  }))
  return { ...file, findings, text: cx.terminal.conceal(file.text) }
}
