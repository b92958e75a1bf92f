import { WxError } from '../errors'
import type { CommandContext } from './command'

/**
 * Where nobody can be asked, names everything that a command still needs at once, not one flag in each run.
 * @param needed flags with the words that they take (`--name NAME`), and whether they are given
 * @throws WxError ANSWER_MISSING
 */
export function requireGiven({ terminal }: CommandContext, needed: Readonly<Record<string, boolean>>): void {
  if (terminal.interactive) return
  const missing = Object.keys(needed).filter((flag) => !needed[flag])
  if (missing.length > 0) throw new WxError('ANSWER_MISSING', { flag: missing.join(' ') })
}
