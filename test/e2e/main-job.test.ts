import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bareEnv, callsOf, ending, projectRoot, runProgram, sandboxProcess } from '../support/program'
import { temporaryDirectory } from '../support/run'

const WRITES = ['/cgi-bin/menu/create', '/cgi-bin/menu/addconditional', '/cgi-bin/menu/delconditional']

describe('the main job, with an empty home', () => {
  test('the README’s first command pushes menus/main.yaml; the second run says it is up to date and writes nothing', async () => {
    const env = { HOME: temporaryDirectory() }
    const push = ['-a', 'sandbox', 'menu', 'push', 'menus/main.yaml']
    const first = await runProgram(push, { env })
    expect(first).toMatchObject({ code: 0 })
    expect(first.stdout + first.stderr).toContain('今日歌曲')

    const calls = async () =>
      JSON.parse((await runProgram(['sandbox', 'show', '--json'], { env })).stdout).calls
    const before = await calls()
    const second = await runProgram(push, { env })
    expect(second).toMatchObject({ code: 0 })
    expect(second.stdout).toContain('up to date')
    const after = await calls()
    for (const path of WRITES) expect(after[path]).toBe(before[path])
    expect(after['/cgi-bin/menu/get'] - before['/cgi-bin/menu/get']).toBe(1)
    expect(after['/cgi-bin/stable_token']).toBe(before['/cgi-bin/stable_token'])
  })

  test('npm start is that command: run twice it says the second time that all is up to date', async () => {
    const home = temporaryDirectory()
    const start = () => {
      const env = bareEnv(home, { npm_config_update_notifier: 'false', npm_config_cache: join(home, 'npm') })
      return ending(spawn('npm start', { shell: true, cwd: projectRoot, env }))
    }
    const first = await start()
    expect(first).toMatchObject({ code: 0 })
    expect(first.stdout).toContain('> node bin/wxadmin.js -a sandbox menu push menus/main.yaml')
    expect(first.stdout + first.stderr).toContain('今日歌曲')
    const second = await start()
    expect(second).toMatchObject({ code: 0 })
    expect(second.stdout).toContain('up to date')
  })

  test('init in an empty directory writes the menu that comes with the program, ready to push', async () => {
    const cwd = temporaryDirectory()
    const env = { HOME: temporaryDirectory() }
    expect(await runProgram(['init', '--name', 'sandbox'], { cwd, env })).toMatchObject({ code: 0 })
    const withoutComments = (file: string) => readFileSync(file, 'utf8').replace(/^#.*\n/gm, '')
    expect(withoutComments(join(cwd, 'menu.yaml'))).toBe(
      withoutComments(join(projectRoot, 'menus/main.yaml')),
    )
    const pushed = await runProgram(['-a', 'sandbox', 'menu', 'push', 'menu.yaml'], { cwd, env })
    expect(pushed).toMatchObject({ code: 0 })
  })

  test('CI: two variables, no store and no terminal', async () => {
    const sandbox = await sandboxProcess()
    const { WXADMIN_APPID, WXADMIN_SECRET, WXADMIN_API_BASE } = sandbox.env
    expect(WXADMIN_API_BASE).toBe(`http://127.0.0.1:${sandbox.port}`)
    const env = { WXADMIN_APPID, WXADMIN_SECRET, WXADMIN_API_BASE, CI: 'true', HOME: temporaryDirectory() }
    const pushed = await runProgram(['menu', 'push', 'menus/main.yaml'], { env })
    expect(pushed).toMatchObject({ code: 0 })
    const again = await runProgram(['menu', 'push', 'menus/main.yaml', '--json'], { env })
    expect(JSON.parse(again.stdout)).toMatchObject({ upToDate: true, changed: false })
    expect(await callsOf(sandbox)).toMatchObject({ '/cgi-bin/menu/create': 1, '/cgi-bin/stable_token': 1 })
  })

  test('CI on a read-only home: the push works and says that the token was not kept', async () => {
    const sandbox = await sandboxProcess()
    const notADirectory = join(projectRoot, 'package.json')
    const env = { ...sandbox.env, WXADMIN_CONFIG_DIR: join(notADirectory, 'store') }
    const got = await runProgram(['token'], { env })
    expect(got.code).toBe(0)
    expect(got.stdout).toMatch(/^\S{64,}\n$/)
    expect(got.stderr).toContain('could not be kept')
  })

  test.runIf(process.platform !== 'win32')('the store is 0600 in 0700', async () => {
    const home = temporaryDirectory()
    const dir = join(home, 'store')
    mkdirSync(dir, { mode: 0o755 })
    const env = { HOME: home, WXADMIN_CONFIG_DIR: dir }
    await runProgram(['-a', 'sandbox', 'menu', 'push', 'menus/main.yaml'], { env })
    await runProgram(['account', 'add', 'a', '--appid', 'wx0123456789abcdef', '--secret-stdin'], {
      env,
      input: '0123456789abcdef0123456789abcdef',
    })
    expect(existsSync(join(dir, 'accounts.json'))).toBe(true)
    const modes = new Map<string, string>()
    const walk = (at: string) => {
      const stat = statSync(at)
      modes.set(at.slice(dir.length), (stat.mode & 0o777).toString(8))
      if (stat.isDirectory()) for (const entry of readdirSync(at)) walk(join(at, entry))
    }
    walk(dir)
    for (const [path, mode] of modes) expect(`${path} ${mode}`).toMatch(/\.json \d*600$|[^.]* 700$/)
  })
})
