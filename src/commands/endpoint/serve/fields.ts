import { initMessages } from '../../../terminal/messages/init'
import { serveMessages as say } from '../../../terminal/messages/serve'
import { paragraph } from '../../../terminal/paragraph'
import { printable } from '../../../terminal/printable'
import { isPlainWord } from '../../../terminal/shell-word'
import { table } from '../../../terminal/table'
import type { CommandContext } from '../../command'
import type { KnownCallback } from '../callback'

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
    ...origins({ terminal }, known).map(line),
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
  const names = namesKept(known)
  return [
    ...(publicUrl === undefined ? [] : [terminal.t(say.urlLine, { url: publicUrl })]),
    ...(made === '' ? [] : [terminal.t(say.made, { names: made })]),
    ...origins({ terminal }, known),
    ...(place?.account === undefined ? [] : [terminal.t(say.hiddenShow, { names, name: place.account })]),
    ...(place?.file === undefined ? [] : [terminal.t(say.hiddenFile, { names, file: place.file })]),
  ]
}

function seeAgain({ terminal }: Pick<CommandContext, 'terminal'>, known: KnownCallback): string[] {
  const { account, file } = placeOf(known) ?? {}
  const names = namesKept(known)
  if (account !== undefined) return [terminal.t(say.seeAgain, { names, name: account })]
  return file === undefined ? [] : [terminal.t(say.keptInFile, { names, file })]
}

/** What is not from the store: who looks it up there finds another value. */
function origins({ terminal }: Pick<CommandContext, 'terminal'>, known: KnownCallback): string[] {
  const { token, aesKey } = known.given
  return [
    ...(token === undefined ? [] : [terminal.t(say.comesFrom, { name: 'Token', from: token })]),
    ...(aesKey === undefined || known.mode === 'plain'
      ? []
      : [terminal.t(say.comesFrom, { name: 'EncodingAESKey', from: aesKey })]),
  ]
}

/** The values in force that the store holds; plain pushes need no key. */
function namesKept({ given, mode, aesKey }: KnownCallback): string {
  const hasKey = mode !== 'plain' && aesKey !== undefined && given.aesKey === undefined
  return [given.token === undefined ? 'Token' : '', hasKey ? 'EncodingAESKey' : ''].filter(Boolean).join(', ')
}

/** Where the store keeps values in force: an account that can be shown, or a file. Undefined where it keeps none of them. */
function placeOf(known: KnownCallback): { account?: string; file?: string } | undefined {
  if (namesKept(known) === '') return undefined
  const { account, keptIn, made } = known
  if (account !== undefined) return { account }
  const file = keptIn ?? made?.file
  return file === undefined ? undefined : { file }
}

/** Where to look the Token up, for sentences about a wrong one. */
export function whereToLook({ terminal }: Pick<CommandContext, 'terminal'>, known: KnownCallback): string {
  const { given, account, keptIn } = known
  if (given.token !== undefined) return terminal.t(say.tokenHere, { from: given.token })
  return account === undefined
    ? (keptIn ?? '')
    : `wxadmin account show ${isPlainWord(account) ? account : 'NAME'} --reveal`
}

function namesMade({ made }: KnownCallback): string {
  const { token, aesKey } = made?.values ?? {}
  return [token === undefined ? '' : 'Token', aesKey === undefined ? '' : 'EncodingAESKey']
    .filter(Boolean)
    .join(', ')
}
