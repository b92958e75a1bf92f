import { type MenuFile, readMenu } from '../../../src/menu/rules/read'

/** Reads a menu file given as text or bytes. The file may use the variables of `env`, each as if `--var` had named it. */
export function read(
  content: string | Uint8Array,
  env: Readonly<Record<string, string>> = {},
  secret: readonly string[] = [],
): MenuFile {
  const given = new Map(Object.keys(env).map((name) => [name, undefined]))
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  return readMenu(bytes, 'menu.yaml', { env, secret, given })
}

/** Its findings as `line:column rule`, warnings in brackets. */
export function told({ findings }: MenuFile): string[] {
  return findings.map(({ line, column, rule, severity }) =>
    severity === 'error' ? `${line}:${column} ${rule}` : `${line}:${column} (${rule})`,
  )
}

/** A file with one top-level button of these lines. */
export function button(...lines: string[]): string {
  return `button:\n  - ${lines.join('\n    ')}\n`
}

/** A file with one sub-button of these lines. */
export function subButton(...lines: string[]): string {
  return `button:\n  - name: 菜单\n    sub_button:\n      - ${lines.join('\n        ')}\n`
}

/** A valid default menu, to put something beside. */
export const DEFAULT = 'button: [{ name: a, type: click, key: k }]\n'

/** A file with a default menu and one conditional menu of these lines. */
export function conditional(...lines: string[]): string {
  return `${DEFAULT}conditionalmenu:\n  - ${lines.join('\n    ')}\n`
}
