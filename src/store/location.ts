import { homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import type { Env } from '../env'

/**
 * Directory of the store: WXADMIN_CONFIG_DIR, else the place where programs of the system keep settings.
 * @param system as Node names it: `linux`, `darwin`, `win32`
 * @returns an absolute path
 */
export function storeDirectory(env: Env, system: string): string {
  if (env.WXADMIN_CONFIG_DIR) return resolve(env.WXADMIN_CONFIG_DIR)
  if (system === 'win32') {
    const roaming = env.APPDATA || join(env.USERPROFILE || homedir(), 'AppData', 'Roaming')
    return join(roaming, 'wxadmin', 'Config')
  }
  const home = env.HOME || homedir()
  if (system === 'darwin') return join(home, 'Library', 'Preferences', 'wxadmin')
  // The XDG specification: a relative path is to be ignored.
  const xdg = env.XDG_CONFIG_HOME
  return join(xdg && isAbsolute(xdg) ? xdg : join(home, '.config'), 'wxadmin')
}
