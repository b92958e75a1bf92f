// The start-up bars: what a command costs beside bare `node -e 0`.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compare, environment, program, sleep, start, withDirectory } from './measure.mjs'

const FLOOR = ['-e', '0']

export async function startup(rounds) {
  return withDirectory(async (directory) => {
    const env = environment(directory)
    const rows = []
    const bar = (name, limit, args, inEnv = env) => {
      const { ms, floor, ratio } = compare([program, ...args], FLOOR, inEnv, rounds)
      rows.push({
        name,
        measured: ratio,
        limit: `≤ ${limit}`,
        ok: ratio <= limit,
        note: `${ms.toFixed(0)} ms / ${floor.toFixed(0)} ms`,
      })
    }
    bar('wxadmin --version', 1.15, ['--version'])
    bar('wxadmin --help', 1.5, ['--help'])

    await withSandbox(directory, async (sandboxEnv) => {
      const inSandbox = { ...env, ...sandboxEnv }
      await start(['token'], inSandbox).ended
      bar('wxadmin token, cached', 1.4, ['token'], inSandbox)
      bar('wxadmin menu validate menus/main.yaml', 1.8, ['menu', 'validate', 'menus/main.yaml'])
      await start(['menu', 'push', 'menus/main.yaml'], inSandbox).ended
      bar(
        'wxadmin menu push, up to date, sandbox running',
        2.5,
        ['menu', 'push', 'menus/main.yaml'],
        inSandbox,
      )
    })
    return rows
  })
}

/** A sandbox in a process of its own while `use` runs. */
export async function withSandbox(directory, use) {
  const ready = join(directory, 'ready.json')
  const { child, ended } = start(['sandbox', '--port', '0', '--ready-file', ready], environment(directory))
  try {
    while (!existsSync(ready)) {
      if (child.exitCode !== null) throw new Error(`the sandbox ended: ${(await ended).errors}`)
      await sleep(20)
    }
    return await use(JSON.parse(readFileSync(ready, 'utf8')).env)
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}
