import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { conditionals, keys, world } from './world'

type World = Awaited<ReturnType<typeof world>>

/** A menu that was pushed from here, and then changed behind our back. */
async function drifted(): Promise<World> {
  const all = await world()
  all.file('menu.json', keys('mine'))
  expect((await all.menu('push', 'menu.json')).code).toBe(0)
  await all.place(JSON.parse(keys('theirs')))
  all.file('menu.json', keys('mine', 'more'))
  return all
}

const liveKeys = async ({ live }: World) => {
  const { menu } = (await live()) as { menu: { button: { key: string }[] } }
  return menu.button.map(({ key }) => key)
}

describe('a live menu that was changed behind our back', () => {
  test('stops the push with exit 3, shows what it would do, and writes nothing', async () => {
    const all = await drifted()
    await all.calls()
    const { code, stdout, stderr } = await all.menu('push', 'menu.json', '--yes')
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toContain('theirs')
    expect(stderr).toContain('is not the one that was last pushed from here')
    expect(stderr).toMatch(/menu push menu\.json --force/)
    expect(stderr).toMatch(/menu pull -o menu\.json --force/)
    expect(stderr).toMatch(/menu push menu\.json --expect [0-9a-f]{12}/)
    expect(await all.calls()).not.toHaveProperty('menu/create')
    expect(await liveKeys(all)).toEqual(['theirs'])
  })

  test('first way out, ours: --force', async () => {
    const all = await drifted()
    expect(await all.menu('push', 'menu.json', '--force')).toMatchObject({ code: 0 })
    expect(await liveKeys(all)).toEqual(['mine', 'more'])
    all.file('menu.json', keys('again'))
    expect(await all.menu('push', 'menu.json')).toMatchObject({ code: 0 })
  })

  test('second way out, theirs: pull, and from then on it is known', async () => {
    const all = await drifted()
    expect(await all.menu('pull', '-o', 'menu.json', '--force')).toMatchObject({ code: 0 })
    expect((await all.menu('push', 'menu.json')).stdout).toContain('up to date')
    all.file('menu.json', keys('theirs', 'and'))
    expect(await all.menu('push', 'menu.json')).toMatchObject({ code: 0 })
    expect(await liveKeys(all)).toEqual(['theirs', 'and'])
  })

  test('third way out, both: taken over by hand, over exactly the menu that was seen', async () => {
    const all = await drifted()
    const { stderr } = await all.menu('push', 'menu.json')
    const [, hash = ''] = /--expect ([0-9a-f]+)/.exec(stderr) ?? []
    all.file('menu.json', keys('mine', 'theirs'))
    expect(await all.menu('push', 'menu.json', '--expect', hash)).toMatchObject({ code: 0 })
    expect(await liveKeys(all)).toEqual(['mine', 'theirs'])
  })

  test('--dry-run tells of it and shows the plan all the same', async () => {
    const all = await drifted()
    const { code, stderr } = await all.menu('push', 'menu.json', '--dry-run')
    expect([code, stderr]).toEqual([0, expect.stringContaining('would stop here')])
  })

  test('with --json the error is a document, on stderr alone', async () => {
    const all = await drifted()
    const { code, stdout, stderr } = await all.menu('push', 'menu.json', '--json')
    expect([code, stdout]).toEqual([3, ''])
    expect(JSON.parse(stderr).error).toMatchObject({ code: 'DRIFT', exitCode: 3 })
  })

  test('in Chinese', async () => {
    const all = await drifted()
    const { stderr } = await all.menu('push', 'menu.json', '--lang', 'zh')
    expect(stderr).toContain('已被他人修改')
  })

  test('deleted behind our back counts as well', async () => {
    const all = await drifted()
    await all.server.api('/cgi-bin/menu/delete')
    expect(await all.menu('push', 'menu.json')).toMatchObject({ code: 3 })
  })

  test('equal to the file: up to date, whoever made it', async () => {
    const all = await drifted()
    await all.place(JSON.parse(keys('mine', 'more')))
    expect((await all.menu('push', 'menu.json')).stdout).toContain('up to date')
  })
})

describe('what is remembered', () => {
  test('a machine without memory pushes, and says that it could not check', async () => {
    const { menu, file, place } = await world()
    await place(JSON.parse(keys('theirs')))
    file('menu.json', keys('mine'))
    const { code, stderr } = await menu('push', 'menu.json')
    expect([code, stderr]).toEqual([0, expect.stringContaining('was not checked')])
  })

  test('with nothing live there is nothing to check, and nothing is said', async () => {
    const { menu, file } = await world()
    file('menu.json', keys('mine'))
    const { code, stderr } = await menu('push', 'menu.json')
    expect(code).toBe(0)
    expect(stderr).not.toContain('checked')
  })

  test('a push that found the menu up to date knows it', async () => {
    const { menu, file, place } = await world()
    await place(JSON.parse(keys('a')))
    file('menu.json', keys('a'))
    await menu('push', 'menu.json')
    file('menu.json', keys('b'))
    const { stderr } = await menu('push', 'menu.json')
    expect(stderr).not.toContain('was not checked')
  })

  test('a deletion from here is no drift', async () => {
    const { menu, file } = await world()
    file('menu.json', keys('a'))
    await menu('push', 'menu.json')
    await menu('delete', '--yes')
    expect(await menu('push', 'menu.json')).toMatchObject({ code: 0 })
  })

  test('a damaged memory counts as none', async () => {
    const { menu, file, store, env } = await world()
    file('menu.json', keys('a'))
    await menu('push', 'menu.json')
    const name = `${env.WXADMIN_APPID}-${encodeURIComponent(env.WXADMIN_API_BASE ?? '')}.known.json`
    const memory = join(store, 'history', name)
    expect(JSON.parse(readFileSync(memory, 'utf8'))).toMatchObject({ source: 'api' })
    writeFileSync(memory, '{')
    file('menu.json', keys('b'))
    const { code, stderr } = await menu('push', 'menu.json')
    expect([code, stderr]).toEqual([0, expect.stringContaining('was not checked')])
    rmSync(memory)
  })
})

describe('--expect', () => {
  test('a file that is live: pushed; one that is not: exit 3, and nothing is written', async () => {
    const { menu, file, place, calls } = await world()
    await place(JSON.parse(keys('base')))
    file('menu.json', keys('new'))
    file('base.json', keys('base'))
    file('other.json', keys('other'))
    await calls()
    const refused = await menu('push', 'menu.json', '--expect', 'other.json')
    expect([refused.code, refused.stderr]).toEqual([3, expect.stringContaining('is not other.json')])
    expect(await calls()).not.toHaveProperty('menu/create')
    expect(await menu('push', 'menu.json', '--expect', 'base.json')).toMatchObject({ code: 0 })
  })

  test('a hash of a dry run; another hash is refused, also with --force', async () => {
    const { menu, file, place } = await world()
    await place(JSON.parse(keys('base')))
    file('menu.json', keys('new'))
    const { liveHash } = JSON.parse((await menu('push', 'menu.json', '--dry-run', '--json')).stdout)
    const wrong = await menu('push', 'menu.json', '--force', '--expect', '0123456789ab')
    expect(wrong).toMatchObject({ code: 3 })
    expect(await menu('push', 'menu.json', '--expect', liveHash)).toMatchObject({ code: 0 })
  })

  test('an invalid file is told with its findings', async () => {
    const { menu, file, place } = await world()
    await place(JSON.parse(keys('base')))
    file('menu.json', keys('new'))
    file('bad.json', '{"button":[]}')
    const { code, stderr } = await menu('push', 'menu.json', '--expect', 'bad.json')
    expect([code, stderr]).toEqual([65, expect.stringContaining('bad.json:1:')])
  })
})

describe('--no-prune', () => {
  test('live conditional menus that the file does not name stay, after its own', async () => {
    const { menu, file, place, live } = await world()
    await place(JSON.parse(conditionals(['101', 'other'], ['2', 'old'])))
    file('menu.json', conditionals(['2', 'new']))
    expect(await menu('push', 'menu.json', '--no-prune')).toMatchObject({ code: 0 })
    const { conditionalmenu } = (await live()) as { conditionalmenu: { button: { key: string }[] }[] }
    expect(conditionalmenu.map(({ button }) => button[0]?.key).sort()).toEqual(['new', 'other'])
    expect((await menu('push', 'menu.json', '--no-prune')).stdout).toContain('up to date')
    expect((await menu('push', 'menu.json', '--prune')).stdout).toContain('1 removed')
  })
})

test('an up-to-date push needs no store that can be written', async () => {
  const { run, file, place, cwd } = await world()
  await place(JSON.parse(keys('a')))
  file('menu.json', keys('a'))
  file('no-directory', '')
  const env = { WXADMIN_CONFIG_DIR: join(cwd, 'no-directory', 'store') }
  const { code, stdout } = await run(['menu', 'push', 'menu.json'], { env })
  expect([code, stdout]).toEqual([0, expect.stringContaining('up to date')])
})
