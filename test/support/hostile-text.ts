import { expect } from 'vitest'

/** What must come through as it is: Han, an emoji of several joined by U+200D, a flag of tag characters, an accent. */
export const KEPT = '菜单👩‍👩‍👧🏴󠁧󠁢󠁥󠁮󠁧󠁿é'

/** A colour that nothing of ours is painted with. */
const ALIEN_STYLES = ['\u001b[8m', '\u001b[45m']

/** Steers a terminal in every way, and holds a command to each CI runner at the start of a line and within one. */
export const HOSTILE = [
  `${KEPT}\u001b[2J\u001b]0;owned\u0007\u009b2J\u009d0;owned\u009c\u0085\u007f\u0008\u0000${ALIEN_STYLES.join('')}`,
  '\u202eabc\u202c\u2066\u2069\u061c\u200e\u200f\u2028::error::evil\u2029::error::evil\ufeff\u{e0041}\u{e0001}',
  '\r::error::evil\r\n::set-output name=evil::evil\n  ::add-mask::evil\n\u3000::error::evil\n\u00a0::stop-commands::evil',
  '\t::error::evil ##[error]evil ##vso[task.setvariable variable=evil]evil ##teamcity[evil]',
].join('')

/** As much of HOSTILE as a key of 128 bytes may hold, and WeChat takes: no control characters. */
export const HOSTILE_KEY = '::error::evil\u202e\u2066\u200f\u2028##[error]evil\ufeff\u{e0041}##vso[x]菜单'

/** As HOSTILE, but on one line and without what a file system or a field with a limit refuses. */
export const HOSTILE_NAME = '::error::evil\u001b[2J\u009b2J\u202e\u2066\r##[error]evil菜单'

/** Steers a terminal or hides text; line breaks and tabs are for the checker below. */
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}\ud800-\udfff]/u

// biome-ignore lint/suspicious/noControlCharactersInRegex: styles begin with one
const STYLES = /\u001b\[[\d;]*m/g
/** The cursor movements of a line that is drawn over again. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they begin with one
const REDRAWN = /\r(?:[^\r\n]*)\u001b\[K/g

export interface Allowed {
  /** Annotations of `--format github`: nothing from outside stands before their text. */
  readonly annotations?: boolean
  /** Styles, and a line that is drawn over again: the stream is a terminal. */
  readonly styles?: boolean
}

/** Holds every byte of a text against what may leave the program. @param where names it in a failure */
export function expectInert(text: string, where: string, { annotations, styles }: Allowed = {}): void {
  for (const style of ALIEN_STYLES) expect(text, where).not.toContain(style)
  const plain = styles ? text.replace(REDRAWN, (line) => line.slice(1, -3)).replace(STYLES, '') : text
  const rest = plain.replaceAll('🏴󠁧󠁢󠁥󠁮󠁧󠁿', '')
  const found = UNSAFE.exec(rest)
  const near = found && JSON.stringify(rest.slice(Math.max(0, found.index - 60), found.index + 20))
  expect(near, `${where}: U+${found?.[0].codePointAt(0)?.toString(16)}`).toBeNull()
  for (const line of plain.split(/[\r\n]/)) {
    const isOurs = annotations && /^::(?:error|warning|notice)(?: [^:]*)?::/.test(line)
    if (!isOurs) expect(line, where).not.toMatch(/^\s*::/)
    expect(line, where).not.toMatch(/##(?:vso|teamcity)?\[/)
  }
}
