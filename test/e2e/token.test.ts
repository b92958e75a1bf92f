import { describe, expect, test } from 'vitest'
import { callsOf, runProgram, sandboxProcess } from '../support/program'
import { temporaryDirectory } from '../support/run'

const times = <T>(count: number, make: () => Promise<T>) => Promise.all(Array.from({ length: count }, make))

describe('token', () => {
  test('prints the token alone', async () => {
    const { code, stdout, stderr } = await runProgram(['-a', 'sandbox', 'token'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^[\w-]{64,}\n$/)
  })

  test('50 at once on a cold cache make one fetch, and all print the same token', async () => {
    const sandbox = await sandboxProcess()
    const env = { ...sandbox.env, HOME: temporaryDirectory() }
    const runs = await times(50, () => runProgram(['token'], { env }))
    expect(new Set(runs.map((run) => `${run.code} ${run.stderr}`))).toEqual(new Set(['0 ']))
    expect(new Set(runs.map((run) => run.stdout)).size).toBe(1)
    expect((await callsOf(sandbox))['/cgi-bin/stable_token']).toBe(1)
  })

  test('20 at once on the built-in sandbox make one fetch as well', async () => {
    const env = { HOME: temporaryDirectory() }
    const runs = await times(20, () => runProgram(['-a', 'sandbox', 'token'], { env }))
    expect(new Set(runs.map((run) => `${run.code} ${run.stdout}`)).size).toBe(1)
    const shown = await runProgram(['sandbox', 'show', '--json'], { env })
    expect(JSON.parse(shown.stdout).calls['/cgi-bin/stable_token']).toBe(1)
  })

  test('a process killed while it fetches does not block the others for long', async () => {
    const sandbox = await sandboxProcess('--fault', '/cgi-bin/stable_token=latency:3000,1')
    const env = { ...sandbox.env, HOME: temporaryDirectory() }
    const { startProgram } = await import('../support/program')
    const first = startProgram(['token'], { env })
    while ((await callsOf(sandbox))['/cgi-bin/stable_token'] !== 1)
      await new Promise((done) => setTimeout(done, 20))
    first.child.kill('SIGKILL')
    await first.ended
    const second = await runProgram(['token'], { env })
    expect(second).toMatchObject({ code: 0, stderr: '' })
  })
})
