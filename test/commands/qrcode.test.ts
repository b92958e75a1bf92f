import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import { describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../support/run'
import { world } from './menu/world'

describe('qrcode create', () => {
  test('makes a temporary code, draws it and names the events of a scan', async () => {
    const { run } = await world()
    const { code, stdout, stderr } = await run(['qrcode', 'create', 'shop-12', '--expire', '3600'])
    expect(code, stderr).toBe(0)
    expect(stdout).toMatch(/^[█▀▄ ]{20,}\n/)
    expect(stdout).toContain('event SCAN, EventKey shop-12')
    expect(stdout).toContain('event subscribe, EventKey qrscene_shop-12')
    expect(stdout).toContain('3600 s')
  })

  test('is told as JSON', async () => {
    const { run, env } = await world()
    const { stdout } = await run(['qrcode', 'create', '123', '--permanent', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({
      permanent: true,
      expiresAt: null,
      expiresIn: null,
      scene: 123,
      events: {
        scan: { Event: 'SCAN', EventKey: '123' },
        subscribe: { Event: 'subscribe', EventKey: 'qrscene_123' },
      },
      pictureUrl: expect.stringContaining(`${env.WXADMIN_API_BASE}/cgi-bin/showqrcode?ticket=`),
      file: null,
    })
  })

  test('without --expire says how short it lives', async () => {
    const { run } = await world()
    const { stderr } = await run(['qrcode', 'create', 'a', '--lang', 'zh'])
    expect(stderr).toContain('临时二维码仅 60 秒内有效')
  })

  test('saves a png and an svg, and overwrites neither before a code was made', async () => {
    const { run, cwd, calls } = await world()
    expect((await run(['qrcode', 'create', 'a', '--expire', '60', '-o', 'a.png'])).code).toBe(0)
    const { width, height } = PNG.sync.read(readFileSync(join(cwd, 'a.png')))
    expect(width).toBe(height)
    expect(width).toBeGreaterThan(200)
    expect((await run(['qrcode', 'create', 'a', '--expire', '60', '-o', 'a.svg'])).code).toBe(0)
    expect(readFileSync(join(cwd, 'a.svg'), 'utf8')).toMatch(/^<svg[\s\S]*<\/svg>\s*$/)
    await calls()
    writeFileSync(join(cwd, 'mine.png'), 'mine')
    const { code, stderr } = await run(['qrcode', 'create', 'a', '--permanent', '-o', 'mine.png'])
    expect([code, readFileSync(join(cwd, 'mine.png'), 'utf8')]).toEqual([3, 'mine'])
    expect(stderr).toContain('--force')
    expect(await calls()).toEqual({})
    expect((await run(['qrcode', 'create', 'a', '--permanent', '-o', 'mine.png', '--force'])).code).toBe(0)
    expect(readFileSync(join(cwd, 'mine.png')).subarray(1, 4).toString()).toBe('PNG')
  })

  test.skipIf(!existsSync('/dev/full'))(
    'a code that cannot be saved is shown all the same: it was made',
    async () => {
      const { run } = await world()
      const full = join(temporaryDirectory(), 'full.png')
      symlinkSync('/dev/full', full) // can be opened, and takes nothing
      const made = await run(['qrcode', 'create', 'a', '--permanent', '-o', full, '--force', '--json'])
      expect(made.code).not.toBe(0)
      expect(made.stderr).toContain('FILE_UNWRITABLE')
      expect(JSON.parse(made.stdout)).toMatchObject({ ticket: expect.stringMatching(/.{20}/), file: null })
    },
  )

  test.each([
    [['0', '--as', 'id'], 64, 'from 1 to 4294967295'],
    [['100001', '--permanent', '--as', 'id'], 64, '100000'],
    [['x'.repeat(65)], 65, '65 characters'],
    [[''], 65, '0 characters'],
    [['a', '--expire', '2592001'], 64, ''],
    [['a', '--permanent', '--expire', '60'], 64, '--permanent'],
    [['a', '-o', 'a.gif'], 65, 'FILE.png'],
  ])('refuses %j before a call is made', async (args, exit, said) => {
    const { run, calls, cwd } = await world()
    await calls()
    const { code, stdout, stderr } = await run(['qrcode', 'create', ...args])
    expect([code, stdout]).toEqual([exit, ''])
    expect(stderr).toContain(said)
    expect(await calls()).toEqual({})
    expect(existsSync(join(cwd, 'a.gif'))).toBe(false)
  })
})

test('qrcode url prints the address of the picture alone', async () => {
  const { run, env } = await world()
  expect((await run(['qrcode', 'url', 'gQ+/=='])).stdout).toBe(
    `${env.WXADMIN_API_BASE}/cgi-bin/showqrcode?ticket=gQ%2B%2F%3D%3D\n`,
  )
})
