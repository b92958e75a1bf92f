import { userInfo } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import { checkoutAround } from '../checkout'
import type { Env } from '../env'
import { WxError } from '../errors'
import { formatAccounts, parseAccounts } from './accounts'
import { type CallbackFile, formatCallbacks, parseCallbacks } from './callbacks'
import { MenuHistory } from './history'
import { JsonFile } from './json-file'
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

/**
 * Directory of the store: WXADMIN_CONFIG_DIR, else the place where programs of the system keep settings.
 * @param system as Node names it: `linux`, `darwin`, `win32`
 * @returns an absolute path
 * @throws WxError CONFIG_DIR_RELATIVE: it would be another store in each directory, and put secrets into a checkout;
 * HOME_UNKNOWN
 */
export function storeDirectory(env: Env, system: string): string {
  const given = env.WXADMIN_CONFIG_DIR
  if (given) return givenDirectory(given, env, system)
  if (system === 'win32') {
    const roaming = absolute(env.APPDATA) ?? join(homeOf(env, system), 'AppData', 'Roaming')
    return join(roaming, 'wxadmin', 'Config')
  }
  if (system === 'darwin') return join(homeOf(env, system), 'Library', 'Preferences', 'wxadmin')
  // The XDG specification: a relative path is to be ignored.
  return join(absolute(env.XDG_CONFIG_HOME) ?? join(homeOf(env, system), '.config'), 'wxadmin')
}

/** Where no shell expands `~`: a quoted value, an .env file, a unit of systemd. */
function givenDirectory(given: string, env: Env, system: string): string {
  const fromHome = /^~(?:[/\\](.*))?$/s.exec(given)
  if (fromHome) return join(homeOf(env, system), fromHome[1] ?? '')
  if (isAbsolute(given)) return resolve(given)
  throw new WxError('CONFIG_DIR_RELATIVE', { value: given, absolute: alternativeTo(given, env, system) })
}

/** The directory that a relative path may mean; in the home directory where the current one was deleted. */
function alternativeTo(given: string, env: Env, system: string): string {
  try {
    return resolve(given)
  } catch {
    return join(homeOf(env, system), given)
  }
}

/** @throws WxError HOME_UNKNOWN */
function homeOf(env: Env, system: string): string {
  const name = system === 'win32' ? 'USERPROFILE' : 'HOME'
  const home = absolute(env[name]) ?? absolute(homeOfUser())
  if (home !== undefined) return home
  throw new WxError('HOME_UNKNOWN', { name, value: env[name] ?? '' })
}

/** As the system's list of users has it; a user of a container may be in none. */
function homeOfUser(): string | undefined {
  try {
    return userInfo().homedir
  } catch {
    return undefined
  }
}

const absolute = (path: string | undefined) => (path && isAbsolute(path) ? path : undefined)
