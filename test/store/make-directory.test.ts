import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeDirectory } from '../../src/store/directory'
import { JsonFile } from '../../src/store/json-file'
import { temporaryDirectory, wxadmin } from '../support/run'

const linux = process.platform === 'linux' ? test : test.skip

describe('a directory', () => {
  test('is made with those above it, and may be there already', async () => {
    const path = join(temporaryDirectory(), 'a', 'b', 'c')
    for (let round = 0; round < 2; round++) await makeDirectory(path, 0o700)
    expect(statSync(path).isDirectory()).toBe(true)
  })

  test('several processes may make it at once', async () => {
    const path = join(temporaryDirectory(), 'a', 'b')
    await Promise.all(Array.from({ length: 20 }, () => makeDirectory(path, 0o700)))
    expect(statSync(path).isDirectory()).toBe(true)
  })

  test('cannot be made where a file is in the way', async () => {
    const file = join(temporaryDirectory(), 'file')
    writeFileSync(file, '')
    await expect(makeDirectory(file, 0o700)).rejects.toMatchObject({ code: 'EEXIST' })
    await expect(makeDirectory(join(file, 'a'), 0o700)).rejects.toMatchObject({ code: 'ENOTDIR' })
  })

  linux('that can never be made is an error, not a wait without end', async () => {
    await expect(makeDirectory('/proc/nope/a', 0o700)).rejects.toMatchObject({ code: 'ENOENT' })
    const file = new JsonFile<object>({ path: '/proc/nope/x.json', parse: Object, empty: {} })
    await expect(file.update(() => ({ a: 1 }))).rejects.toMatchObject({ code: 'STORE_UNWRITABLE' })
    const env = { WXADMIN_CONFIG_DIR: '/proc/nope' }
    const argv = ['account', 'add', 'prod', '--appid', 'wx0123456789abcdef', '--secret-stdin']
    const { code, stderr } = await wxadmin(argv, { env, stdin: 'f'.repeat(32) })
    expect([code, stderr]).toEqual([1, expect.stringContaining(': there is no such directory\n')])
  })
})
