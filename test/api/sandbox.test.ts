import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryDirectory, wxadmin } from '../support/run'

const menu = JSON.stringify({ button: [{ type: 'click', name: '今日歌曲', key: 'V1001_TODAY_MUSIC' }] })

/** The built-in sandbox, with a store of its own. */
function world(stdin?: string) {
  const env = { WXADMIN_CONFIG_DIR: join(temporaryDirectory(), 'store') }
  return { env, stdin }
}

describe('against the built-in sandbox', () => {
  test('a menu is made, read and deleted with api alone', async () => {
    const { env } = world()
    const api = (words: readonly string[], stdin?: string) =>
      wxadmin(['-a', 'sandbox', 'api', ...words], { env, stdin })
    expect((await api(['POST', '/cgi-bin/menu/create', '--input', '-'], menu)).stdout).toBe(
      '{"errcode":0,"errmsg":"ok"}\n',
    )
    const got = await api(['GET', '/cgi-bin/menu/get'])
    expect(JSON.parse(got.stdout).menu.button[0]).toMatchObject({
      name: '今日歌曲',
      key: 'V1001_TODAY_MUSIC',
    })
    expect((await api(['GET', '/cgi-bin/menu/delete'])).code).toBe(0)
    expect(await api(['GET', '/cgi-bin/menu/get', '--json'])).toMatchObject({ code: 5, stdout: '' })
  })

  test('an unknown path is 40066', async () => {
    const { code, stderr } = await wxadmin(
      ['-a', 'sandbox', 'api', 'GET', '/cgi-bin/nope', '--json'],
      world(),
    )
    expect(code).toBe(5)
    expect(JSON.parse(stderr).error).toMatchObject({
      errcode: 40066,
      rid: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/),
    })
  })

  test('a forced refresh ends the former token, and the next call finds the new one', async () => {
    const { env } = world()
    const run = (words: readonly string[]) => wxadmin(['-a', 'sandbox', ...words], { env })
    const first = (await run(['token'])).stdout
    const forced = await run(['token', 'refresh', '--force', '--yes', '--json'])
    expect(JSON.parse(forced.stdout)).toMatchObject({ changed: true, forced: true })
    const second = (await run(['token'])).stdout
    expect(second).not.toBe(first)
    expect((await run(['api', 'GET', '/cgi-bin/getcallbackip'])).code).toBe(0)
  })
})
