import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { keys, world } from '../commands/menu/world'
import { testWith } from '../support/needs'
import { wxadminWithPerson } from '../support/person'
import { bareEnv, program, sandboxProcess } from '../support/program'
import { temporaryDirectory, wxadmin } from '../support/run'
import { kind } from './kind'

type World = Awaited<ReturnType<typeof world>>

const liveKeys = async ({ live }: World): Promise<string> => {
  const { menu } = (await live()) as { menu?: { button: { key: string }[] } }
  return menu?.button.map(({ key }) => key).join() ?? 'none'
}

/** A push of one button, whatever is live. */
const push = async (all: World, key: string, ...flags: string[]) => {
  all.file(`${key}.json`, keys(key))
  expect(await all.menu('push', `${key}.json`, ...flags)).toMatchObject({ code: 0 })
}

interface Story {
  readonly tell: (all: World) => Promise<unknown>
  /** What a rollback makes live, and what a second one does. */
  readonly first: string
  readonly second: string
}

const stories: Readonly<Record<string, Story>> = {
  'pushed A, pushed B, the console made X': {
    tell: async (all) => {
      await push(all, 'a')
      await push(all, 'b')
      await all.place(JSON.parse(keys('x')))
    },
    first: 'b',
    second: 'x',
  },
  'pushed A, the console made X, pushed B over it': {
    tell: async (all) => {
      await push(all, 'a')
      await all.place(JSON.parse(keys('x')))
      await push(all, 'b', '--force')
    },
    first: 'x',
    second: 'b',
  },
  'pushed A, pushed B': {
    tell: async (all) => {
      await push(all, 'a')
      await push(all, 'b')
    },
    first: 'a',
    second: 'b',
  },
  'pushed A, and somebody deleted it': {
    tell: async (all) => {
      await push(all, 'a')
      await all.server.api('/cgi-bin/menu/delete')
    },
    first: 'a',
    second: 'none',
  },
  'pushed A, deleted it, and the console made X': {
    tell: async (all) => {
      await push(all, 'a')
      await all.menu('delete', '--yes')
      await all.place(JSON.parse(keys('x')))
    },
    first: 'a',
    second: 'x',
  },
  'pushed A, deleted it': {
    tell: async (all) => {
      await push(all, 'a')
      await all.menu('delete', '--yes')
    },
    first: 'a',
    second: 'none',
  },
  'pushed A, pushed B, a push of C failed and was put back': {
    tell: async (all) => {
      await push(all, 'a')
      await push(all, 'b')
      all.file('c.json', keys('c'))
      await all.fault('menu/create=errcode:45009')
      await all.menu('push', 'c.json')
      await all.mend()
    },
    first: 'a',
    second: 'b',
  },
}

kind('a rollback goes back to the right menu, and a second one undoes it', stories, async (story) => {
  const all = await world()
  await story.tell(all)
  for (const expected of [story.first, story.second]) {
    const { code, stderr } = await all.menu('rollback', '--yes', '--force')
    expect([code, await liveKeys(all)], stderr).toEqual([0, expected])
  }
})

test('the question of a rollback names what goes and what comes', async () => {
  const all = await world()
  await push(all, 'a')
  await push(all, 'b')
  const { stderr } = await wxadminWithPerson(['menu', 'rollback'], [{ sees: 'Roll back to', types: 'n\r' }], {
    cwd: all.cwd,
    env: all.env,
  })
  expect(stderr.replaceAll('\n', '')).toMatch(
    /now: the menu pushed from here on .*Roll back to the menu that was replaced on/,
  )
})

test('what was pushed is kept under the id of its push', async () => {
  const all = await world()
  await push(all, 'a')
  await all.place(JSON.parse(keys('x')))
  await push(all, 'b', '--force')
  const { entries } = JSON.parse((await all.menu('history', '--json')).stdout)
  expect((await all.menu('history', 'show', entries[1].id, '--pushed')).stdout).toContain('key: a')
  expect(await all.menu('rollback', entries[1].id, '--pushed', '--yes')).toMatchObject({ code: 0 })
  expect(await liveKeys(all)).toBe('a')
  expect(await all.menu('rollback', '--pushed', '--yes')).toMatchObject({ code: 64 })
})

interface Meanwhile {
  readonly command: (all: World) => readonly string[]
  /** What the question says. */
  readonly sees: string
  /** What is live after a yes to both questions. */
  readonly after: string
}

const questions: Readonly<Record<string, Meanwhile>> = {
  'a push': { command: () => ['menu', 'push', 'b.json', '--force'], sees: 'Push this to', after: 'b' },
  'a rollback': { command: () => ['menu', 'rollback', '--force'], sees: 'Roll back to', after: 'a' },
  'a deletion': { command: () => ['menu', 'delete'], sees: 'Delete the default menu', after: 'none' },
}

kind('what a question was about is read again after the answer', questions, async (asked, name) => {
  const { command, sees, after } = asked
  const all = await world()
  await push(all, 'a')
  if (name === 'a rollback') await all.place(JSON.parse(keys('w')))
  all.file('b.json', keys('b'))
  const change = () => all.place(JSON.parse(keys('theirs')))
  const declined = await wxadminWithPerson(
    command(all),
    [
      { sees, types: 'y\r', before: change },
      { sees: 'meanwhile', types: '' },
      { sees: 'theirs', types: '' },
      { sees, types: 'n\r' },
    ],
    { cwd: all.cwd, env: all.env },
  )
  expect([declined.code, await liveKeys(all)]).toEqual([3, 'theirs'])
  const agreed = await wxadminWithPerson(
    command(all),
    [
      { sees, types: 'y\r', before: () => all.place(JSON.parse(keys('others'))) },
      { sees: 'meanwhile', types: '' },
      { sees, types: 'y\r' },
    ],
    { cwd: all.cwd, env: all.env },
  )
  expect([agreed.code, await liveKeys(all)], agreed.stderr).toEqual([0, after])
  const { entries } = JSON.parse((await all.menu('history', '--json')).stdout)
  expect((await all.menu('history', 'show', entries[0].id)).stdout).toContain('others')
})

describe('what was reset or has gone is no change by somebody else', () => {
  test('sandbox reset forgets what was pushed to it', async () => {
    const cwd = temporaryDirectory()
    const env = { WXADMIN_CONFIG_DIR: join(cwd, 'store') }
    const run = (...argv: string[]) => wxadmin(['-a', 'sandbox', ...argv], { cwd, env })
    writeFileSync(join(cwd, 'menu.json'), keys('a'))
    expect(await run('menu', 'push', 'menu.json')).toMatchObject({ code: 0 })
    expect(await run('sandbox', 'reset')).toMatchObject({ code: 0 })
    expect(await run('menu', 'push', 'menu.json')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('pushed'),
    })
    expect(JSON.parse((await run('menu', 'history', '--json')).stdout).entries).toHaveLength(1)
  })

  test('a live menu that is gone has words and ways out of its own, and both work', async () => {
    for (const out of [
      ['push', 'b.json', '--force'],
      ['rollback', '--force', '--yes'],
    ]) {
      const all = await world()
      await push(all, 'a')
      await all.server.api('/cgi-bin/menu/delete')
      all.file('b.json', keys('b'))
      const { code, stderr } = await all.menu('push', 'b.json')
      expect([code, stderr]).toEqual([3, expect.stringContaining('is gone')])
      expect(stderr).not.toContain('somebody changed it')
      expect(stderr).toContain(`wxadmin menu ${out.filter((word) => word !== '--yes').join(' ')}`)
      expect(await all.menu(...out)).toMatchObject({ code: 0 })
      expect(await liveKeys(all)).toBe(out[0] === 'push' ? 'b' : 'a')
    }
  })

  test('with --json it has a code of its own; a dry run tells of it', async () => {
    const all = await world()
    await push(all, 'a')
    await all.server.api('/cgi-bin/menu/delete')
    all.file('b.json', keys('b'))
    expect(JSON.parse((await all.menu('push', 'b.json', '--json')).stderr).error.code).toBe('MENU_GONE')
    const { code, stderr } = await all.menu('push', 'b.json', '--dry-run')
    expect([code, stderr]).toEqual([0, expect.stringContaining('is gone')])
  })
})

const clocks: Readonly<Record<string, readonly (string | undefined)[]>> = {
  'a year ahead for the second of three pushes': [undefined, '+365d', undefined],
  'set back by an hour for the last one': [undefined, undefined, '-1h'],
  'ahead at first, right later': ['+2d', undefined, undefined],
}

describe('history does not trust the clock', () => {
  testWith('faketime').each(Object.entries(clocks))('%s', async (_, times) => {
    const { env } = await sandboxProcess()
    const cwd = temporaryDirectory()
    const run = (clock: string | undefined, ...argv: string[]) => {
      const node = [process.execPath, program, 'menu', ...argv]
      const [command = '', ...rest] = clock === undefined ? node : ['faketime', '-f', clock, ...node]
      return spawnSync(command, rest, {
        cwd,
        env: { ...bareEnv(cwd, env), WXADMIN_CONFIG_DIR: join(cwd, 'store') },
        encoding: 'utf8',
      })
    }
    for (const [index, key] of ['a', 'b', 'c'].entries()) {
      writeFileSync(join(cwd, `${key}.json`), keys(key))
      const { status, stderr } = run(times[index], 'push', `${key}.json`)
      expect([status, stderr]).toEqual([0, expect.any(String)])
    }
    const { stdout } = run(undefined, 'history', '--json')
    const { entries } = JSON.parse(stdout) as { entries: { serial: number }[] }
    expect(entries.map(({ serial }) => serial)).toEqual([3, 2, 1])
    expect(run('-1h', 'rollback', '--yes').status).toBe(0)
    expect(run(undefined, 'get', '--json').stdout).toContain('"key": "b"')
    expect(run(undefined, 'history', 'prune', '--keep', '1', '--yes').status).toBe(0)
    expect(run(undefined, 'rollback', '--yes').status).toBe(0)
    expect(run(undefined, 'get', '--json').stdout).toContain('"key": "c"')
  })
})
