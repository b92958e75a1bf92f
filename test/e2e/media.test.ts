import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { png } from '../support/media'
import { callsOf, runProgram, sandboxProcess, startProgram } from '../support/program'
import { temporaryDirectory } from '../support/run'

const UPLOAD = '/cgi-bin/material/add_material'

async function world(...flags: string[]) {
  const sandbox = await sandboxProcess(...flags)
  const cwd = temporaryDirectory()
  const store = join(cwd, 'store')
  const env = { ...sandbox.env, HOME: cwd, WXADMIN_CONFIG_DIR: store }
  writeFileSync(join(cwd, 'poster.png'), png(3 * 1024 * 1024))
  return {
    cwd,
    env,
    uploads: async () => (await callsOf(sandbox))[UPLOAD] ?? 0,
    upload: () => startProgram(['media', 'upload', 'poster.png'], { cwd, env }),
    remembered: () =>
      readdirSync(join(store, 'media'), { recursive: true }).filter((name) => String(name).endsWith('.json')),
    mend: () => fetch(`${sandbox.url}/sandbox/faults`, { method: 'DELETE' }),
  }
}

describe('the built program', () => {
  test('uploads a large file', async () => {
    const { cwd, env } = await world()
    const { code, stdout } = await runProgram(['media', 'upload', 'poster.png', '--json'], { cwd, env })
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ type: 'image', uploaded: true })
  })

  test('in four processes at once uploads once', async () => {
    const { upload, uploads } = await world('--fault', 'material/add_material=latency:500')
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => upload().ended))
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0, 0])
    expect(new Set(outcomes.map(({ stdout }) => stdout)).size).toBe(1)
    expect(await uploads()).toBe(1)
  })

  test('killed in the middle has remembered nothing, and the next one uploads', async () => {
    const { upload, uploads, remembered, mend } = await world('--fault', 'material/add_material=hang')
    const { child, ended } = upload()
    while ((await uploads()) === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    child.kill('SIGKILL')
    await ended
    expect(remembered()).toEqual([])
    await mend()
    const next = await upload().ended // once the lock that was left behind counts for nothing
    expect(next.code).toBe(0)
    expect(remembered()).toHaveLength(1)
  })
})
