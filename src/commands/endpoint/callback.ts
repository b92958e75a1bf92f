import { WxError } from '../../errors'
import { changeAccount, findAccount } from '../../store/accounts'
import { type CallbackValues, callbackValuesOf } from '../../store/callbacks'
import { SANDBOX, type Setting } from '../../store/types'
import type { CallbackConfig } from '../../wechat/callback/callback'
import { isCallbackToken, type MessageMode, newAesKey, newCallbackToken } from '../../wechat/callback/values'
import type { CommandContext } from '../command'

/** The flags that say something about the server configuration. */
export interface CallbackOptions {
  readonly mode?: MessageMode
  readonly token?: string
}

/** The server configuration in force, and what is known of its account. */
export interface KnownCallback extends CallbackConfig {
  /** Name of the account in the store, where one takes part. */
  readonly account?: string
  /** Where WeChat reaches the account's endpoint, as the account says. */
  readonly callbackUrl?: string
  /** What was made just now and kept, in this file. */
  readonly made?: { readonly values: CallbackValues; readonly file: string }
  /** The file of the store in which token and key stand; absent where a flag or the environment gave them. */
  readonly keptIn?: string
  /** What a flag or the environment gave, by its name: `--token`, `WXADMIN_AES_KEY`. The store may hold another value. */
  readonly given: { readonly token?: string; readonly aesKey?: string }
}

/**
 * Flags, then the environment, then the account, then what `serve` has made before for an account that is in no file.
 * The same for serve, verify and trigger: what one of them makes, the others know.
 * @param make keep a new token, and a key where the mode needs one, if there is none
 * @throws WxError CALLBACK_TOKEN_INVALID, NO_CALLBACK_TOKEN, NO_AES_KEY, CALLBACK_APPID_NEEDED, and what the store throws
 */
export async function callbackFor(
  cx: CommandContext,
  options: CallbackOptions,
  make = false,
): Promise<KnownCallback> {
  if (options.token !== undefined && !isCallbackToken(options.token))
    throw new WxError('CALLBACK_TOKEN_INVALID', { name: '--token' })
  const settings = await cx.services.settings()
  const mode = options.mode ?? settings.mode.value
  const appid = settings.appid?.value
  const encrypted = mode !== 'plain'
  if (encrypted && appid === undefined) throw new WxError('CALLBACK_APPID_NEEDED', { mode })

  const store = await cx.services.store()
  const own = settings.account && settings.account.value !== SANDBOX ? settings.account.value : undefined
  const given: CallbackValues = {
    token: options.token ?? settings.callbackToken?.value,
    aesKey: settings.aesKey?.value,
  }
  const key = appid ?? '-'
  const complete = given.token !== undefined && (!encrypted || given.aesKey !== undefined)
  const former =
    complete || own !== undefined ? {} : (callbackValuesOf(await store.callbacks.read(), key) ?? {})
  const known: CallbackValues = { token: given.token ?? former.token, aesKey: given.aesKey ?? former.aesKey }

  const missing: CallbackValues = {
    ...(known.token === undefined && { token: newCallbackToken(cx.randomBytes) }),
    ...(encrypted && known.aesKey === undefined && { aesKey: newAesKey(cx.randomBytes) }),
  }
  const isMissing = Object.keys(missing).length > 0
  if (isMissing && !make)
    throw known.token === undefined ? new WxError('NO_CALLBACK_TOKEN') : new WxError('NO_AES_KEY', { mode })
  const kept = isMissing ? await keep(cx, own, key, missing) : {}
  const token = known.token ?? kept.token ?? ''
  const aesKey = known.aesKey ?? kept.aesKey
  cx.terminal.hide(token)
  cx.terminal.hide(aesKey)
  const file = own === undefined ? store.callbacks.path : store.accounts.path
  const tokenFrom = options.token === undefined ? variableOf(settings.callbackToken) : '--token'
  const keyFrom = variableOf(settings.aesKey)
  return {
    token,
    mode,
    ...(aesKey !== undefined && appid !== undefined && { aesKey }),
    ...(appid !== undefined && { appid }),
    ...(settings.account && { account: settings.account.value }),
    ...(settings.callbackUrl && { callbackUrl: settings.callbackUrl.value }),
    ...(isMissing && { made: { values: madeOf(kept, missing), file } }),
    ...(tokenFrom === undefined && { keptIn: file }),
    given: {
      ...(tokenFrom !== undefined && { token: tokenFrom }),
      ...(keyFrom !== undefined && { aesKey: keyFrom }),
    },
  }
}

/** The variable of the environment that gave a value, if one did. */
function variableOf(setting: Setting<string> | undefined): string | undefined {
  return setting?.origin.from === 'env' ? setting.origin.name : undefined
}

/** Of what is kept that which was missing: the rest stands in the console already. */
function madeOf(kept: CallbackValues, missing: CallbackValues): CallbackValues {
  return Object.fromEntries(Object.entries(kept).filter(([name]) => name in missing))
}

/** Keeps what is missing; where another process was first, its values count. */
async function keep(
  cx: CommandContext,
  account: string | undefined,
  key: string,
  missing: CallbackValues,
): Promise<CallbackValues> {
  const store = await cx.services.store()
  if (account === undefined) {
    const file = await store.callbacks.update((current) => ({
      ...current,
      values: { ...current.values, [key]: { ...missing, ...callbackValuesOf(current, key) } },
    }))
    return file.values[key] ?? missing
  }
  const file = await store.accounts.update((current) =>
    changeAccount(current, account, (old) => ({
      ...old,
      callbackToken: old.callbackToken ?? missing.token,
      aesKey: old.aesKey ?? missing.aesKey,
    })),
  )
  const { callbackToken: token, aesKey } = findAccount(file, account)
  return { ...(token !== undefined && { token }), ...(aesKey !== undefined && { aesKey }) }
}
