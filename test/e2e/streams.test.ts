import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  bareEnv,
  callsOf,
  ending,
  program,
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
    const directory = temporaryDirectory()
    const file = join(directory, 'many.yaml')
    const menu = `button:\n${'  - { name: 今, type: clik, key: k }\n'.repeat(2000)}`
    writeFileSync(file, menu)
    const argv = ['menu', 'validate', '--json', ...Array.from({ length: 10 }, () => file)]
    const { code, stdout } = await runProgram(argv)
    expect(code).toBe(65)
    expect(stdout.length).toBeGreaterThan(5_000_000)
    expect(JSON.parse(stdout).errors).toBeGreaterThan(20_000)
  })

  test.runIf(process.platform !== 'win32')('a reader that goes away ends it quietly with 0', async () => {
    const home = temporaryDirectory()
    const command = `"${process.execPath}" "${program}" help environment | head -n 1; echo "\${PIPESTATUS[0]}"`
    const child = spawn('bash', ['-c', command], { env: bareEnv(home) })
    const { stdout, stderr } = await ending(child)
    expect(stdout.trim().split('\n').at(-1)).toBe('0')
    expect(stderr).toBe('')
  })

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
