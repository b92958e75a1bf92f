import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { runProgram, sandboxProcess, startProgram } from '../support/program'
import { temporaryDirectory } from '../support/run'

const FOLLOWER = 'oSandbox_alice_0123456789abc'
const STRANGER = 'oSandbox_frank_0123456789abc'

type Json = Record<string, unknown>

/** A sandbox, and `wxadmin serve` as the endpoint of its account. */
async function world(mode: 'plain' | 'safe') {
  const box = await sandboxProcess()
  const directory = temporaryDirectory()
  const env = { HOME: directory, ...box.env }
  const ready = join(directory, 'serve.json')
  const argv = ['serve', '--mode', mode, '--port', '0', '--ready-file', ready, '--json']
  const { child, ended } = startProgram(argv, { env })
  let printed = ''
  child.stdout?.on('data', (text) => {
    printed += text
  })
  onTestFinished(async () => {
    child.kill('SIGTERM')
    await ended
  })
  const { url } = await vi.waitFor(() => JSON.parse(readFileSync(ready, 'utf8')) as { url: string }, 10_000)
  const kept = JSON.parse(readFileSync(join(directory, '.config', 'wxadmin', 'callback.json'), 'utf8'))
  const post = async (path: string, body: Json): Promise<Json> => {
    const response = await fetch(`${box.url}/sandbox/${path}`, { method: 'POST', body: JSON.stringify(body) })
    return (await response.json()) as Json
  }
  return {
    url,
    post,
    values: Object.values(kept.values)[0] as { token: string; aesKey?: string },
    run: async (...args: string[]) => {
      const { code, stdout, stderr } = await runProgram([...args, '--json'], { env })
      expect(code, stderr).toBe(0)
      return JSON.parse(stdout) as Json
    },
    pushes: () =>
      printed
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Json)
        .filter(({ type }) => type === 'push'),
  }
}

describe.each(['plain', 'safe'] as const)('a code that is scanned, in %s mode', (mode) => {
  test('arrives at serve as SCAN of a follower, and as subscribe of who follows by it', async () => {
    const { url, post, values, run, pushes } = await world(mode)
    expect(await post('callback', { url, mode, ...values })).not.toHaveProperty('error')
    const { ticket, events } = await run('qrcode', 'create', 'shop-12', '--expire', '3600')

    const scanned = await post('scan', { ticket, user: FOLLOWER })
    expect(scanned).toMatchObject({ event: 'SCAN', eventKey: 'shop-12', status: 200 })
    expect(scanned.reply).toContain('<MsgType><![CDATA[text]]></MsgType>')
    await post('scan', { ticket, user: STRANGER })
    await vi.waitFor(() => expect(pushes()).toHaveLength(2), 5000)
    expect(pushes()).toMatchObject([
      { kind: 'event/SCAN', from: FOLLOWER, summary: 'shop-12', status: 200, encrypted: mode === 'safe' },
      { kind: 'event/subscribe', from: STRANGER, summary: 'qrscene_shop-12', status: 200 },
    ])
    expect(events).toEqual({
      scan: { Event: 'SCAN', EventKey: 'shop-12' },
      subscribe: { Event: 'subscribe', EventKey: 'qrscene_shop-12' },
    })
  })
})
