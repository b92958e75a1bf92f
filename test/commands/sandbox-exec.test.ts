import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ensureBuilt } from '../../.config/fresh.mjs'
import { childEnv } from '../../src/commands/sandbox/exec'
import { makePlayground, windowsShim } from '../../src/commands/sandbox/playground'
import { temporaryDirectory, wxadmin } from '../support/run'

ensureBuilt(join(import.meta.dirname, '../..')) // the child finds the built wxadmin on its PATH

/** Runs JavaScript as the child. */
const exec = (script: string, world: Parameters<typeof wxadmin>[1] = {}, ...flags: string[]) =>
  wxadmin(['sandbox', 'exec', ...flags, '--', process.execPath, '-e', script], {
    ...world,
    env: { PATH: process.env.PATH, ...world.env },
  })

describe('wxadmin sandbox exec', () => {
  test('the child speaks with the sandbox through its environment; its output is passed through', async () => {
    const { code, stdout, stderr } = await exec(`
      const { WXADMIN_API_BASE: base, WXADMIN_APPID: appid, WXADMIN_SECRET: secret } = process.env
      fetch(base + '/cgi-bin/token?' + new URLSearchParams({ grant_type: 'client_credential', appid, secret }))
        .then((answer) => answer.json())
        .then(({ expires_in }) => { console.log(expires_in); console.error('said') })`)
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '7200\n', stderr: 'said\n' })
  })

  test.each([0, 1, 2, 64, 255])('exit code %i is passed on', async (wanted) => {
    expect((await exec(`process.exit(${wanted})`)).code).toBe(wanted)
  })

  test.runIf(process.platform !== 'win32').each([
    ['SIGTERM', 143],
    ['SIGKILL', 137],
    ['SIGINT', 130],
  ])('%s: %i, as shells say it', async (signal, wanted) => {
    expect((await exec(`process.kill(process.pid, '${signal}'); setTimeout(() => {}, 9e3)`)).code).toBe(
      wanted,
    )
  })

  test('stdin reaches the child', async () => {
    const { stdout } = await exec('process.stdin.pipe(process.stdout)', { stdin: '菜单' })
    expect(stdout).toBe('菜单')
  })

  test('flags after -- belong to the child', async () => {
    const script = 'console.log(process.argv.slice(1).join())'
    const flags = ['--', '--json', '--lang', 'xx', '--fault', '-q']
    const { stdout, code } = await wxadmin([
      'sandbox',
      'exec',
      '--',
      process.execPath,
      '-e',
      script,
      ...flags,
    ])
    expect([code, stdout]).toEqual([0, '--json,--lang,xx,--fault,-q\n'])
  })

  test('from its first word on everything is the command’s own, also without --', async () => {
    const script = 'console.log(process.argv.slice(1).join())'
    const { stdout, code } = await wxadmin([
      '--lang',
      'en',
      'sandbox',
      'exec',
      '--fault',
      '*=busy',
      process.execPath,
      '-e',
      script,
      'token',
      '--json',
      '-a',
      'x',
      '--',
      '-q',
    ])
    expect([code, stdout]).toEqual([0, 'token,--json,-a,x,--,-q\n'])
  })

  test("nobody's account, token or store comes along", async () => {
    const own = temporaryDirectory()
    const env = {
      WXADMIN_ACCOUNT: 'prod',
      WXADMIN_ACCESS_TOKEN: 'secret-token',
      WXADMIN_CALLBACK_TOKEN: 'callback42',
      WXADMIN_AES_KEY: 'k'.repeat(43),
      WXADMIN_MODE: 'safe',
      WXADMIN_APPID: 'wx0123456789abcdef',
      WXADMIN_CONFIG_DIR: own,
      HTTP_PROXY: 'http://127.0.0.1:9',
      NO_PROXY: 'example.com',
    }
    const { stdout } = await exec('console.log(JSON.stringify(process.env))', { env })
    const seen = JSON.parse(stdout)
    expect(seen).not.toHaveProperty('WXADMIN_ACCOUNT')
    expect(seen).not.toHaveProperty('WXADMIN_ACCESS_TOKEN')
    expect(seen).not.toHaveProperty('WXADMIN_CALLBACK_TOKEN')
    expect(seen).not.toHaveProperty('WXADMIN_AES_KEY')
    expect(seen).not.toHaveProperty('WXADMIN_MODE')
    expect(seen.WXADMIN_APPID).toBe('wx5a4db0c5a4db0c01')
    expect(seen.WXADMIN_CONFIG_DIR).not.toBe(own)
    expect(seen.NO_PROXY).toBe('example.com,127.0.0.1,localhost')
    expect(existsSync(seen.WXADMIN_CONFIG_DIR)).toBe(false) // it is gone with the child
  })

  test('--fault strikes in it', async () => {
    const script = `fetch(process.env.WXADMIN_API_BASE + '/cgi-bin/token').then((answer) => console.log(answer.status))`
    expect((await exec(script, {}, '--fault', 'token=status:503')).stdout).toBe('503\n')
  })

  test('a command that does not exist: 127 and a word about it', async () => {
    const { code, stdout, stderr } = await wxadmin(['sandbox', 'exec', '--', 'no-such-program-here'], {
      env: { PATH: process.env.PATH },
    })
    expect([code, stdout]).toEqual([127, ''])
    expect(stderr).toContain('Cannot run no-such-program-here: there is no such command\n')
  })

  test.runIf(process.platform !== 'win32')('a file that cannot be run: 126', async () => {
    const file = join(temporaryDirectory(), 'data')
    writeFileSync(file, 'x', { mode: 0o600 })
    expect((await wxadmin(['sandbox', 'exec', '--', file])).code).toBe(126)
  })

  test.runIf(process.platform !== 'win32').each(['SIGTERM', 'SIGINT'] as const)(
    '%s is passed on',
    async (name) => {
      const [directory, stop] = [temporaryDirectory(), new AbortController()]
      const script = `
      process.on('${name}', () => { console.log('tidied up'); process.exit(7) })
      require('node:fs').writeFileSync('up', ''); setInterval(() => {}, 1000)`
      const ended = exec(script, { cwd: directory, signal: stop.signal })
      await expect.poll(() => existsSync(join(directory, 'up')), { timeout: 10_000 }).toBe(true)
      stop.abort(name)
      expect(await ended).toMatchObject({ code: 7, stdout: 'tidied up\n' })
    },
  )

  test('a signal before it starts: nothing is started', async () => {
    const outcome = await exec(`console.log('started')`, { signal: AbortSignal.abort('SIGTERM') })
    expect(outcome).toMatchObject({ code: 143, stdout: '' })
  })

  test('nothing to run is a usage error', async () => {
    expect((await wxadmin(['sandbox', 'exec'])).code).toBe(64)
  })
})

describe('the wxadmin on the PATH of the child', () => {
  test.runIf(process.platform !== 'win32')('runs this program, whatever stands in its path', async () => {
    const script = join(temporaryDirectory(), "it's $HOME.js")
    writeFileSync(script, 'console.log(JSON.stringify(process.argv.slice(2)))')
    const playground = await makePlayground([process.execPath, script])
    const out = execFileSync(join(playground.bin, 'wxadmin'), ['a b', '$x', "'"], { encoding: 'utf8' })
    expect(JSON.parse(out)).toEqual(['a b', '$x', "'"])
    await playground.remove()
    expect(existsSync(playground.bin)).toBe(false)
  })

  test('has a form for Windows', async () => {
    expect(windowsShim(['C:\\Program Files\\node.exe', 'C:\\100%\\wxadmin.js'])).toBe(
      '@"C:\\Program Files\\node.exe" "C:\\100%%\\wxadmin.js" %*\r\n',
    )
    const { bin, remove } = await makePlayground(['node'])
    expect(readFileSync(join(bin, 'wxadmin.cmd'), 'utf8')).toContain('"node"')
    await remove()
  })

  test('comes first, also where the variable is called Path', () => {
    const playground = { bin: 'B', config: 'C', remove: () => Promise.resolve() }
    const env = childEnv({ Path: 'P' }, { WXADMIN_APPID: 'a' }, playground)
    expect(env.Path).toMatch(/^B[:;]P$/)
    expect(env).not.toHaveProperty('PATH')
  })
})
