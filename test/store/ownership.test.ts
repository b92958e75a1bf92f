import { chmodSync, chownSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/store'
import { testIf } from '../support/needs'
import { temporaryDirectory } from '../support/run'

const STRANGER = 12345

/** A store that holds no account, with the modes of its directory and of its file. */
function store({ directory = 0o700, file = 0o600, user = process.getuid?.() } = {}) {
  const dir = join(temporaryDirectory(), 'store')
  mkdirSync(dir)
  const path = join(dir, 'accounts.json')
  writeFileSync(path, '{"accounts":{}}')
  chmodSync(path, file)
  chmodSync(dir, directory)
  return { dir, path, accounts: openStore({ WXADMIN_CONFIG_DIR: dir }, process.platform, user).accounts }
}

describe.runIf(process.platform !== 'win32')(
  'an accounts file that others may have written is refused',
  () => {
    test.each([0o620, 0o602, 0o666])('it has mode %o', async (file) => {
      const { accounts, path } = store({ file })
      const refused = { code: 'STORE_NOT_OURS', exitCode: 1, params: { file: path, fix: 'chmod go-w' } }
      await expect(accounts.read()).rejects.toMatchObject(refused)
      await expect(accounts.update((now) => ({ ...now }))).rejects.toMatchObject(refused)
    })

    test.each([0o770, 0o707])('its directory has mode %o', async (directory) => {
      const { accounts, dir } = store({ directory })
      await expect(accounts.read()).rejects.toMatchObject({
        code: 'STORE_NOT_OURS',
        params: { file: dir, fix: 'chmod go-w' },
      })
    })

    test.each([
      ['only read by others', { file: 0o644, directory: 0o755 }],
      ['in a directory that everybody shares', { directory: 0o1777 }],
    ])('but not one %s', async (_, modes) => {
      const { accounts } = store(modes)
      expect(await accounts.read()).toEqual({ accounts: {} })
    })

    test('where the system has no users nothing is checked', async () => {
      const { dir } = store({ file: 0o666 })
      const { accounts } = openStore({ WXADMIN_CONFIG_DIR: dir }, 'win32')
      expect(await accounts.read()).toEqual({ accounts: {} })
    })

    test('nothing is written where it could not be read again', async () => {
      const dir = join(temporaryDirectory(), 'given')
      mkdirSync(dir)
      writeFileSync(join(dir, 'something-else'), '')
      chmodSync(dir, 0o775)
      const { accounts } = openStore({ WXADMIN_CONFIG_DIR: dir }, process.platform, process.getuid?.())
      await expect(accounts.update((now) => ({ ...now }))).rejects.toMatchObject({ code: 'STORE_NOT_OURS' })
      expect(existsSync(join(dir, 'accounts.json'))).toBe(false)
      expect(statSync(dir).mode & 0o777).toBe(0o775)
    })

    testIf(process.getuid?.() === 0)("it is another user's, or its directory is", async () => {
      for (const of of ['path', 'dir'] as const) {
        const found = store()
        chownSync(found[of], STRANGER, STRANGER)
        await expect(found.accounts.read()).rejects.toMatchObject({
          code: 'STORE_NOT_OURS',
          params: { file: found[of], fix: 'chown 0' },
        })
      }
    })

    testIf(process.getuid?.() === 0)("but root's is taken by everybody", async () => {
      const { accounts } = store({ user: STRANGER })
      expect(await accounts.read()).toEqual({ accounts: {} })
    })
  },
)
