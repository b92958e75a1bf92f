import { expect, test } from 'vitest'
import { keys, world } from '../commands/menu/world'
import { platform } from '../support/scripted-platform'
import { kind } from './kind'

// @module-tag slow

type Json = Record<string, unknown>

/** What WeChat makes of a menu before it gives it back. */
interface Platform {
  /** Reads after a write that still give the former menu. */
  readonly lag?: number
  readonly changed?: (menu: Json) => Json
}

const OK = { errcode: 0, errmsg: 'ok' }
const NONE = { errcode: 46003, errmsg: 'menu no exist' }

/** A platform of one account that lags, or that keeps something else than it is given. */
async function slow({ lag = 0, changed = (menu) => menu }: Platform) {
  const all = await world()
  let [live, former, behind]: [Json | undefined, Json | undefined, number] = [undefined, undefined, 0]
  const state = { lag, changed }
  const server = await platform(({ path, body }) => {
    if (path.endsWith('token')) return { access_token: 'token-of-a-fake', expires_in: 7200 }
    if (path.endsWith('/menu/create')) {
      former = live
      live = state.changed(JSON.parse(String(body)))
      behind = state.lag
      return OK
    }
    if (path.endsWith('/get_current_selfmenu_info')) return { is_menu_open: 0 }
    if (!path.endsWith('/menu/get')) return OK
    const shown = behind > 0 ? former : live
    behind -= 1
    return shown ? { menu: shown } : NONE
  })
  const menu = (...argv: string[]) => all.run(['menu', ...argv], { env: { WXADMIN_API_BASE: server.url } })
  return {
    ...all,
    menu,
    state,
    calls: server.paths,
    put: (menu: Json) => {
      live = menu
    },
  }
}

/** As `wxadmin menu push` sends it, with another key. */
const otherKey = (menu: Json): Json =>
  JSON.parse(JSON.stringify(menu).replace('"key":"b"', '"key":"B"').replace('"key":"c"', '"key":"B"'))

kind<number>(
  'a menu that arrives a moment later is a push that worked',
  { 'the first menu of an account': 0, 'one over another': 1, 'the third': 2 },
  async (before) => {
    const all = await slow({})
    for (let index = 0; index < before; index++) {
      all.file('menu.json', keys(`k${index}`))
      expect((await all.menu('push', 'menu.json')).code).toBe(0)
    }
    all.state.lag = 1
    all.file('menu.json', keys('new'))
    const { code, stderr } = await all.menu('push', 'menu.json')
    expect([code, stderr]).toEqual([0, expect.stringContaining('reading once more')])
    const again = await all.menu('push', 'menu.json')
    expect(again.code).toBe(0)
    expect(again.stderr).not.toMatch(/cut off|another menu/)
  },
)

kind<readonly string[]>(
  'after something else was read back the next command says so, and not that a push was cut off',
  {
    'a push of the same file': ['push', 'menu.json'],
    'a push of another file': ['push', 'other.json'],
    'a dry run': ['push', '--dry-run', 'menu.json'],
  },
  async (argv) => {
    const all = await slow({ changed: otherKey })
    all.file('menu.json', keys('b'))
    all.file('other.json', keys('c'))
    const { code, stderr } = await all.menu('push', 'menu.json')
    expect([code, stderr]).toEqual([
      expect.any(Number),
      expect.stringContaining('is not the one that was pushed'),
    ])
    expect(code).not.toBe(0)
    expect(stderr).toMatch(/Try: .*wxadmin menu diff menu\.json/)
    const reads = all.calls().filter((path) => path.endsWith('/menu/get')).length
    expect(reads).toBe(3) // before the write, after it, and once more
    const next = await all.menu(...argv)
    expect(next.stderr).toContain('WeChat gave back another menu than the one that was pushed')
    expect(next.stderr).not.toMatch(/cut off|DRIFT/)
  },
)

test('a menu that arrives after the read-back failed is what was pushed', async () => {
  const all = await slow({ lag: 2 })
  all.file('menu.json', keys('b'))
  all.file('other.json', keys('c'))
  expect((await all.menu('push', 'menu.json')).stderr).toContain('is not the one that was pushed')
  all.state.lag = 0
  const { code, stderr } = await all.menu('push', 'other.json')
  expect(code).toBe(0)
  expect(stderr).not.toMatch(/cut off|another menu|changed/)
})

test('what is neither what was pushed nor what was read back is drift', async () => {
  const all = await slow({ changed: otherKey })
  all.file('menu.json', keys('b'))
  await all.menu('push', 'menu.json')
  all.put(JSON.parse(keys('somebody')))
  expect((await all.menu('push', 'menu.json')).code).toBe(3)
})

const OFF = /switched off in the console/

kind<(all: Awaited<ReturnType<typeof world>>) => readonly string[]>(
  'a menu that the console has switched off is told',
  {
    'menu pull': () => ['pull'],
    'menu pull to a file': () => ['pull', '-o', 'pulled.yaml'],
    'menu diff': () => ['diff', 'menu.json'],
    'menu push': () => ['push', 'menu.json'],
    'menu push --dry-run': () => ['push', '--dry-run', 'menu.json'],
  },
  async (argv) => {
    const all = await world()
    all.file('menu.json', keys('a'))
    const info = (open: unknown) => ({
      is_menu_open: open,
      selfmenu_info: { button: [{ name: 'a', type: 'view', url: 'https://a.example.com/' }] },
    })
    for (const [open, told] of [
      [0, true],
      ['0', true],
      [1, false],
    ] as const) {
      const server = await platform(({ path }) => {
        if (path.endsWith('token')) return { access_token: 'token-of-a-fake', expires_in: 7200 }
        if (path.endsWith('/get_current_selfmenu_info')) return info(open)
        return path.endsWith('/menu/get') ? NONE : OK
      })
      const { stderr } = await all.run(['menu', ...argv(all)], { env: { WXADMIN_API_BASE: server.url } })
      expect(OFF.test(stderr), `${open}: ${stderr}`).toBe(told)
    }
  },
)

test('menu pull --json says that the console has switched the menu off', async () => {
  const all = await world()
  const server = await platform({
    answers: {
      '/cgi-bin/stable_token': { access_token: 'token-of-a-fake', expires_in: 7200 },
      '/cgi-bin/menu/get': NONE,
      '/cgi-bin/get_current_selfmenu_info': {
        is_menu_open: 0,
        selfmenu_info: { button: [{ name: 'a', type: 'view', url: 'https://a.example.com/' }] },
      },
    },
  })
  const { stdout } = await all.run(['menu', 'pull', '--json'], { env: { WXADMIN_API_BASE: server.url } })
  expect(JSON.parse(stdout)).toMatchObject({ live: 'console', off: true })
})
