import { initMessages } from '../../terminal/messages/init'
import { serveMessages as say } from '../../terminal/messages/serve'
import { paragraph } from '../../terminal/paragraph'
import { printable } from '../../terminal/printable'
import { isPlainWord } from '../../terminal/shell-word'
import { table } from '../../terminal/table'
import type { CommandContext } from '../command'
import type { KnownCallback } from './callback'

/** What the console asks for. */
export interface ConsoleFields {
  readonly known: KnownCallback
  /** Where WeChat reaches the endpoint, where that is known. */
  readonly publicUrl?: string
}

/** Columns below which a value stands under its name: a Token has 32 characters, a key 43. */
const NARROW = 76

/**
 * Shows what to type into the server configuration of the console. Token and key are written out for a person at a
 * terminal alone, past the blanking of secrets; elsewhere it says where they are kept. That goes for a Token that was
 * made just now too: stderr that is no terminal is a log, which CI keeps and shows to others.
 */
export function showFields(cx: CommandContext, { known, publicUrl }: ConsoleFields): void {
  const { terminal, stderr } = cx
  if (terminal.json || terminal.options.quiet) return
  const lines = stderr.isTTY ? fields(cx, known, publicUrl) : places(cx, known, publicUrl)
  terminal.writeUnredacted(lines.join('\n'))
}

function fields({ terminal }: CommandContext, known: KnownCallback, publicUrl: string | undefined): string[] {
  const { bold, dim } = terminal.err
  const { columns } = terminal
  const line = (text: string) => paragraph(text, columns, '  ')
  const rows = [
    [
      terminal.t(initMessages.urlField),
      publicUrl === undefined ? dim(terminal.t(say.urlUnknown)) : bold(printable(publicUrl)),
    ],
    [terminal.t(initMessages.tokenField), bold(known.token)],
    [
      terminal.t(initMessages.aesKeyField),
      known.aesKey === undefined ? dim(terminal.t(say.aesKeyAny)) : bold(known.aesKey),
    ],
    [terminal.t(initMessages.modeField), terminal.t(say[known.mode])],
  ]
  const drawn =
    columns < NARROW
      ? rows.map(([name, value]) => `  ${dim(name ?? '')}\n    ${value}`)
      : [table(rows.map((row) => ['', ...row]))]
  const made = namesMade(known)
  return [
    '',
    line(terminal.t(say.fieldsTitle)),
    ...drawn,
    ...(made === '' ? [] : [line(terminal.t(say.made, { names: made }))]),
    ...seeAgain({ terminal }, known).map(line),
    line(dim(terminal.t(say.switchesOff))),
  ]
}

/** Without a terminal: no secret, but where it is. */
function places(
  { terminal }: Pick<CommandContext, 'terminal'>,
  known: KnownCallback,
  publicUrl: string | undefined,
): string[] {
  const made = namesMade(known)
  const place = placeOf(known)
  return [
    ...(publicUrl === undefined ? [] : [terminal.t(say.urlLine, { url: publicUrl })]),
    ...(made === '' ? [] : [terminal.t(say.made, { names: made })]),
    ...(place?.account === undefined ? [] : [terminal.t(say.hiddenShow, { name: place.account })]),
    ...(place?.file === undefined ? [] : [terminal.t(say.hiddenFile, { file: place.file })]),
  ]
}

function seeAgain({ terminal }: Pick<CommandContext, 'terminal'>, known: KnownCallback): string[] {
  const { account, file } = placeOf(known) ?? {}
  if (account !== undefined) return [terminal.t(say.seeAgain, { name: account })]
  return file === undefined ? [] : [terminal.t(say.keptInFile, { file })]
}

/** Where the values are kept: an account that can be shown, or a file. Undefined for those of a flag or the environment. */
function placeOf({ account, keptIn, made }: KnownCallback): { account?: string; file?: string } | undefined {
  const file = keptIn ?? made?.file
  if (file === undefined) return undefined
  return account === undefined ? { file } : { account }
}

/** Where to look the Token up, for sentences about a wrong one. */
export function whereToLook(known: KnownCallback): string {
  const { account, file } = placeOf(known) ?? {}
  return account === undefined
    ? (file ?? '--token / WXADMIN_CALLBACK_TOKEN')
    : `wxadmin account show ${isPlainWord(account) ? account : 'NAME'} --reveal`
}

function namesMade({ made }: KnownCallback): string {
  const { token, aesKey } = made?.values ?? {}
  return [token === undefined ? '' : 'Token', aesKey === undefined ? '' : 'EncodingAESKey']
    .filter(Boolean)
    .join(', ')
}
