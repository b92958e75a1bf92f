import { userInfo } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import type { Env } from '../env'
import { WxError } from '../errors'

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
