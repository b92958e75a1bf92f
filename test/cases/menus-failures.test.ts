import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { conditionals, keys, world } from '../commands/menu/world'
import { kind } from './kind'

type World = Awaited<ReturnType<typeof world>>

const RID = /rid [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}/

const yaml = `button:
  - { name: d, type: click, key: d }
conditionalmenu:
  - matchrule: { tag_id: "2" }
    button: [{ name: a, type: click, key: a }]
  - matchrule: { tag_id: "100" }
    button: [{ name: b, type: click, key: b }]
`

interface Refused {
  readonly errcode: number
  /** What the remedy says that this errcode has, in English. */
  readonly remedy: RegExp
  readonly exit: number
}

const refusals: Readonly<Record<string, Refused>> = {
  'a mini program that is not linked': { errcode: 45064, remedy: /link/i, exit: 5 },
  'too many domains': { errcode: 65316, remedy: /domain/i, exit: 5 },
  'a matchrule that WeChat has withdrawn': { errcode: 65320, remedy: /tag_id|tag/i, exit: 5 },
  'an address that is not on the allowlist': { errcode: 40164, remedy: /allowlist|whitelist|IP/i, exit: 4 },
  'no permission for the call': { errcode: 48001, remedy: /verif|permission/i, exit: 5 },
  'the quota of the day': { errcode: 45009, remedy: /count|midnight|quota/i, exit: 5 },
}

kind('a refusal half-way keeps errcode, rid, remedy, menu and place', refusals, async (refused) => {
  const { errcode, remedy, exit } = refused
  const all = await world()
  all.file('menu.yaml', yaml)
  await all.fault(`menu/addconditional=errcode:${errcode}`)
  const text = await all.menu('push', 'menu.yaml')
  expect(text.code).toBe(exit)
  expect(text.stderr).toContain('the former menu was put back')
  expect(text.stderr).toContain(`WeChat answered ${errcode}`)
  expect(text.stderr).toMatch(RID)
  expect(text.stderr).toContain('menu.yaml:6:5: conditional menu 2 (tag_id=100)')
  const [, hint = ''] = /Try: (.*)/.exec(text.stderr) ?? []
  expect(hint).toMatch(remedy)
  expect(hint).toMatch(/then run it again: wxadmin menu push menu\.yaml$/)

  const document = JSON.parse((await all.menu('push', 'menu.yaml', '--json')).stderr).error
  expect(document).toMatchObject({
    code: 'PUSH_RESTORED',
    errcode,
    errmsg: expect.any(String),
    rid: expect.stringMatching(/^[0-9a-f-]{26}$/),
    hint: expect.stringMatching(remedy),
    cause: { code: `WECHAT_${errcode}`, errcode, path: '/cgi-bin/menu/addconditional' },
    failed: {
      call: 'addconditional',
      conditional: 2,
      matchrule: { tag_id: '100' },
      file: 'menu.yaml',
      line: 6,
      column: 5,
    },
    exitCode: exit,
  })

  const github = await all.menu('push', 'menu.yaml', '--format', 'github')
  expect(github.stdout).toMatch(
    new RegExp(`^::error file=menu.yaml,line=6,col=5,title=PUSH_RESTORED::.*WeChat answered ${errcode}`, 'm'),
  )
})

const elsewhere: Readonly<Record<string, (all: World) => Promise<readonly string[]>>> = {
  'the first write of a push': async ({ fault, file }) => {
    file('menu.yaml', yaml)
    await fault('menu/create=errcode:40018')
    return ['push', 'menu.yaml']
  },
  'a rollback': async ({ menu, file, fault }) => {
    file('menu.yaml', yaml)
    await menu('push', 'menu.yaml')
    file('other.yaml', keys('x'))
    await menu('push', 'other.yaml')
    await fault('menu/addconditional=errcode:40018')
    return ['rollback', '--yes']
  },
  'a deletion': async ({ menu, file, fault }) => {
    file('menu.yaml', yaml)
    await menu('push', 'menu.yaml')
    await fault('menu/delete=errcode:40018')
    return ['delete', '--yes']
  },
  'a plan': async ({ menu, file, fault }) => {
    file('menu.yaml', yaml)
    await menu('push', 'menu.yaml', '--plan', 'plan.json')
    await fault('menu/addconditional=errcode:40018')
    return ['push', '--plan', 'plan.json']
  },
}

kind('every command that changes the menu keeps what a refusal half-way said', elsewhere, async (prepare) => {
  const all = await world()
  const command = await prepare(all)
  const { code, stderr } = await all.menu(...command)
  expect(code).toBe(5)
  expect(stderr).toContain('WeChat answered 40018')
  expect(stderr).toMatch(RID)
  const { failed, errcode, rid } = JSON.parse((await all.menu(...command, '--json')).stderr).error
  expect([errcode, rid]).toEqual([40018, expect.any(String)])
  expect(failed).toMatchObject({ call: expect.any(String) })
  if (command.includes('plan.json')) expect(failed).toMatchObject({ file: 'menu.yaml', line: 6 })
})

test('a menu that could not be put back tells both refusals', async () => {
  const all = await world()
  await all.place(JSON.parse(conditionals(['2', 'old'])))
  all.file('menu.json', conditionals(['100', 'new'], ['101', 'newer']))
  await all.fault('menu/addconditional=errcode:45064,2')
  await all.fault('menu/delconditional=errcode:45009')
  const { stderr } = await all.menu('push', 'menu.json', '--json')
  expect(JSON.parse(stderr).error).toMatchObject({
    errcode: expect.any(Number),
    failed: { file: 'menu.json' },
  })
})

/** What keeps an entry of the history from being read. */
const unreadable: Readonly<Record<string, (folder: string) => void>> = {
  'a directory of that name': (folder) => mkdirSync(join(folder, '20260101T000000000Z-abcdef.json')),
  'an empty file': (folder) => writeFileSync(join(folder, '20260101T000000000Z-abcdef.json'), ''),
  'an entry of a newer version': (folder) =>
    writeFileSync(join(folder, '20260101T000000000Z-abcdef.json'), '{"source":"hub","appid":"x","base":"y"}'),
  'a time that no calendar has': (folder) =>
    writeFileSync(
      join(folder, '20260101T000000000Z-abcdef.json'),
      '{"appid":"x","base":"y","source":"none","hash":"","menu":null,"time":1e300}',
    ),
}

kind('an entry that cannot be read is a warning', unreadable, async (plant) => {
  const all = await world()
  all.file('a.json', keys('a'))
  all.file('b.json', keys('b'))
  await all.menu('push', 'a.json')
  const folder = join(all.store, 'history', all.env.WXADMIN_APPID ?? '')
  plant(folder)
  const WARNING = 'left out an entry of the history'
  for (const command of [['push', 'b.json'], ['history'], ['rollback', '--yes'], ['delete', '--yes']]) {
    const { code, stderr } = await all.menu(...command)
    expect([command, code, stderr]).toEqual([command, 0, expect.stringContaining(WARNING)])
  }
})

test('a push that changed nothing leaves no entry behind', async () => {
  const all = await world()
  const folder = join(all.store, 'history', all.env.WXADMIN_APPID ?? '')
  const entries = () => readdirSync(folder).length
  all.file('menu.yaml', yaml)
  await all.menu('push', 'menu.yaml')
  all.file('menu.yaml', yaml.replaceAll('key: a', 'key: z'))
  for (const fault of ['menu/addconditional=errcode:45064', 'menu/addconditional=drop']) {
    await all.fault(fault)
    expect((await all.menu('push', 'menu.yaml')).code).not.toBe(0)
    await all.mend()
  }
  await all.fault('menu/delete=errcode:40018')
  expect((await all.menu('delete', '--yes')).code).toBe(5)
  const { entries: listed } = JSON.parse((await all.menu('history', '--json')).stdout)
  expect(listed).toMatchObject([{ reason: 'push', source: 'none' }])
  expect(entries()).toBe(1)
})
