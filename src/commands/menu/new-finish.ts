import { WxError } from '../../errors'
import { modeline } from '../../menu/rules/schema-address'
import type { Menu } from '../../menu/types'
import { menuDocument, menuYaml } from '../../menu/write'
import { aimed } from '../../terminal/hint'
import { newWords } from '../../terminal/messages/menu-new'
import { printable } from '../../terminal/printable'
import { table } from '../../terminal/table'
import type { CommandContext } from '../command'
import { writeOutput } from '../output-file'
import { choose } from './new-ask'

interface Target {
  /** Absent: the result goes to stdout. */
  readonly file: string | undefined
  /** Throws where the file may not be written. */
  readonly check: (file: string) => Promise<void>
}

/**
 * Shows the file that was made, and writes it when the person says so.
 * @returns false where it is to be changed further
 * @throws WxError DECLINED where it is given up; FILE_EXISTS, FILE_UNWRITABLE
 */
export async function finish(cx: CommandContext, menu: Menu, { file, check }: Target): Promise<boolean> {
  const { terminal } = cx
  const text = `${modeline}\n${menuYaml(menu)}`
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => `  ${printable(line)}`)
  if (file !== undefined) terminal.say(terminal.err.bold(terminal.t(newWords.theFile, { file })))
  terminal.say(`${lines.join('\n')}\n`)
  const write = file === undefined ? terminal.t(newWords.print) : terminal.t(newWords.write, { file })
  const answer = await choose(cx, terminal.t(newWords.askWrite), [
    { value: 'write', name: write },
    { value: 'goOn', name: terminal.t(newWords.goOn) },
    { value: 'discard', name: terminal.t(newWords.discard) },
  ])
  if (answer === 'discard') throw new WxError('DECLINED')
  if (answer === 'goOn') return false
  if (file !== undefined) {
    await check(file) // it may have come into being meanwhile
    await writeOutput(cx, file, text)
  }
  terminal.result({ file, menu: menuDocument(menu) }, () =>
    file === undefined ? text : terminal.t(newWords.written, { file }),
  )
  if (file !== undefined) tellNext(cx, file)
  return true
}

/** The commands that come next, for the account that was named with -a. */
function tellNext({ terminal, globals }: CommandContext, file: string): void {
  const name = terminal.word(file)
  const command = (verb: string) => aimed(`  wxadmin menu ${verb} ${name}`, { flag: globals.account })
  const rows = [
    [command('validate'), terminal.t(newWords.validateIt)],
    [command('diff'), terminal.t(newWords.diffIt)],
    [command('push'), terminal.t(newWords.pushIt)],
  ]
  terminal.say(`${terminal.err.bold(terminal.t(newWords.next))}\n${table(rows)}`)
}
