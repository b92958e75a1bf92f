import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { OauthStates } from '../../src/store/oauth-states'
import { WebTokens } from '../../src/store/web-tokens'
import { testWith } from '../support/needs'
import { bareEnv, ending, program } from '../support/program'
import { temporaryDirectory } from '../support/run'
import { platform } from '../support/scripted-platform'
import { kind } from './kind'

const APPID = 'wx0123456789abcdef'
const HOUR_MS = 3_600_000
const NOW = Date.UTC(2026, 2, 1)
const withFaketime = testWith('faketime')

/** A platform that numbers its tokens, and the program with a clock that is off by that much. */
async function world(refused = 0, delayMs = 0) {
  const home = temporaryDirectory()
  const spans: { from: number; to: number }[] = []
  const { url, seen } = await platform(async (_, count) => {
    const from = performance.now()
    if (count === 1 && delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs))
    spans.push({ from, to: performance.now() })
    if (count <= refused) return { errcode: 40164, errmsg: 'invalid ip 1.2.3.4' }
    return { access_token: `${count}`.padStart(40, 'T'), expires_in: 7200 }
  })
  const env = bareEnv(home, { WXADMIN_APPID: APPID, WXADMIN_SECRET: 'f'.repeat(32), WXADMIN_API_BASE: url })
  const run = (clock: string, ...argv: string[]) => {
    const words = [process.execPath, program, ...argv]
    const [command = '', ...rest] = clock === '' ? words : ['faketime', '-f', clock, ...words]
    return ending(spawn(command, rest, { env, stdio: ['ignore', 'pipe', 'pipe'] }))
  }
  return { run, seen, spans }
}

interface Runs {
  /** The clock of each run, and how often the platform has been asked after it. */
  readonly runs: readonly (readonly [clock: string, asked: number])[]
}

const tokenRuns: Readonly<Record<string, Runs>> = {
  'fetched a year ahead': {
    runs: [
      ['+1y', 1],
      ['', 2],
      ['', 2],
    ],
  },
  'fetched an hour ahead': {
    runs: [
      ['+1h', 1],
      ['', 2],
      ['', 2],
    ],
  },
  'fetched an hour back': {
    runs: [
      ['-1h', 1],
      ['', 1],
      ['', 1],
    ],
  },
  'looked at a year ahead': {
    runs: [
      ['', 1],
      ['+1y', 2],
      ['', 3],
      ['', 3],
    ],
  },
  'looked at an hour back': {
    runs: [
      ['', 1],
      ['-1h', 2],
      ['', 2],
    ],
  },
}
withFaketime('a cached token counts for no longer than it lives, whatever the clocks said', async () => {
  for (const [name, { runs }] of Object.entries(tokenRuns)) {
    const { run, seen } = await world()
    for (const [clock, asked] of runs) {
      expect(await run(clock, 'token'), name).toMatchObject({ code: 0, stderr: '' })
      expect(seen.length, name).toBe(asked)
    }
  }
})

withFaketime('a refusal under a clock that was ahead is no news once it is right', async () => {
  for (const clock of ['+1y', '+1h', '-1h']) {
    const { run, seen } = await world(1)
    expect((await run(clock, 'token')).code).toBe(4)
    expect((await run('', 'token')).code, clock).toBe(0)
    expect(seen.length).toBe(2)
  }
})

withFaketime('a process with another clock keeps its lock for as long as it lives', async () => {
  const clocks = ['+1y', '-1h', '-3y'] as const
  await Promise.all(
    clocks.map(async (clock) => {
      const { run, seen, spans } = await world(0, 7000)
      const first = run(clock, 'token')
      while (seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
      const second = run('', 'token', 'refresh')
      expect([(await first).code, (await second).code], clock).toEqual([0, 0])
      expect(spans).toHaveLength(2)
      expect(Number(spans[1]?.from), clock).toBeGreaterThanOrEqual(Number(spans[0]?.to))
    }),
  )
})

kind<{ readonly made: number; readonly counts: boolean }>(
  'a state of oauth is good for an hour, whatever the clock said when it was made',
  {
    'a year ahead': { made: 365 * 24 * HOUR_MS, counts: false },
    'two hours ahead': { made: 2 * HOUR_MS, counts: false },
    'half a minute ahead': { made: 30_000, counts: true },
    'half an hour ago': { made: -HOUR_MS / 2, counts: true },
    'two hours ago': { made: -2 * HOUR_MS, counts: false },
  },
  async ({ made, counts }) => {
    const states = new OauthStates(join(temporaryDirectory(), 'states.json'))
    await states.remember(APPID, 's', NOW + made)
    expect(await states.anyFor(APPID, NOW)).toBe(counts)
    expect((await states.take(APPID, 's', NOW)) !== undefined).toBe(counts)
  },
)

test('a web token that was kept by a clock that was ahead is not the latest for that', async () => {
  const tokens = new WebTokens(temporaryDirectory())
  const owner = { appid: APPID, base: 'https://api.weixin.qq.com' }
  const life = {
    scope: 'snsapi_base',
    accessToken: 'A',
    refreshToken: 'R',
    expiresAt: 2 * NOW,
    authorizedAt: 2 * NOW,
  }
  await tokens.keep(owner, { ...life, openid: 'ahead' }, NOW + 24 * HOUR_MS)
  await tokens.keep(owner, { ...life, openid: 'right' }, NOW)
  expect((await tokens.find(owner, undefined, NOW))?.openid).toBe('right')
  expect((await tokens.find(owner, 'ahead', NOW))?.openid).toBe('ahead')
})
