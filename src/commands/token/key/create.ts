import { WxError } from '../../../errors'
import { isPathPattern, type Purpose, purposes } from '../../../hub/access'
import { addKey, type HubKey, hashOf, newKey } from '../../../hub/keys'
import { keyFileIn, withSecret } from '../../../hub/stores'
import { findAccount } from '../../../store/accounts'
import { hubMessages as say } from '../../../terminal/messages/hub'
import { judgeAppid } from '../../../wechat/appid'
import type { CommandContext } from '../../command'
import { keyDocument } from './document'

interface KeyOptions {
  readonly path?: readonly string[]
  readonly for?: Purpose
  readonly readOnly?: boolean
  readonly revealToken?: boolean
  readonly expires?: string
}

/**
 * `wxadmin token key create NAME`: makes a key for the hub, and prints it. It is shown this once: its hash is kept.
 * `-a NAME`, which may be given several times, limits it to accounts of the store; an AppID will do as well.
 *
 * `--json`: the key as `token key list` gives it, with `key`.
 * @throws WxError HUB_KEY_EXISTS, HUB_KEY_NAME_INVALID, HUB_PATH_INVALID, OPTIONS_CONFLICT, VALUE_INVALID, ACCOUNT_UNKNOWN,
 * ACCOUNT_NEWER, STORE_*
 */
export async function createKey(
  cx: CommandContext,
  [name]: [string],
  options: KeyOptions,
): Promise<undefined> {
  const { path: given, readOnly, revealToken, expires } = options
  if (options.for !== undefined && given !== undefined)
    throw new WxError('OPTIONS_CONFLICT', { first: '--path', second: '--for' })
  const wrong = given?.find((path) => !isPathPattern(path))
  if (wrong !== undefined) throw new WxError('HUB_PATH_INVALID', { path: wrong })
  const paths = options.for === undefined ? given : purposes[options.for]
  const accounts = await appidsIn(cx)
  const key = newKey()
  cx.terminal.hide(key)
  const kept: HubKey = {
    name,
    hash: hashOf(key),
    createdAt: cx.now(),
    ...(expires !== undefined && { expiresAt: readExpiry(expires, cx.now()) }),
    ...(accounts && { accounts }),
    ...(paths && { paths: [...paths] }),
    ...(readOnly && { readOnly }),
    ...(revealToken && { revealToken }),
  }
  const file = keyFileIn((await cx.services.store()).dir)
  await file.update((current) => ({ ...withSecret(current), keys: addKey(current.keys, kept) }))
  cx.terminal.result({ ...keyDocument(kept, cx.now()), key }, () => key)
  cx.terminal.say(await cx.terminal.wrapped(cx.terminal.t(say.created), ''))
}

/** AppIDs of the accounts that `-a` names; undefined where it names none: the key is for all. */
async function appidsIn({ globals, services }: CommandContext): Promise<string[] | undefined> {
  const { accounts: names } = globals
  if (!names) return undefined
  const file = await (await services.store()).accounts.read()
  const appids = names.map((name) => (judgeAppid(name) === undefined ? name : findAccount(file, name).appid))
  return [...new Set(appids)]
}

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** `90m`, `12h`, `30d`, or a time as ISO 8601 has it. @returns milliseconds since 1970 @throws WxError VALUE_INVALID */
function readExpiry(value: string, now: number): number {
  const [, count, unit] = /^([1-9]\d{0,5})([mhd])$/.exec(value) ?? []
  const isDate = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?$/.test(value)
  const at = count
    ? now + Number(count) * UNITS[unit as keyof typeof UNITS]
    : isDate
      ? Date.parse(value)
      : Number.NaN
  if (at > now) return at
  const expected = `30d, 12h, ${new Date(now + 90 * UNITS.d).toISOString().slice(0, 10)}`
  throw new WxError('VALUE_INVALID', { name: '--expires', reason: `"${value}"`, expected })
}
