import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { conditionals, keys, world } from '../commands/menu/world'
import { wxadminWithPerson } from '../support/person'
import { kind } from './kind'

const leaf = (name: string, rest: object = { type: 'click', key: 'k' }) => ({ name, ...rest })

/** Live menus that `validate` warns of. */
const doubtful: Readonly<Record<string, object>> = {
  'two conditional menus of one matchrule': JSON.parse(conditionals(['2', 'a'], ['2', 'b'], ['100', 'c'])),
  'a name that is cut on the phone': { button: [leaf('今日歌曲啊'), leaf('b')] },
  'a type that is retired': { button: [leaf('a', { type: 'view_limited', media_id: 'M' })] },
  'several of these at once': {
    ...JSON.parse(conditionals(['2', '一二三四五'], ['2', 'b'])),
    button: [leaf('今日歌曲啊'), leaf('b', { type: 'view_limited', media_id: 'M' })],
  },
}

kind('what pull writes, push --strict takes', doubtful, async (live, name) => {
  const all = await world()
  await all.place(live as Record<string, unknown>)
  expect(await all.menu('pull', '-o', 'menu.yaml')).toMatchObject({ code: 0 })
  const text = readFileSync(join(all.cwd, 'menu.yaml'), 'utf8')
  expect(text).toContain('# wxadmin-ignore ')
  const { code, stdout, stderr } = await all.menu('push', 'menu.yaml', '--strict')
  expect([code, stdout], stderr).toEqual([0, expect.stringContaining('up to date')])

  // Without the marks it is a warning that says what is doubtful, and with --strict an error.
  writeFileSync(join(all.cwd, 'menu.yaml'), text.replaceAll(/ # wxadmin-ignore .*/g, ''))
  expect(await all.menu('validate', 'menu.yaml')).toMatchObject({ code: 0 })
  expect(await all.menu('validate', 'menu.yaml', '--strict')).toMatchObject({ code: 65 })
  if (name.includes('matchrule'))
    expect((await all.menu('validate', 'menu.yaml')).stdout).toMatch(
      /same matchrule as on line \d+, which wins/,
    )
})

kind('what pull writes into a file that exists, push --strict takes', doubtful, async (live) => {
  const all = await world()
  all.file('menu.yaml', '# ours\nbutton:\n  - name: old # kept?\n    type: click\n    key: k\n')
  await all.place(live as Record<string, unknown>)
  expect(await all.menu('pull', '-o', 'menu.yaml', '--force')).toMatchObject({ code: 0 })
  expect(readFileSync(join(all.cwd, 'menu.yaml'), 'utf8')).toContain('# ours')
  const { code, stdout, stderr } = await all.menu('push', 'menu.yaml', '--strict')
  expect([code, stdout], stderr).toEqual([0, expect.stringContaining('up to date')])
})

test('a warning of a line that pull does not write is not marked', async () => {
  const all = await world()
  const named = 'button:\n  - name: 今日歌曲啊\n    type: click\n    key: k\n'
  all.file('menu.yaml', named)
  await all.place({ button: [leaf('今日歌曲啊'), leaf('一二三四五')] })
  await all.menu('pull', '-o', 'menu.yaml', '--force')
  const lines = readFileSync(join(all.cwd, 'menu.yaml'), 'utf8').split('\n')
  expect(lines.filter((line) => line.includes('# wxadmin-ignore'))).toEqual([
    expect.stringContaining('一二三四五'),
  ])
})

const meanwhile: Readonly<Record<string, (all: Awaited<ReturnType<typeof world>>) => unknown>> = {
  'the live menu': (all) => all.place(JSON.parse(keys('later'))),
  'the file': (all) => all.file('menu.json', keys('mine', 'later')),
  both: async (all) => {
    all.file('menu.json', keys('mine', 'more'))
    await all.place(JSON.parse(keys('later')))
  },
}

kind('what pull asked about is read again after the answer', meanwhile, async (change) => {
  const all = await world()
  all.file('menu.json', keys('mine'))
  await all.place(JSON.parse(keys('theirs')))
  const sees = 'Update menu.json to the live menu?'
  const { code, stderr } = await wxadminWithPerson(
    ['menu', 'pull', '-o', 'menu.json'],
    [
      { sees, types: 'y\r', before: async () => change(all) },
      { sees: 'meanwhile', types: '' },
      { sees: 'later', types: '' },
      { sees, types: 'n\r' },
    ],
    { cwd: all.cwd, env: all.env },
  )
  expect([code, readFileSync(join(all.cwd, 'menu.json'), 'utf8')], stderr).toEqual([
    3,
    expect.stringContaining('mine'),
  ])
})
