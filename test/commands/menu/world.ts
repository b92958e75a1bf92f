import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sandbox } from '../../sandbox/support'
import { type Outcome, temporaryDirectory, type World, wxadmin } from '../../support/run'
import { platform } from '../../support/scripted-platform'

export const MENUS = join(import.meta.dirname, '../../../menus')

type Json = Record<string, unknown>

/** A sandbox of its own, a store of its own, and a directory to work in. */
export async function world() {
  const server = await sandbox()
  const cwd = temporaryDirectory()
  const store = join(cwd, 'store')
  const env = { ...server.env, WXADMIN_CONFIG_DIR: store }
  const run = (argv: readonly string[], more: World = {}): Promise<Outcome> =>
    wxadmin(argv, { cwd, ...more, env: { ...env, ...more.env } })
  return {
    server,
    cwd,
    env,
    store,
    /** Runs `wxadmin menu …`. */
    menu: (...argv: string[]) => run(['menu', ...argv]),
    run,
    file: (name: string, content: string | Buffer) => writeFileSync(join(cwd, name), content),
    /** Puts menus in place behind wxadmin's back. */
    place: (menus: Json) => server.post('/sandbox/menu', menus),
    fault: (fault: string) => server.post('/sandbox/faults', JSON.stringify(fault)),
    mend: () => server.send('/sandbox/faults', { method: 'DELETE' }),
    /** Pushes menu.json to a platform that answers each path with these, one after the other, and else with success. */
    pushTo: async (script: Readonly<Record<string, readonly object[]>>) => {
      const answers = Object.entries(script).map(([path, replies]) => [`/cgi-bin/${path}`, replies])
      const { url } = await platform({
        answers: {
          ...Object.fromEntries(answers),
          '/cgi-bin/stable_token': { access_token: 'token-of-a-fake', expires_in: 7200 },
        },
        else: () => ({ errcode: 0, errmsg: 'ok' }),
      })
      return run(['menu', 'push', 'menu.json'], { env: { WXADMIN_API_BASE: url } })
    },
    live: () => server.api('/cgi-bin/menu/get'),
    /** Requests received since the last time it was asked, by the end of their path. */
    calls: counter(() => server.send('/sandbox/calls')),
  }
}

function counter(read: () => Promise<Json>) {
  let former: Json = {}
  return async (): Promise<Record<string, number>> => {
    const now = await read()
    const entries = Object.entries(now).map(
      ([path, count]) => [path.replace('/cgi-bin/', ''), Number(count) - Number(former[path] ?? 0)] as const,
    )
    former = now
    return Object.fromEntries(entries.filter(([, count]) => count > 0))
  }
}

/** A menu file with one button for each key. */
export function keys(...names: string[]): string {
  return JSON.stringify({ button: names.map((key) => ({ name: key, type: 'click', key })) })
}

/** A menu file with a default menu and conditional menus, each a tag id and a key. */
export function conditionals(...menus: (readonly [tag: string, key: string])[]): string {
  const leaf = (key: string) => ({ name: key, type: 'click', key })
  const conditionalmenu = menus.map(([tag, key]) => ({ matchrule: { tag_id: tag }, button: [leaf(key)] }))
  return JSON.stringify({ button: [leaf('default')], conditionalmenu })
}
