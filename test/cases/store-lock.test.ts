import { existsSync, mkdirSync, readdirSync, rmdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tryLock, withLock } from '../../src/store/lock'
import { runProgram, startProgram } from '../support/program'
import { temporaryDirectory, wxadmin } from '../support/run'
import { platform } from '../support/scripted-platform'
import { kind } from './kind'

const YEAR_MS = 365 * 86_400_000
const APPID = 'wx0123456789abcdef'

/** How far its date is from now, in milliseconds. */
const dates: Readonly<Record<string, number>> = {
  'a year ahead': YEAR_MS,
  'an hour ahead': 3_600_000,
  'of this moment': 0,
  'an hour ago': -3_600_000,
  'of 1970': -Date.now(),
}

/**
 * The check of a table whose rows wait for seconds each: all are done at once, while the first row runs, and each row
 * fails for itself.
 */
function together<Row>(
  rows: Readonly<Record<string, Row>>,
  check: (row: Row, name: string) => Promise<void>,
) {
  let all: Promise<Map<string, PromiseSettledResult<void>>> | undefined
  const start = async () => {
    const names = Object.keys(rows)
    const results = await Promise.allSettled(Object.entries(rows).map(([name, row]) => check(row, name)))
    return new Map(results.map((result, index) => [names[index] ?? '', result]))
  }
  return async (_: Row, name: string) => {
    all ??= start()
    const result = (await all).get(name)
    if (result?.status !== 'fulfilled') throw result?.reason
  }
}

function leaveLock(path: string, offset: number): string {
  const lock = `${path}.lock`
  mkdirSync(lock)
  const time = (Date.now() + offset) / 1000
  utimesSync(lock, time, time)
  return lock
}

const takenOver = together(dates, async (offset) => {
  const path = join(temporaryDirectory(), 'x')
  const lock = leaveLock(path, offset)
  expect(await tryLock(path)).toBeUndefined() // it has to be watched first
  expect(await withLock(path, { waitMs: 20_000 }, async () => 'done')).toBe('done')
  expect(existsSync(lock)).toBe(false)
})
kind('a lock that nobody renews is taken over, whatever its date', dates, takenOver)

const keptRenewed = together(dates, async (offset) => {
  const path = join(temporaryDirectory(), 'x')
  const lock = leaveLock(path, offset)
  let ticks = 0
  const renewing = setInterval(() => {
    const time = (Date.now() + offset) / 1000 + ticks++ / 1000
    utimesSync(lock, time, time)
  }, 500)
  try {
    await expect(withLock(path, { waitMs: 7000 }, async () => 'done')).rejects.toMatchObject({
      code: 'STORE_LOCKED',
      params: { lock },
    })
  } finally {
    clearInterval(renewing)
  }
  expect(existsSync(lock)).toBe(true)
})
kind('a lock that is renewed is kept, whatever its date', dates, keptRenewed)

test('a lock whose owner sets the same time again is renewed as well', async () => {
  const path = join(temporaryDirectory(), 'x')
  const lock = leaveLock(path, 0)
  const renewing = setInterval(() => utimesSync(lock, 1, 1), 500)
  try {
    await expect(withLock(path, { waitMs: 6000 }, async () => 'done')).rejects.toMatchObject({
      code: 'STORE_LOCKED',
    })
  } finally {
    clearInterval(renewing)
  }
})

const languages = { English: 'en', Chinese: 'zh', JSON: 'en' }
kind(
  'a lock that cannot be removed is named with its directory, in both languages',
  languages,
  together<string>(languages, async (language, name) => {
    const directory = temporaryDirectory()
    const lock = join(directory, 'accounts.json.lock')
    mkdirSync(join(lock, 'something'), { recursive: true })
    const argv = ['account', 'add', 'prod', '--appid', APPID, '--secret-stdin', '--lang', language]
    const env = { WXADMIN_CONFIG_DIR: directory }
    const more = name === 'JSON' ? ['--json'] : []
    const { code, stderr } = await wxadmin([...argv, ...more], { env, stdin: 'f'.repeat(32) })
    expect(code).toBe(1)
    expect(stderr).toContain(lock)
    if (name !== 'JSON') expect(stderr).toContain(`rmdir "${lock}"`)
  }),
)

const killed: Readonly<Record<string, readonly string[]>> = {
  token: ['token'],
  'token refresh': ['token', 'refresh'],
  'menu push': ['menu', 'push', 'menus/main.yaml', '--yes'],
}
kind(
  'a lock of a process that was killed is taken over in a few seconds',
  killed,
  together(killed, async (argv) => {
    const directory = temporaryDirectory()
    let hangs = true
    const { url, seen } = await platform(() => {
      if (hangs) return () => undefined
      return { access_token: 'T'.repeat(100), expires_in: 7200 }
    })
    const own = { WXADMIN_APPID: APPID, WXADMIN_SECRET: 'f'.repeat(32), WXADMIN_API_BASE: url }
    const env = { HOME: directory, WXADMIN_CONFIG_DIR: directory, ...own }
    const first = startProgram(argv, { env })
    while (seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    first.child.kill('SIGKILL')
    await first.ended
    const locks = () => readdirSync(join(directory, 'tokens')).filter((name) => name.endsWith('.lock'))
    expect(locks()).toHaveLength(1)
    hangs = false
    const second = await runProgram(['token'], { env })
    expect(second).toMatchObject({ code: 0, stdout: `${'T'.repeat(100)}\n` })
    expect(locks()).toEqual([])
  }),
)

test('a process that was stopped together with the owner does not take its lock when both go on', async () => {
  const path = join(temporaryDirectory(), 'x')
  const lock = leaveLock(path, 0)
  expect(await tryLock(path)).toBeUndefined()
  const now = performance.now.bind(performance)
  performance.now = () => now() + 60_000 // as after Ctrl-Z and fg a minute later
  try {
    expect(await tryLock(path)).toBeUndefined()
  } finally {
    performance.now = now
  }
  expect(existsSync(lock)).toBe(true)
  rmdirSync(lock)
})
