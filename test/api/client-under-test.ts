import { createClient } from '../../src/api/client'
import type { Client, Notice } from '../../src/api/types'
import { TokenCache } from '../../src/store/tokens'
import type { Settings } from '../../src/store/types'
import { temporaryDirectory } from '../support/run'

export const APPID = 'wx0123456789abcdef'
export const SECRET = '0f1e2d3c4b5a69788796a5b4c3d2e1f0'

type Values = {
  [Key in Exclude<keyof Settings, 'unused'>]?: NonNullable<Settings[Key]>['value'] | undefined
}

/** Settings of which each value comes from nowhere in particular. */
export function settingsOf(values: Values): Settings {
  const all = {
    account: 'prod',
    appid: APPID,
    secret: SECRET,
    mode: 'plain',
    tokenSource: 'stable',
    timeoutMs: 2000,
    ...values,
  }
  return Object.fromEntries(
    Object.entries(all)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, { value, origin: { from: 'default' } }]),
  ) as unknown as Settings
}

export interface UnderTest {
  readonly client: Client
  readonly cache: TokenCache
  readonly notices: Notice[]
  readonly traces: string[]
  readonly hidden: Set<string>
  /** Milliseconds of each wait that was asked for; none of them was waited. */
  readonly waits: number[]
}

/** A client as services.ts makes it, which writes down what it tells and does not wait. */
export function clientUnderTest(
  base: string,
  values: Values = {},
  world: {
    readonly directory?: string
    readonly now?: () => number
    readonly signal?: AbortSignal
    readonly env?: Record<string, string>
    readonly cache?: TokenCache
    /** What happens in place of a wait. */
    readonly onWait?: () => Promise<void>
  } = {},
): UnderTest {
  const directory = world.directory ?? temporaryDirectory()
  const cache = world.cache ?? new TokenCache(directory)
  const notices: Notice[] = []
  const traces: string[] = []
  const hidden = new Set<string>()
  const waits: number[] = []
  const client = createClient({
    settings: settingsOf({ apiBase: base, ...values }),
    cache,
    base: async () => base,
    cwd: directory,
    env: { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, ...world.env },
    signal: world.signal ?? new AbortController().signal,
    now: world.now ?? Date.now,
    observer: {
      tracing: true,
      trace: (line) => traces.push(line),
      hide: (secret) => hidden.add(secret),
      notice: (notice) => notices.push(notice),
    },
    delay: async (ms) => {
      waits.push(ms)
      await (world.onWait ? world.onWait() : new Promise((resolve) => setTimeout(resolve, 2)))
    },
  })
  return { client, cache, notices, traces, hidden, waits }
}

/** The error of a promise that must fail. */
export async function failure(promise: Promise<unknown>): Promise<Error & { code?: string }> {
  try {
    await promise
  } catch (error) {
    return error as Error
  }
  throw new Error('it did not fail')
}
