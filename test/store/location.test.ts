import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { storeDirectory } from '../../src/store/store'

test.each([
  ['linux', { HOME: '/h' }, join('/h', '.config', 'wxadmin')],
  ['linux', { HOME: '/h', XDG_CONFIG_HOME: '/x' }, join('/x', 'wxadmin')],
  ['linux', { HOME: '/h', XDG_CONFIG_HOME: 'relative' }, join('/h', '.config', 'wxadmin')],
  ['darwin', { HOME: '/h' }, join('/h', 'Library', 'Preferences', 'wxadmin')],
  ['win32', { APPDATA: '/a' }, join('/a', 'wxadmin', 'Config')],
  ['win32', { USERPROFILE: '/u' }, join('/u', 'AppData', 'Roaming', 'wxadmin', 'Config')],
  ['linux', { HOME: '/h', WXADMIN_CONFIG_DIR: '/c' }, resolve('/c')],
])('on %s with %j', (system, env, expected) => {
  expect(storeDirectory(env, system)).toBe(expected)
})
