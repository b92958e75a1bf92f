import { join } from 'node:path'
import { checkoutAround } from '../checkout'
import type { Env } from '../env'
import { formatAccounts, parseAccounts } from './accounts'
import { type CallbackFile, formatCallbacks, parseCallbacks } from './callbacks'
import { MenuHistory } from './history'
import { JsonFile } from './json-file'
import { storeDirectory } from './location'
import { MediaMemory } from './media'
import { guardStore } from './ownership'
import { TokenCache } from './tokens'
import type { AccountsFile } from './types'

/** The per-user store. Opening it touches nothing: directories appear with the first write. */
export interface Store {
  /** Absolute path of its directory. */
  readonly dir: string
  readonly accounts: JsonFile<AccountsFile>
  readonly tokens: TokenCache
  readonly history: MenuHistory
  readonly media: MediaMemory
  /** Callback values of accounts that are in no file. */
  readonly callbacks: JsonFile<CallbackFile>
  /** State of the built-in sandbox. */
  readonly sandboxFile: string
}

/**
 * @param platform as Node names it: decides where settings are kept
 * @param user this user's number, where the system has such: files that others can write are refused then
 * @param onGroupWritable told of each directory above the store that a group can write
 * @param cwd the working directory; undefined where it was deleted
 * @throws WxError CONFIG_DIR_RELATIVE, HOME_UNKNOWN. A store in a checkout is refused at the first file, unless
 * WXADMIN_CONFIG_DIR names it
 */
export function openStore(
  env: Env,
  platform: string,
  user?: number,
  onGroupWritable?: (directory: string) => void,
  cwd: () => string | undefined = () => undefined,
): Store {
  const dir = storeDirectory(env, platform)
  guardStore({
    root: dir,
    user,
    onGroupWritable,
    ...(!env.WXADMIN_CONFIG_DIR && { checkout: () => checkoutAround(dir, { env, cwd: cwd(), platform }) }),
  })
  return {
    dir,
    accounts: new JsonFile({
      path: join(dir, 'accounts.json'),
      parse: parseAccounts,
      format: formatAccounts,
      empty: { accounts: {} },
      ours: !env.WXADMIN_CONFIG_DIR,
    }),
    tokens: new TokenCache(join(dir, 'tokens')),
    history: new MenuHistory(join(dir, 'history')),
    media: new MediaMemory(join(dir, 'media')),
    callbacks: new JsonFile({
      path: join(dir, 'callback.json'),
      parse: parseCallbacks,
      format: formatCallbacks,
      empty: { values: {} },
      ours: !env.WXADMIN_CONFIG_DIR,
    }),
    sandboxFile: join(dir, 'sandbox.json'),
  }
}
