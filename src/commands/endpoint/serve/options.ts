import { basename } from 'node:path'
import { WxError } from '../../../errors'
import { isLoopback, isPrivate } from '../../../wechat/hosts'
import { redact } from '../../../wechat/redact'
import type { CommandContext } from '../../command'
import { readNeeded } from '../../input-file'
import type { CallbackOptions } from '../callback'

/** The options of `serve` as they were typed. */
export interface ServeOptions extends CallbackOptions {
  readonly port: string
  readonly host: string
  readonly path: string
  readonly reply?: string
  readonly check?: boolean
  readonly schema?: boolean
  readonly forwardTo?: string
  readonly record?: string
  readonly verifyFile?: readonly string[]
  readonly publicUrl?: string
  readonly tunnel?: string
  readonly once?: boolean
  readonly readyFile?: string
}

/** @throws WxError OPTIONS_CONFLICT, OPTION_NEEDS */
export function checkOptions(options: ServeOptions): void {
  const { reply, check, forwardTo, publicUrl, tunnel } = options
  const exclude = (first: string, second: string) => {
    throw new WxError('OPTIONS_CONFLICT', { first, second })
  }
  if (reply !== undefined && forwardTo !== undefined) exclude('--reply', '--forward-to')
  if (publicUrl !== undefined && tunnel !== undefined) exclude('--public-url', '--tunnel')
  if (check && reply === undefined) throw new WxError('OPTION_NEEDS', { option: '--check', other: '--reply' })
}

/** `--path` as it stands in requests: `/wechat`. @throws WxError VALUE_INVALID */
export function readPath(value: string): string {
  const url = value.startsWith('/') ? new URL(`http://localhost${value}`) : undefined
  if (url && url.search === '' && url.hash === '' && !value.includes('?') && !value.includes('#'))
    return url.pathname
  const bare = value.replace(/^\/*/, '/').replace(/[?#].*$/s, '')
  throw new WxError('VALUE_INVALID', { name: '--path', reason: `"${value}"`, expected: bare })
}

/** Where WeChat reaches the endpoint, and what speaks against it. */
export interface PublicAddress {
  readonly url: string
  /** `port`: none of those that WeChat calls; `private`: this machine or network alone. */
  readonly doubt?: 'port' | 'private'
}

/** `--public-url`, or the address of a tunnel. Without a path of its own it gets the endpoint's. @throws WxError VALUE_INVALID */
export function readPublicUrl(value: string, path: string): PublicAddress {
  const url = URL.canParse(value) ? new URL(value) : undefined
  const isWeb = url && /^https?:$/.test(url.protocol) && url.hostname !== ''
  if (!isWeb || url.username !== '' || url.password !== '' || url.hash !== '')
    throw new WxError('VALUE_INVALID', {
      name: '--public-url',
      reason: `"${redact(value)}"`,
      expected: `https://example.com${path}`,
    })
  if (url.pathname === '/') url.pathname = path
  const isNear = isLoopback(url.hostname) || isPrivate(url.hostname)
  const doubt = isNear ? 'private' : url.port === '' ? undefined : 'port'
  return { url: url.href, ...(doubt && { doubt }) }
}

/** @throws WxError VALUE_INVALID */
export function readForwardTo(value: string): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url && /^https?:$/.test(url.protocol) && url.hostname !== '') return url
  throw new WxError('VALUE_INVALID', {
    name: '--forward-to',
    reason: `"${redact(value)}"`,
    expected: 'http://127.0.0.1:8080/wechat',
  })
}

/** The name WeChat gives to the files that prove a domain. */
const VERIFY_NAME = /^MP_verify_[A-Za-z0-9]{1,64}\.txt$/
const VERIFY_BYTES = 1024

/** The files of `--verify-file` by their path at the root. @throws WxError VALUE_INVALID, FILE_UNREADABLE */
export async function readVerifyFiles(
  cx: CommandContext,
  names: readonly string[] = [],
): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>()
  for (const file of names) {
    const name = basename(file)
    const invalid = (reason: string) =>
      new WxError('VALUE_INVALID', { name: '--verify-file', reason, expected: 'MP_verify_….txt, ≤ 1 KB' })
    if (!VERIFY_NAME.test(name)) throw invalid(`"${name}"`)
    const { bytes: content } = await readNeeded(cx, file, { mostBytes: VERIFY_BYTES })
    if (content.length > VERIFY_BYTES) throw invalid(`> ${VERIFY_BYTES} bytes`)
    files.set(`/${name}`, content)
  }
  return files
}
