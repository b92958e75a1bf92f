import type { Account } from '../../store/types'
import { initMessages } from '../../terminal/messages/init'
import { table } from '../../terminal/table'
import { consoleAddresses } from '../../wechat/consoles'
import type { CommandContext } from '../command'

/**
 * Shows what to type into the console: the one place where Token and EncodingAESKey are written out, so they
 * are not among the values that the terminal blanks. Only a person at a terminal sees them; a log does not.
 * @param testAccount the page of a test account asks for URL and Token alone
 */
export function showConsoleFields(
  cx: CommandContext,
  account: Account,
  testAccount: boolean,
  storeFile: string,
): void {
  const { terminal } = cx
  if (!cx.stderr.isTTY || terminal.json) {
    terminal.note(initMessages.fieldsKept, { file: storeFile, name: account.name })
    return
  }
  const { bold, dim } = terminal.err
  const rows = [
    [terminal.t(initMessages.urlField), dim(terminal.t(initMessages.url))],
    [terminal.t(initMessages.tokenField), bold(account.callbackToken ?? '')],
  ]
  if (!testAccount)
    rows.push(
      [terminal.t(initMessages.aesKeyField), bold(account.aesKey ?? '')],
      [terminal.t(initMessages.modeField), terminal.t(initMessages.modePlain, account)],
    )
  terminal.write('')
  terminal.write(
    testAccount
      ? terminal.t(initMessages.testFieldsTitle, consoleAddresses)
      : terminal.t(initMessages.fieldsTitle),
  )
  terminal.write(table(rows.map((row) => ['', ...row])))
  terminal.write(terminal.t(initMessages.seeAgain, account))
  if (!testAccount) terminal.write(terminal.t(initMessages.switchesOff))
  terminal.write('')
}
