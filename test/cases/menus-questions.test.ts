import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keys, world } from '../commands/menu/world'
import { wxadminWithPerson } from '../support/person'
import { temporaryDirectory, wxadmin } from '../support/run'

test('account remove asks anew about an account that was changed while its question stood open', async () => {
  const cwd = temporaryDirectory()
  const env = { WXADMIN_CONFIG_DIR: join(cwd, 'store') }
  const run = (argv: string[], stdin = '') => wxadmin(argv, { cwd, env, stdin })
  const secret = '0123456789abcdef0123456789abcdef'
  const appid = 'wx00000000000000a1'
  await run(['account', 'add', 'prod', '--appid', appid, '--secret-stdin'], secret)
  const sees = 'wx00000000000000'
  const { code, stderr } = await wxadminWithPerson(
    ['account', 'remove', 'prod'],
    [
      {
        sees,
        types: 'y\r',
        before: () => run(['account', 'set', 'prod', 'appid=wx00000000000000b2']),
      },
      { sees: 'changed meanwhile', types: '' },
      { sees: `${sees}b2`, types: 'n\r' },
    ],
    { cwd, env },
  )
  expect([code, (await run(['account', 'show', 'prod', '--json'])).stdout], stderr).toEqual([
    3,
    expect.stringContaining('wx00000000000000b2'),
  ])
})

test('history prune asks anew where a push came meanwhile', async () => {
  const all = await world()
  for (const key of ['a', 'b', 'c']) {
    all.file(`${key}.json`, keys(key))
    await all.menu('push', `${key}.json`)
  }
  const { code } = await wxadminWithPerson(
    ['menu', 'history', 'prune', '--keep', '2'],
    [
      {
        sees: 'Delete 1 old',
        types: 'y\r',
        before: async () => {
          all.file('d.json', keys('d'))
          await all.menu('push', 'd.json')
        },
      },
      { sees: 'Delete 2 old', types: 'n\r' },
    ],
    { cwd: all.cwd, env: all.env },
  )
  expect(code).toBe(3)
  expect(JSON.parse((await all.menu('history', '--json')).stdout).entries).toHaveLength(4)
})

test('menu push reads the live menu again after its second answer too, and asks a third time where it was changed', async () => {
  const all = await world()
  all.file('menu.json', keys('a', 'b'))
  expect((await all.menu('push', 'menu.json')).code).toBe(0)
  all.file('menu.json', keys('a'))
  const before = (...names: string[]) => ({ before: () => all.place(JSON.parse(keys(...names))) })
  const sees = 'Push this to'
  const { code, stderr } = await wxadminWithPerson(
    ['menu', 'push', 'menu.json', '--force'],
    [
      { sees, types: 'y\r', ...before('a', 'c') },
      { sees: 'changed meanwhile', types: '' },
      { sees, types: 'y\r', ...before('a', 'd') },
      { sees: 'changed meanwhile', types: '' },
      { sees, types: 'n\r' },
    ],
    { cwd: all.cwd, env: all.env },
  )
  expect([code, stderr.match(/changed meanwhile/g)]).toEqual([3, expect.objectContaining({ length: 2 })])
  expect(JSON.stringify(await all.live())).toContain('"d"')
})

test('menu delete that finds nothing leaves it to the next push to say that the menu is gone', async () => {
  const all = await world()
  all.file('menu.json', keys('a'))
  await all.menu('push', 'menu.json')
  await all.server.api('/cgi-bin/menu/delete')
  expect((await all.menu('delete', '--yes')).code).toBe(0)
  const { stderr } = await all.menu('push', 'menu.json', '--json')
  expect(JSON.parse(stderr).error.code).toBe('MENU_GONE')
})
