import { WxError } from '../../errors'
import { accountMessages } from '../../terminal/messages/account'
import { givenMessages, oddities } from '../../terminal/messages/given'
import { judgeSecret } from '../../wechat/appid'
import { isAesKey } from '../../wechat/callback/values'
import { decodeGiven, insideOf, oddityOf, trimGiven } from '../../wechat/given-value'
import { isHubKey } from '../../wechat/hub'
import type { CommandContext } from '../command'
import { isStdin, readInput, unreadable } from '../input-file'
import { readStdin } from '../stdin'

export interface SecretOptions {
  readonly secretStdin?: boolean
  readonly secretFile?: string
}

/** More than this on stdin or in the file is no secret. Bytes. */
const MOST = 4096

/** What an account is known by to whom it calls: to WeChat by the AppSecret, to a hub by the key. */
export type SecretKind = 'secret' | 'hubKey'

/**
 * The AppSecret or key as the options give it, without white space around it; undefined where no option does.
 * @throws WxError SECRET_INVALID, SECRET_IS_HUB_KEY, HUB_KEY_INVALID, OPTIONS_CONFLICT, FILE_UNREADABLE
 */
export async function givenSecret(
  cx: CommandContext,
  options: SecretOptions,
  kind: SecretKind = 'secret',
): Promise<string | undefined> {
  if (options.secretStdin && options.secretFile !== undefined)
    throw new WxError('OPTIONS_CONFLICT', { first: '--secret-stdin', second: '--secret-file' })
  if (options.secretStdin) {
    const text = await fromStdin(cx, questions[kind])
    return checked(cx, kind, '--secret-stdin', text)
  }
  if (options.secretFile === undefined) return undefined
  // The secret itself may stand where its file should.
  const [mistaken] = /[0-9a-f]{32}/i.exec(options.secretFile) ?? []
  cx.terminal.hide(mistaken)
  const file = mistaken === undefined ? options.secretFile : '--secret-file'
  if (isStdin(options.secretFile))
    return checked(cx, kind, '--secret-file', await fromStdin(cx, questions[kind]))
  try {
    const { bytes } = await readInput(cx, options.secretFile, { mostBytes: MOST, anyLink: true })
    return checked(cx, kind, file, decodeGiven(bytes))
  } catch (error) {
    throw unreadable(file, error)
  }
}

/** Asks for the AppSecret, typed unseen. @throws WxError ANSWER_MISSING where nothing can be asked */
export async function askForSecret(cx: CommandContext): Promise<string> {
  const { terminal } = cx
  const answer = await terminal.askSecret(terminal.t(accountMessages.askSecret), {
    flag: '--secret-stdin',
    validate: (text) =>
      judgeSecret(trimGiven(text)) !== 'invalid' || terminal.t(accountMessages.secretNeeded),
  })
  return checkedSecret(cx, 'AppSecret', answer)
}

/** Asks for the key for a hub, typed unseen. @throws WxError ANSWER_MISSING where nothing can be asked */
export async function askForHubKey(cx: CommandContext): Promise<string> {
  const { terminal } = cx
  const answer = await terminal.askSecret(terminal.t(accountMessages.askHubKey), {
    flag: '--secret-stdin',
    validate: (text) => isHubKey(trimGiven(text)) || terminal.t(accountMessages.hubKeyNeeded),
  })
  return checked(cx, 'hubKey', 'hub-key', answer)
}

const questions = { secret: accountMessages.askSecret, hubKey: accountMessages.askHubKey } as const

function checked(cx: CommandContext, kind: SecretKind, name: string, text: string): string {
  return kind === 'secret' ? checkedSecret(cx, name, text) : checkedKey(cx, name, text)
}

function checkedKey(cx: CommandContext, name: string, text: string): string {
  const key = trimGiven(text)
  cx.terminal.hide(key)
  cx.terminal.hide(insideOf(key))
  if (!isHubKey(key)) throw new WxError('HUB_KEY_INVALID', { name }, { kind: 'input' })
  return key
}

/** The EncodingAESKey from stdin. @throws WxError AES_KEY_INVALID */
export async function givenAesKey(cx: CommandContext): Promise<string> {
  const key = trimGiven(await fromStdin(cx, accountMessages.askAesKey))
  cx.terminal.hide(key)
  if (!isAesKey(key)) throw new WxError('AES_KEY_INVALID', { name: '--aes-key-stdin', length: key.length })
  return key
}

function checkedSecret(cx: CommandContext, name: string, text: string): string {
  const secret = trimGiven(text)
  const verdict = secret.length > MOST ? 'invalid' : judgeSecret(secret)
  if (verdict === 'invalid') throw new WxError('SECRET_INVALID', { name })
  cx.terminal.hide(secret)
  cx.terminal.hide(insideOf(secret))
  if (isHubKey(insideOf(secret))) throw new WxError('SECRET_IS_HUB_KEY', { name })
  const oddity = oddityOf(secret)
  if (oddity) cx.terminal.warn(givenMessages.secret, { name, oddity: cx.terminal.t(oddities[oddity]) })
  else if (verdict === 'unusual') cx.terminal.warn(accountMessages.unusualSecret)
  return secret
}

/** All of stdin; where a person sits at it, a prompt that does not show what is typed. */
async function fromStdin(
  cx: CommandContext,
  question: (typeof accountMessages)['askSecret' | 'askHubKey' | 'askAesKey'],
): Promise<string> {
  const { terminal, stdin } = cx
  if (stdin.isTTY && terminal.interactive)
    return terminal.askSecret(terminal.t(question), { flag: '--secret-file' })
  return decodeGiven(await readStdin(cx, MOST))
}
