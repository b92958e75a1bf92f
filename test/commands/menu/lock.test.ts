import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { tryLock } from '../../../src/store/lock'
import { SANDBOX_APPID } from '../../../src/wechat/sandbox-account'
import { platform } from '../../support/scripted-platform'
import { conditionals, keys, world } from './world'

/** How often a push has tried to take the lock: the second time it is waiting. */
const tried = vi.hoisted(() => ({ times: 0 }))

vi.mock('../../../src/store/lock', async (original) => {
  const lock = await original<typeof import('../../../src/store/lock')>()
  return {
    ...lock,
    tryLock: (path: string) => {
      if (path.endsWith('.push')) tried.times++
      return lock.tryLock(path)
    },
  }
})

beforeEach(() => {
  tried.times = 0
})

const soon = () => new Promise((resolve) => setTimeout(resolve, 5))

/** A world in which another process holds the lock, until `release`. */
async function takenWorld() {
  const all = await world()
  await all.menu('get') // fetches the token
  const folder = join(all.store, 'history', SANDBOX_APPID)
  const release = await tryLock(`${folder}-${encodeURIComponent(String(all.env.WXADMIN_API_BASE))}.push`)
  if (!release) throw new Error('it is taken')
  await all.calls()
  tried.times = 0
  return { ...all, folder, release }
}

test('two pushes at once leave the menu of one of them, whole', async () => {
  const { menu, file, live, fault } = await world()
  await fault('*=latency:20')
  const texts = {
    one: conditionals(['2', 'a'], ['100', 'b'], ['101', 'c']),
    two: conditionals(['2', 'x'], ['100', 'y']),
  }
  for (const [name, text] of Object.entries(texts)) file(`${name}.json`, text)
  const ended = await Promise.all([menu('push', 'one.json'), menu('push', 'two.json')])
  expect(ended.map(({ code, stderr }) => [code, stderr.includes('Error')])).toEqual([
    [0, false],
    [0, false],
  ])
  const { conditionalmenu } = (await live()) as { conditionalmenu: { button: { key: string }[] }[] }
  const found = conditionalmenu.map(({ button }) => button[0]?.key).sort()
  expect([
    ['a', 'b', 'c'],
    ['x', 'y'],
  ]).toContainEqual(found)
})

test('a push waits for another one, reads live again and plans anew', async () => {
  const { menu, file, place, release } = await takenWorld()
  file('menu.json', keys('a', 'b'))
  const pushing = menu('push', 'menu.json')
  while (tried.times < 2) await soon()
  await place(JSON.parse(keys('a')))
  await release()
  const { code, stdout, stderr } = await pushing
  expect([code, stdout]).toEqual([0, expect.stringContaining('1 added')])
  expect(stderr).toContain('another wxadmin is changing this menu')
  expect(stderr).toContain('the live menu was changed meanwhile')
})

test('and writes nothing where the other one has brought it up to date', async () => {
  const { menu, file, place, release, calls } = await takenWorld()
  file('menu.json', keys('a'))
  const pushing = menu('push', 'menu.json', '--json')
  while (!(await calls())['menu/get']) await soon()
  await place(JSON.parse(keys('a')))
  await release()
  const { code, stdout, stderr } = await pushing
  expect([code, stderr]).toEqual([0, ''])
  expect(JSON.parse(stdout)).toMatchObject({ changed: false, upToDate: true, steps: [] })
  expect(Object.keys(await calls())).not.toContain('menu/create')
})

test('one that has ended between reading and writing is noticed, although nobody holds the lock any more', async () => {
  const { run, file, store } = await world()
  file('menu.json', keys('a'))
  let menus = [keys('old'), keys('other'), keys('a')]
  const { url, paths } = await platform(({ path }) => {
    if (path === '/cgi-bin/stable_token') return { access_token: 'token-of-a-fake', expires_in: 7200 }
    if (path !== '/cgi-bin/menu/get') return { errcode: 0, errmsg: 'ok' }
    const [now = '{}', ...later] = menus
    if (later.length === 2) {
      const folder = join(store, 'history', SANDBOX_APPID)
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, '20260101T000000000Z-abcdef.json'), '{}')
    }
    menus = later
    return { menu: JSON.parse(now) }
  })
  const { code, stdout } = await run(['menu', 'push', 'menu.json'], { env: { WXADMIN_API_BASE: url } })
  expect([code, stdout]).toEqual([0, expect.stringContaining('pushed')])
  expect(paths().map((path) => path.replace('/cgi-bin/menu/', ''))).toEqual([
    '/cgi-bin/stable_token',
    'get',
    'get',
    'create',
    'get',
  ])
})

test('an up-to-date push, a dry run and a check of the account wait for nobody', async () => {
  const { menu, file, place, release, calls } = await takenWorld()
  await place(JSON.parse(keys('a')))
  file('same.json', keys('a'))
  file('other.json', keys('b'))
  expect((await menu('push', 'same.json')).stdout).toContain('up to date')
  expect((await menu('push', 'other.json', '--dry-run')).stdout).toContain('dry run')
  expect(await calls()).toEqual({ 'menu/get': 2 })
  await release()
})

test('a push alone reads live once before it writes', async () => {
  const { menu, file, place, calls } = await world()
  await place(JSON.parse(keys('old')))
  await menu('get')
  await calls()
  file('menu.json', keys('a'))
  expect((await menu('push', 'menu.json')).code).toBe(0)
  expect(await calls()).toEqual({ 'menu/get': 2, 'menu/create': 1 })
})

test('menu delete waits as well, and keeps what it deletes', async () => {
  const { menu, place, release, folder, calls } = await takenWorld()
  await place(JSON.parse(keys('old')))
  const deleting = menu('delete', '--yes')
  while (!(await calls())['menu/get']) await soon()
  await place(JSON.parse(keys('new')))
  await release()
  expect((await deleting).code).toBe(0)
  const [saved = ''] = readdirSync(folder)
  expect(readFileSync(join(folder, saved), 'utf8')).toContain('"new"')
})

test('the wait ends at the signal', async () => {
  const { run, file, release, calls } = await takenWorld()
  file('menu.json', keys('a'))
  const stop = new AbortController()
  const pushing = run(['menu', 'push', 'menu.json'], { signal: stop.signal })
  while (tried.times < 2) await soon()
  stop.abort('SIGINT')
  expect(await pushing).toMatchObject({
    code: 130,
    stdout: '',
    stderr: expect.stringContaining('another wxadmin is changing this menu'),
  })
  await release()
  expect(Object.keys(await calls())).not.toContain('menu/create')
})
