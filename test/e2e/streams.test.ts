import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import {
  bareEnv,
  callsOf,
  ending,
  program,
  projectRoot,
  runProgram,
  sandboxProcess,
  startProgram,
} from '../support/program'
import { temporaryDirectory } from '../support/run'

describe('streams', () => {
  test('--version is one line', async () => {
    const { version } = await import('../../package.json')
    expect(await runProgram(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
  })

  test('several megabytes arrive whole through a pipe', async () => {
    const answer = JSON.stringify({
      list: Array.from({ length: 100_000 }, (_, id) => ({ id, name: `用户${id}`, tags: [1, 2] })),
    })
    const server = createServer((_request, response) => response.end(answer))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const env = { WXADMIN_APPID: 'wx0123456789abcdef', WXADMIN_API_BASE: `http://127.0.0.1:${port}` }
    const outcome = await runProgram(['api', 'GET', '/cgi-bin/big', '--no-token'], { env })
    expect(outcome.code).toBe(0)
    expect(outcome.stdout.length).toBeGreaterThan(4_000_000)
    expect(outcome.stdout).toBe(`${answer}\n`)
  })

  test.runIf(process.platform !== 'win32')('a reader that goes away ends it quietly with 0', async () => {
    const home = temporaryDirectory()
    const command = `"${process.execPath}" "${program}" help environment | head -n 1; echo "\${PIPESTATUS[0]}"`
    const child = spawn('bash', ['-c', command], { env: bareEnv(home) })
    const { stdout, stderr } = await ending(child)
    expect(stdout.trim().split('\n').at(-1)).toBe('0')
    expect(stderr).toBe('')
  })

  test.runIf(process.platform !== 'win32').each(['2>&1 | head -n 1', '2> >(head -n 1)'])(
    'a reader that goes away does not stop what the command does: menu push … %s',
    async (redirection) => {
      const home = temporaryDirectory()
      const run = `"${process.execPath}" "${program}"`
      const command = `${run} -a sandbox menu push menus/conditional.yaml ${redirection}; ${run} -a sandbox menu get --json`
      const child = spawn('bash', ['-c', command], { env: bareEnv(home), cwd: projectRoot })
      const { stdout } = await ending(child)
      expect(JSON.parse(stdout.slice(stdout.indexOf('{'))).conditionalmenu).toHaveLength(2)
    },
  )

  test.runIf(process.platform === 'linux').each([[['--version']], [['explain', '40164']]])(
    'a result that cannot be written is an error, not a stack: %j > /dev/full',
    async (argv) => {
      const command = `"${process.execPath}" "${program}" ${argv.join(' ')} > /dev/full`
      const { code, stderr } = await ending(
        spawn('bash', ['-c', command], { env: bareEnv(temporaryDirectory()) }),
      )
      expect(code).toBe(1)
      expect(stderr).not.toContain('    at ')
    },
  )

  test.runIf(process.platform !== 'win32').each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s stops the sandbox with %i', async (signal, code) => {
    const file = join(temporaryDirectory(), 'ready.json')
    const { child, ended } = startProgram(['sandbox', '--port', '0', '--ready-file', file, '--json'])
    await new Promise((resolve) => child.stdout?.once('data', resolve))
    child.kill(signal)
    const outcome = await ended
    expect(outcome.code).toBe(code)
    expect(
      outcome.stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line).type),
    ).toContain('ready')
  })

  test('an interrupted call ends with 130 and says so', async () => {
    const sandbox = await sandboxProcess('--fault', '*=hang')
    const { child, ended } = startProgram(['token'], { env: sandbox.env })
    await expect
      .poll(async () => (await callsOf(sandbox))['/cgi-bin/stable_token'], { timeout: 10_000 })
      .toBe(1)
    child.kill('SIGINT')
    expect(await ended).toMatchObject({ code: process.platform === 'win32' ? -1 : 130 })
  })
})
