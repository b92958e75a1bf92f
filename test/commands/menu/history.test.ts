import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { conditionals, keys, world } from './world'

/** Three menus pushed one after the other: none, a and b were replaced. */
async function pushedThrice() {
  const all = await world()
  for (const key of ['a', 'b', 'c']) {
    all.file(`${key}.json`, keys(key))
    expect(await all.menu('push', `${key}.json`)).toMatchObject({ code: 0 })
  }
  const entries = async (): Promise<{ id: string; [field: string]: unknown }[]> =>
    JSON.parse((await all.menu('history', '--json')).stdout).entries
  return { ...all, entries }
}

describe('menu history', () => {
  test('lists what was replaced, newest first, with who and when', async () => {
    const { menu, entries } = await pushedThrice()
    const { code, stdout } = await menu('history')
    expect(code).toBe(0)
    const rows = stdout.trim().split('\n')
    expect(rows).toHaveLength(4)
    expect(rows[1]).toMatch(/^\d{8}T\d{9}Z-[0-9a-f]{6} +\d{4}-\d\d-\d\dT.*Z +b +c +\S+$/)
    expect(rows[3]).toContain('(no menu)')
    expect(await entries()).toMatchObject([
      { reason: 'push', source: 'api', buttons: 1, conditional: 0 },
      { source: 'api' },
      { source: 'none', buttons: 0 },
    ])
  })

  test('--limit, and how many more there are', async () => {
    const { menu } = await pushedThrice()
    const { stdout } = await menu('history', '--limit', '1')
    expect(stdout).toContain('and 2 more')
    expect(await menu('history', '--limit', 'none')).toMatchObject({ code: 64 })
  })

  test('the job of CI is kept', async () => {
    const { run, file, entries } = await pushedThrice()
    file('d.json', keys('d'))
    const env = { CI: 'true', CI_JOB_URL: 'https://gitlab.example/group/project/-/jobs/7' }
    await run(['menu', 'push', 'd.json'], { env })
    expect((await entries())[0]).toMatchObject({ job: env.CI_JOB_URL })
  })

  test('an empty one is no error', async () => {
    const { menu } = await world()
    expect(await menu('history')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('no menu has been'),
    })
  })

  test('a damaged entry is named and left out; the others are listed', async () => {
    const { menu, store, env, entries } = await pushedThrice()
    const folder = join(store, 'history', env.WXADMIN_APPID ?? '')
    const [first = ''] = readdirSync(folder).sort()
    writeFileSync(join(folder, first), '{"appid":')
    const { code, stdout, stderr } = await menu('history')
    expect([code, stderr]).toEqual([0, expect.stringContaining(join(folder, first))])
    expect(stdout.trim().split('\n')).toHaveLength(3)
    expect(await entries()).toHaveLength(2)
  })

  test('show prints a menu file that can be pushed', async () => {
    const { menu, file, entries } = await pushedThrice()
    const [newest] = await entries()
    const { stdout } = await menu('history', 'show', newest?.id ?? '')
    expect(stdout).toMatch(/^# .*Live until/)
    file('back.yaml', stdout)
    expect((await menu('push', 'back.yaml')).stdout).toContain('pushed')
  })

  test('the last characters of an id are enough; what names none or several is refused', async () => {
    const { menu, entries } = await pushedThrice()
    const [newest] = await entries()
    expect(await menu('history', 'show', newest?.id.slice(-6) ?? '')).toMatchObject({ code: 0 })
    expect(await menu('history', 'show', 'nothing')).toMatchObject({ code: 64 })
    expect(await menu('history', 'show', '20')).toMatchObject({ code: 64 })
  })

  test('prune keeps the newest, and needs --yes without a terminal', async () => {
    const { menu, entries } = await pushedThrice()
    expect(await menu('history', 'prune', '--keep', '1')).toMatchObject({ code: 3 })
    expect(await entries()).toHaveLength(3)
    const [newest] = await entries()
    expect(await menu('history', 'prune', '--keep', '1', '--yes')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('2 entries deleted'),
    })
    expect(await entries()).toMatchObject([{ id: newest?.id }])
  })
})

describe('menu rollback', () => {
  test('goes back to the menu before, and back again', async () => {
    const { menu, live } = await pushedThrice()
    const { code, stdout } = await menu('rollback', '--yes')
    expect([code, stdout]).toEqual([0, expect.stringContaining('back to')])
    expect(await live()).toMatchObject({ menu: { button: [{ key: 'b' }] } })
    await menu('rollback', '--yes')
    expect(await live()).toMatchObject({ menu: { button: [{ key: 'c' }] } })
  })

  test('to an entry by its id, with its conditional menus', async () => {
    const { menu, file, live } = await world()
    file('one.json', conditionals(['2', 'x'], ['100', 'y']))
    file('two.json', keys('z'))
    await menu('push', 'one.json')
    await menu('push', 'two.json')
    const [entry] = JSON.parse((await menu('history', '--json')).stdout).entries
    expect(await menu('rollback', entry.id, '--yes')).toMatchObject({ code: 0 })
    expect((await live()).conditionalmenu).toHaveLength(2)
    expect((await menu('push', 'one.json')).stdout).toContain('up to date')
  })

  test('to "there was no menu" deletes it', async () => {
    const { menu, file, live } = await world()
    file('a.json', keys('a'))
    await menu('push', 'a.json')
    expect(await menu('rollback', '--yes')).toMatchObject({ code: 0 })
    expect(await live()).toMatchObject({ errcode: 46003 })
  })

  test('needs --yes without a terminal, and --dry-run writes nothing', async () => {
    const { menu, live } = await pushedThrice()
    expect(await menu('rollback')).toMatchObject({ code: 3, stderr: expect.stringContaining('--yes') })
    expect(await menu('rollback', '--dry-run')).toMatchObject({ code: 0 })
    expect(await live()).toMatchObject({ menu: { button: [{ key: 'c' }] } })
  })

  test('stops at a menu that somebody else changed', async () => {
    const { menu, place, live } = await pushedThrice()
    await place(JSON.parse(keys('theirs')))
    expect(await menu('rollback', '--yes')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('menu rollback --yes --force'),
    })
    expect(await menu('rollback', '--yes', '--force')).toMatchObject({ code: 0 })
    expect(await live()).toMatchObject({ menu: { button: [{ key: 'c' }] } })
  })

  test('to a menu of the web console tells what cannot be put back, and writes nothing', async () => {
    const { menu, file, place, live } = await world()
    const button = [
      { name: '读', type: 'news', value: 'x', news_info: { list: [] } },
      { name: '看', type: 'view', url: 'https://example.com/' },
    ]
    await place({ selfmenu_info: { button } })
    file('a.json', keys('a'))
    expect(await menu('push', 'a.json')).toMatchObject({ code: 0 })
    const { code, stderr } = await menu('rollback', '--yes')
    expect([code, stderr]).toEqual([3, expect.stringContaining('button[0].type (type-console)')])
    expect(await live()).toMatchObject({ menu: { button: [{ key: 'a' }] } })
  })

  test('without a history there is nothing to go back to', async () => {
    const { menu } = await world()
    expect(await menu('rollback', '--yes')).toMatchObject({ code: 64 })
  })
})
