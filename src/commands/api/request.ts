import { credentialsOf } from '../../api/credentials'
import type { Call } from '../../api/types'
import { WxError } from '../../errors'
import type { Settings } from '../../store/types'
import { format, type Message } from '../../terminal/language'
import { apiMessages } from '../../terminal/messages/api'
import { endpoints } from '../../wechat/endpoints'
import { isTokenless } from '../../wechat/tokenless'
import type { CommandContext } from '../command'
import { readNeeded } from '../input-file'
import { type Field, FieldClash, nest } from './fields'

export interface ApiOptions {
  readonly rawField?: readonly string[]
  readonly field?: readonly string[]
  readonly input?: string | boolean
  readonly include?: boolean
  /** False with `--no-token`. */
  readonly token?: boolean
}

/** Names of parameters whose values are never taken from the command line. */
const SECRETS = new Set(['access_token', 'component_access_token', 'refresh_token', 'secret', 'appsecret'])

/** A longer body is not taken: the largest uploads are of some 10 MB (docs/platform.md 10). Bytes. */
const MOST = 64 * 1024 * 1024

/** As it stands in WeChat's documentation, where a token belongs: ours is put in its place. */
const PLACEHOLDER = 'ACCESS_TOKEN'

/**
 * The call that a command line describes.
 * @param base address of the API, to which alone a full URL may point
 * @throws USAGE, SECRET_AS_ARGUMENT, FILE_UNREADABLE
 */
export async function requestOf(
  cx: CommandContext,
  words: readonly [method: string, path: string],
  options: ApiOptions,
  base: string,
): Promise<Call> {
  const method = methodOf(cx, words[0])
  const { path, query } = pathOf(cx, words[1], base)
  const input = typeof options.input === 'string' ? options.input : undefined
  if (input !== undefined && method === 'GET') throw wrong(cx, apiMessages.inputOnGet)
  const body = input === undefined ? undefined : await bodyOf(await contentOf(cx, input))
  const fields = await fieldsOf(cx, options)
  const inQuery = method === 'GET' || body !== undefined
  if (inQuery) for (const { key, value } of fields) query[key] = textOf(value)
  const json = inQuery || fields.length === 0 ? undefined : nested(cx, fields)
  return {
    method,
    path,
    query,
    ...(body && { body }),
    ...(json && { json }),
    repeatable: method === 'GET' && isRepeatable(path, query),
    // A token that was given by hand takes the place of ours; some calls take none.
    withToken: options.token !== false && query.access_token === undefined && !isTokenless(path),
  }
}

/**
 * The call that sets the counts of an account back when no token can be had any more: AppID and AppSecret are put in where
 * the command line gives neither. WeChat's page has them in the body by its table and in the query by its example, so
 * they are sent in both (docs/platform.md 7).
 * @throws WxError as credentialsOf
 */
export function withCredentials(call: Call, settings: Settings): Call {
  const { method, path, query = {}, json, body } = call
  const isGiven = body !== undefined || json !== undefined || Object.keys(query).length > 0
  if (method !== 'POST' || path !== endpoints.clearQuotaV2.path || isGiven) return call
  const { appid, secret } = credentialsOf(settings)
  const credentials = { appid, appsecret: secret }
  return { ...call, query: credentials, json: credentials }
}

/**
 * Whether a GET may be made again. Not those that use a code up (docs/platform.md 16.2), end another token, or delete: WeChat has
 * such calls as GET.
 */
function isRepeatable(path: string, query: Readonly<Record<string, string>>): boolean {
  return !/^\/sns\/|\/token\/?$|del|clear|%/i.test(path) && query.code === undefined
}

function methodOf(cx: CommandContext, word: string): 'GET' | 'POST' {
  const method = word.toUpperCase()
  if (method === 'GET' || method === 'POST') return method
  throw wrong(cx, apiMessages.method, { method: word })
}

/** Takes a path, with or without its leading slash, or a URL at the API base; its query is kept. */
function pathOf(cx: CommandContext, word: string, base: string) {
  const isUrl = /^[a-z][a-z0-9+.-]*:/i.test(word) || /^[/\\]{2}/.test(word)
  const origin = URL.canParse(base) ? new URL(base).origin : undefined
  if (isUrl && !(URL.canParse(word) && origin !== 'null' && new URL(word).origin === origin))
    throw wrong(cx, apiMessages.otherOrigin, { url: cx.terminal.redact(withoutQuery(word)), base })
  const HERE = 'http://here.invalid'
  const absolute = isUrl ? word : `${HERE}/${word.replace(/^\//, '')}`
  if (!URL.canParse(absolute)) throw wrong(cx, apiMessages.notPath, { path: word })
  const { pathname, searchParams } = new URL(absolute)
  if (pathname === '/') throw wrong(cx, apiMessages.notPath, { path: withoutQuery(word) })
  const query: Record<string, string> = Object.create(null)
  for (const [name, value] of searchParams) {
    if (name === 'access_token' && value === PLACEHOLDER) continue
    refuseSecret(name)
    query[name] = value
  }
  return { path: pathname, query }
}

async function fieldsOf(cx: CommandContext, options: ApiOptions): Promise<Field[]> {
  const split = (flag: string) => (text: string) => {
    const at = text.indexOf('=')
    if (at < 1) throw wrong(cx, apiMessages.fieldForm, { flag })
    return { key: text.slice(0, at), value: text.slice(at + 1) }
  }
  const fields: Field[] = (options.rawField ?? []).map(split('-f'))
  for (const { key } of fields) refuseSecret(key)
  for (const { key, value } of (options.field ?? []).map(split('-F'))) {
    const isSecret = SECRETS.has(lastName(key))
    if (!value.startsWith('@')) {
      if (isSecret) refuseSecret(key)
      fields.push({ key, value: typed(value) })
      continue
    }
    const content = (await contentOf(cx, value.slice(1))).toString('utf8')
    if (isSecret) cx.terminal.hide(content.trim())
    fields.push({ key, value: isSecret ? content.trim() : content })
  }
  return fields
}

/** `true`, `false`, `null` and numbers as JSON has them; anything else is text. */
function typed(value: string): unknown {
  if (value === 'true') return true
  if (value === 'false') return false
  if (value === 'null') return null
  const isNumber = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(value)
  // A longer number would lose digits: ids are text then.
  return isNumber && String(Number(value)) === value ? Number(value) : value
}

function nested(cx: CommandContext, fields: readonly Field[]) {
  try {
    return nest(fields)
  } catch (error) {
    if (error instanceof FieldClash) throw wrong(cx, apiMessages.fieldClash, { field: error.message })
    throw error
  }
}

/** The bytes as they are; JSON is called JSON. */
async function bodyOf(content: Buffer): Promise<{ content: Buffer; type: string }> {
  try {
    JSON.parse(content.toString('utf8'))
    return { content, type: 'application/json; charset=utf-8' }
  } catch {
    return { content, type: 'application/octet-stream' }
  }
}

/** What a file or stdin holds. @throws WxError FILE_UNREADABLE where it is too large; as readNeeded */
async function contentOf(cx: CommandContext, name: string): Promise<Buffer> {
  const { bytes } = await readNeeded(cx, name, { mostBytes: MOST })
  if (bytes.length <= MOST) return bytes
  throw new WxError('FILE_UNREADABLE', { file: name, reason: `> ${MOST} bytes` })
}

function refuseSecret(key: string): void {
  const name = lastName(key)
  if (SECRETS.has(name)) throw new WxError('SECRET_AS_ARGUMENT', { name, flag: `-F ${key}=@-` })
}

/** `a.b.secret` is a secret as well. */
const lastName = (key: string) => key.replace(/\[\]$/, '').split('.').at(-1)?.toLowerCase() ?? key

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

const withoutQuery = (url: string) => url.split(/[?#]/, 1)[0] ?? url

function wrong(cx: CommandContext, message: Message, params: Readonly<Record<string, string>> = {}): WxError {
  const problem = format(message, cx.terminal.language, params)
  return new WxError('USAGE', { problem, help: 'wxadmin api --help' })
}
