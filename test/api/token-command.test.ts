import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../support/run'
import { deadPort } from '../support/scripted-platform'
import { clientUnderTest, failure } from './client-under-test'

/** A client whose token comes from a Node script, in a directory of its own. */
async function fromScript(
  script: string,
  { timeoutMs = 5000, now = Date.now, signal = new AbortController().signal, env = {} } = {},
) {
  const directory = temporaryDirectory()
  writeFileSync(join(directory, 'token.cjs'), script)
  const base = `http://127.0.0.1:${await deadPort()}`
  const values = {
    tokenSource: `command:"${process.execPath}" token.cjs`,
    secret: undefined,
    timeoutMs,
  } as const
  return clientUnderTest(base, values, { directory, now, signal, env })
}

describe('a token command', () => {
  test('runs in the working directory with the environment, needs no secret and no call', async () => {
    const { client } = await fromScript('console.log(`${process.env.STAGE}-token`)', {
      env: { STAGE: 'test' },
    })
    expect(await client.token()).toMatchObject({ token: 'test-token', cached: false })
    expect(client.calls).toBe(0)
  })

  test("may print WeChat's own answer", async () => {
    const now = 1_800_000_000_000
    const script = 'process.stdout.write(JSON.stringify({access_token:"abc-def",expires_in:"600"}))'
    const { client } = await fromScript(script, { now: () => now })
    expect(await client.token()).toEqual({ token: 'abc-def', expiresAt: now + 600_000, cached: false })
  })

  test('that says nothing of the life is asked again after a minute', async () => {
    let now = Date.now()
    const script =
      'const fs=require("fs");fs.appendFileSync("runs","x");console.log("run-"+fs.readFileSync("runs").length)'
    const { client } = await fromScript(script, { now: () => now })
    expect((await client.token()).token).toBe('run-1')
    now += 50_000
    expect((await client.token()).token).toBe('run-1')
    now += 15_000
    expect((await client.token()).token).toBe('run-2')
  })

  test('may talk on stderr, which is traced without the token', async () => {
    const { client, traces } = await fromScript(
      'console.error("unlocking");console.error("got secret-token-1");console.log("secret-token-1")',
    )
    await client.token()
    expect(traces).toEqual(['unlocking', 'got ***'])
  })

  test.each([
    ['nothing', '', 'stdout: 0 bytes'],
    ['a message', 'console.log("please log in")', 'stdout: token?'],
    ['two lines', 'console.log("abc\\ndef")', 'stdout: token?'],
    ['something far too long', 'console.log("x".repeat(5000))', 'stdout: > 4096 bytes'],
    ['half an object', 'console.log("{\\"access_token\\":")', 'stdout: JSON?'],
    ['an object without token', 'console.log("{}")', 'stdout: access_token?'],
    [
      'an object with a bad life',
      'console.log(`{"access_token":"a","expires_in":-1}`)',
      'stdout: expires_in?',
    ],
    ["WeChat's refusal", 'console.log(`{"errcode":40125,"errmsg":"invalid appsecret"}`)', 'errcode 40125'],
    ['a token but fails', 'console.log("abc");process.exitCode=3', 'exit 3'],
  ])('that prints %s fails with 4', async (_name, script, reason) => {
    const { client } = await fromScript(script)
    expect(await failure(client.token())).toMatchObject({
      code: 'TOKEN_COMMAND_FAILED',
      exitCode: 4,
      params: { reason },
    })
  })

  test('that does not end is ended', async () => {
    const { client } = await fromScript('setTimeout(() => undefined, 20000)', { timeoutMs: 100 })
    expect(await failure(client.token())).toMatchObject({
      code: 'TOKEN_COMMAND_FAILED',
      params: { reason: 'timeout 0.1 s' },
    })
  })

  test('ends with the run', async () => {
    const stop = new AbortController()
    const { client } = await fromScript('setTimeout(() => undefined, 20000)', { signal: stop.signal })
    setTimeout(() => stop.abort('SIGINT'), 30)
    expect(await failure(client.token())).toMatchObject({ code: 'INTERRUPTED' })
  })

  test.runIf(process.platform !== 'win32').each(['time-out', 'signal'])(
    'is ended at a %s with all that it started',
    async (how) => {
      const stop = new AbortController()
      const directory = temporaryDirectory()
      const pidFile = join(directory, 'pid')
      const script = `
        const { spawn } = require('node:child_process')
        const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20000)'], { stdio: 'ignore' })
        require('node:fs').writeFileSync(${JSON.stringify(pidFile)}, String(child.pid))
        setTimeout(() => {}, 20000)`
      const { client } = await fromScript(script, {
        timeoutMs: how === 'signal' ? 20_000 : 2000,
        signal: stop.signal,
      })
      const failed = failure(client.token())
      await expect.poll(() => existsSync(pidFile), { timeout: 10_000 }).toBe(true)
      if (how === 'signal') stop.abort('SIGINT')
      expect(await failed).toMatchObject({ code: how === 'signal' ? 'INTERRUPTED' : 'TOKEN_COMMAND_FAILED' })
      await expect.poll(() => isAlive(Number(readFileSync(pidFile, 'utf8')))).toBe(false)
    },
  )

  test('is not handed our secrets', async () => {
    const script =
      'console.log(Object.keys(process.env).filter((name) => /wxadmin/i.test(name)).sort().join())'
    const { client } = await fromScript(script, {
      env: {
        WXADMIN_APPID: 'wx0123456789abcdef',
        WXADMIN_SECRET: 'x',
        WXADMIN_AES_KEY: 'x',
        WXADMIN_CALLBACK_TOKEN: 'x',
        WXADMIN_ACCESS_TOKEN: 'x',
      },
    })
    expect((await client.token()).token).toBe('WXADMIN_APPID')
  })

  test('that does not exist fails', async () => {
    const values = { tokenSource: 'command:no-such-program-here', secret: undefined } as const
    const { client } = clientUnderTest('http://127.0.0.1:9', values)
    expect(await failure(client.token())).toMatchObject({ code: 'TOKEN_COMMAND_FAILED' })
  })
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // A child that nobody has waited for yet is dead all the same.
    return !/^State:\s+Z/m.test(existsSync('/proc') ? readFileSync(`/proc/${pid}/status`, 'utf8') : '')
  } catch {
    return false
  }
}
