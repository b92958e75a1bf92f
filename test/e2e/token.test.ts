import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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

  test('that is cached loads no client: neither axios, nor HTTP, nor the calls of the API', async () => {
    const sandbox = await sandboxProcess()
    const directory = temporaryDirectory()
    const preload = join(directory, 'loaded.cjs')
    // The program reads its chunks itself, past Node's own loader.
    const script = [
      'const fs = require("node:fs"), read = fs.readFileSync, files = []',
      'fs.readFileSync = (file, ...more) => (String(file).endsWith(".cjs") && files.push(file), read(file, ...more))',
      'const all = () => [[...files, ...Object.keys(require.cache)], process.moduleLoadList]',
      'process.on("exit", () => console.error(JSON.stringify(all())))',
    ]
    writeFileSync(preload, script.join('\n'))
    const env = { ...sandbox.env, HOME: directory, NODE_OPTIONS: `--require ${preload}` }
    const loadedBy = async (words: readonly string[]) => {
      const { code, stderr } = await runProgram(words, { env })
      expect(code).toBe(0)
      const [files, builtins] = JSON.parse(stderr.trim().split('\n').at(-1) ?? '') as string[][]
      const holding = (text: string) => files?.some((file) => readFileSync(file, 'utf8').includes(text))
      return {
        axios: holding('AxiosError'),
        calls: holding('SANDBOX_NOT_PLAYED`'),
        http: builtins?.includes('NativeModule http'),
      }
    }
    expect(await loadedBy(['token'])).toEqual({ axios: false, calls: true, http: true })
    expect(await loadedBy(['token'])).toEqual({ axios: false, calls: false, http: false })
    // What is looked for is what there is to find.
    expect(await loadedBy(['api', 'GET', '/cgi-bin/get_api_domain_ip'])).toMatchObject({ axios: true })
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
