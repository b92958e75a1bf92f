import { describe, expect, test } from 'vitest'
import { wechatError } from '../../src/errors'
import {
  type Fetched,
  type HubValue,
  Renewal,
  type RenewalEvent,
  STILL_CURRENT,
  Unavailable,
  type ValueStore,
} from '../../src/hub/renewal'
import { settled, TestClock } from './clock'

const MINUTE = 60_000
const LIFE = 7200

class MemoryStore implements ValueStore {
  kept?: HubValue
  isFull = false
  locks = 0
  async read() {
    return this.kept
  }
  async generation() {
    return this.kept?.generation ?? 0
  }
  async replace(value: HubValue) {
    if (this.isFull) throw new Error('ENOSPC')
    if (this.kept && this.kept.generation > value.generation) return this.kept
    this.kept = value
    return value
  }
  async lock() {
    this.locks += 1
    return { waitedMs: 0, isOurs: async () => true, release: async () => undefined }
  }
}

/** A source as WeChat's stable call: the same token until five minutes before its end. */
function stableSource(clock: TestClock, life = LIFE) {
  let current: { token: string; end: number } | undefined
  let count = 0
  return () => {
    if (!current || current.end - clock.elapsed() <= 5 * MINUTE) {
      count += 1
      current = { token: `stable-${count}`, end: clock.elapsed() + life * 1000 }
    }
    return { token: current.token, expiresIn: Math.floor((current.end - clock.elapsed()) / 1000) }
  }
}

function world(plan: 'stable' | 'classic' = 'stable', source?: (clock: TestClock) => () => Fetched) {
  const clock = new TestClock()
  const store = new MemoryStore()
  const events: RenewalEvent[] = []
  let count = 0
  const make =
    source?.(clock) ??
    (plan === 'stable' ? stableSource(clock) : () => ({ token: `classic-${++count}`, expiresIn: LIFE }))
  const wechat: { fetches: number; down?: Error; answer: () => Fetched | Promise<Fetched> } = {
    fetches: 0,
    answer: make,
  }
  const renewal = new Renewal({
    plan,
    store,
    clock,
    fetch: async () => {
      wechat.fetches += 1
      if (wechat.down) throw wechat.down
      return wechat.answer()
    },
    onEvent: (event) => void events.push(event),
  })
  return { clock, store, events, wechat, renewal }
}

describe('renewing on a timer', () => {
  test('classic: fetched at the start, and again between ten and five minutes before the end', async () => {
    for (const [chance, early] of [
      [0, 5 * MINUTE],
      [0.999, 10 * MINUTE - 300],
    ] as const) {
      const { clock, renewal, wechat } = world('classic')
      clock.chance = chance
      await renewal.start()
      expect(wechat.fetches).toBe(1)
      expect(clock.next).toBe(LIFE * 1000 - early)
      await clock.pass(LIFE * 1000 - early)
      expect(wechat.fetches).toBe(2)
      expect(renewal.current).toMatchObject({ token: 'classic-2', generation: 2 })
    }
  })

  test('stable: the first ask is within the first of the last five minutes', async () => {
    for (const chance of [0, 0.5, 0.999]) {
      const { clock, renewal } = world()
      clock.chance = chance
      await renewal.start()
      const left = LIFE * 1000 - (clock.next ?? 0)
      expect(left).toBeLessThanOrEqual(5 * MINUTE)
      expect(left).toBeGreaterThan(4 * MINUTE)
    }
  })

  test('one day of a stable token is one fetch for each token, and its generations count up', async () => {
    const { clock, renewal, wechat, events } = world()
    await renewal.start()
    await clock.pass(24 * 60 * MINUTE)
    expect(wechat.fetches).toBe(Math.floor((24 * 3600) / (LIFE - 300)) + 1)
    const generations = events.map((event) => 'value' in event && event.value.generation)
    expect(generations).toEqual(generations.map((_, at) => at + 1))
  })

  test('an unchanged token keeps its generation, and is asked for again after 30 s at the earliest', async () => {
    const { clock, renewal, wechat } = world('stable', () => () => ({ token: 'same', expiresIn: 200 }))
    await renewal.start()
    await clock.pass(100_000)
    const before = wechat.fetches
    expect(renewal.current).toMatchObject({ token: 'same', generation: 1 })
    expect(clock.next).toBeGreaterThanOrEqual(30_000)
    await clock.pass(29_000)
    expect(wechat.fetches).toBe(before)
  })

  test('a token that lives shorter than the one before it is renewed in time', async () => {
    const lives = [7200, 90, 90, 7200]
    let at = 0
    const { clock, renewal } = world('classic', () => () => ({
      token: `t${at}`,
      expiresIn: lives[at++ % lives.length] ?? 90,
    }))
    await renewal.start()
    for (let minute = 0; minute < 600; minute++) {
      await clock.pass(MINUTE)
      expect(renewal.current).toBeDefined()
    }
  })

  test('nothing is fetched any more after stop', async () => {
    const { clock, renewal, wechat } = world()
    await renewal.start()
    renewal.stop()
    await clock.pass(3 * LIFE * 1000)
    expect(wechat.fetches).toBe(1)
    expect(clock.waiting).toBe(0)
  })
})

describe('reports of a token that failed', () => {
  test('a hundred callers who report the same one lead to one fetch, and all get the new one', async () => {
    const { renewal, wechat } = world('classic')
    await renewal.start()
    const all = await Promise.all(Array.from({ length: 100 }, () => renewal.replacementFor('classic-1')))
    expect(new Set(all.map((value) => value !== STILL_CURRENT && value.token))).toEqual(
      new Set(['classic-2']),
    )
    expect(wechat.fetches).toBe(2)
  })

  test.each([
    ['an older one', 'classic-1'],
    ['one that never was', 'x'],
    ['an empty one', ''],
  ])('%s is answered with the current one, without a fetch', async (_, stale) => {
    const { renewal, wechat } = world('classic')
    await renewal.start()
    await renewal.replacementFor('classic-1')
    expect(await renewal.replacementFor(stale)).toMatchObject({ token: 'classic-2', generation: 2 })
    expect(wechat.fetches).toBe(2)
  })

  test('where the source gives the same one again it is still current, and that is remembered for 60 s', async () => {
    const { clock, renewal, wechat } = world()
    await renewal.start()
    expect(await renewal.replacementFor('stable-1')).toBe(STILL_CURRENT)
    expect(await renewal.replacementFor('stable-1')).toBe(STILL_CURRENT)
    expect(wechat.fetches).toBe(2)
    await clock.pass(59_000)
    await renewal.replacementFor('stable-1')
    expect(wechat.fetches).toBe(2)
    await clock.pass(2000)
    await renewal.replacementFor('stable-1')
    expect(wechat.fetches).toBe(3)
    expect(renewal.current?.generation).toBe(1)
  })

  test('while the source is down the reporter is told so, and reports do not add fetches', async () => {
    const { renewal, wechat } = world('classic')
    await renewal.start()
    wechat.down = new Error('ECONNREFUSED')
    for (let report = 0; report < 50; report++)
      await expect(renewal.replacementFor('classic-1')).rejects.toThrow(Unavailable)
    expect(wechat.fetches).toBe(2)
    expect(await renewal.value()).toMatchObject({ token: 'classic-1' }) // for all the others it is still good
  })
})

describe('WeChat is down', () => {
  test('what is still good is handed out until its end, then nothing is, and an outage makes no storm', async () => {
    const { clock, renewal, wechat, events } = world('classic')
    await renewal.start()
    wechat.down = new Error('ECONNRESET')
    await clock.pass(LIFE * 1000 - 1000)
    expect(await renewal.value()).toMatchObject({ token: 'classic-1' })
    await clock.pass(2000)
    const asked = await Promise.allSettled(Array.from({ length: 200 }, () => renewal.value()))
    expect(asked.every(({ status }) => status === 'rejected')).toBe(true)
    const during = wechat.fetches
    expect(during).toBeLessThan(25) // 5 minutes of at most one a minute, and the first few
    await clock.pass(30 * MINUTE)
    expect(wechat.fetches - during).toBeLessThanOrEqual(41)
    wechat.down = undefined
    await clock.pass(MINUTE)
    expect(await renewal.value()).toMatchObject({ token: 'classic-2' })
    expect(events.filter(({ type }) => type === 'failed').length).toBe(wechat.fetches - 2)
    expect(clock.waiting).toBe(1)
  })

  test('Unavailable says when it is worth asking again, and why', async () => {
    const { renewal, wechat } = world('classic')
    wechat.down = new Error('ECONNREFUSED')
    await renewal.start()
    const error = await renewal.value().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(Unavailable)
    expect((error as Unavailable).retryMs).toBeGreaterThan(500)
    expect((error as Unavailable).cause).toBe(wechat.down)
  })

  test.each([40125, 40164, 40243, 45009, 89503])(
    '%d is asked about less and less often: somebody has to do something first',
    async (errcode) => {
      const { clock, renewal, wechat } = world('classic')
      wechat.down = wechatError({ errcode, errmsg: 'no', path: '/cgi-bin/token' })
      await renewal.start()
      await clock.pass(24 * 60 * MINUTE)
      expect(wechat.fetches).toBeLessThan(250) // of 2000 a day
    },
  )

  test('a token that is reported while it is still being kept is asked about: the fetch that gave it does not confirm it', async () => {
    const { renewal, wechat, store } = world('classic')
    let written: () => void = () => undefined
    const replace = store.replace.bind(store)
    store.replace = async (value) => {
      await new Promise<void>((resolve) => {
        written = resolve
      })
      return replace(value)
    }
    const started = renewal.start()
    await settled()
    expect(renewal.current?.token).toBe('classic-1')
    const reports = [renewal.replacementFor('classic-1'), renewal.replacementFor('classic-1')]
    await settled()
    written()
    await started
    await settled()
    written()
    for (const report of reports) expect(await report).toMatchObject({ token: 'classic-2', generation: 2 })
    expect(wechat.fetches).toBe(2)
  })

  test('whoever comes while a fetch is running waits for it', async () => {
    const { renewal, wechat } = world('classic')
    let answer: (fetched: Fetched) => void = () => undefined
    wechat.answer = () => new Promise<Fetched>((resolve) => (answer = resolve))
    const started = renewal.start()
    await settled()
    const waiting = [renewal.value(), renewal.value()]
    answer({ token: 'late', expiresIn: LIFE })
    await started
    expect((await Promise.all(waiting)).map(({ token }) => token)).toEqual(['late', 'late'])
    expect(wechat.fetches).toBe(1)
  })

  test('the old token is handed out while the next one is being fetched', async () => {
    const { clock, renewal, wechat } = world('classic')
    await renewal.start()
    wechat.answer = () => new Promise<Fetched>(() => undefined)
    await clock.pass(LIFE * 1000 - 5 * MINUTE)
    expect(wechat.fetches).toBe(2)
    expect(await renewal.value()).toMatchObject({ token: 'classic-1' })
  })
})

describe('the store and the clock', () => {
  test('a value that was kept is used at the start, without a fetch', async () => {
    const { clock, store, renewal, wechat } = world('classic')
    store.kept = {
      token: 'kept',
      generation: 7,
      fetchedAt: clock.now(),
      expiresAt: clock.now() + 3600 * 1000,
    }
    await renewal.start()
    expect(wechat.fetches).toBe(0)
    expect(renewal.current).toMatchObject({ token: 'kept', generation: 7 })
    await clock.pass(3600 * 1000 - 5 * MINUTE)
    expect(renewal.current).toMatchObject({ token: 'classic-1', generation: 8 })
  })

  test('what another process has fetched meanwhile is taken, without a fetch of our own', async () => {
    const { clock, store, renewal, wechat, events } = world('classic')
    await renewal.start()
    store.kept = {
      token: 'theirs',
      generation: 2,
      fetchedAt: clock.now(),
      expiresAt: clock.now() + LIFE * 1000,
    }
    expect(await renewal.replacementFor('classic-1')).toMatchObject({ token: 'theirs', generation: 2 })
    expect(wechat.fetches).toBe(1)
    expect(events.at(-1)?.type).toBe('adopted')
  })

  test('a full disk costs nobody a token', async () => {
    const { store, renewal, events } = world('classic')
    store.isFull = true
    await renewal.start()
    expect(await renewal.value()).toMatchObject({ token: 'classic-1' })
    expect(events.map(({ type }) => type)).toEqual(['not-kept', 'fetched'])
  })

  test.each([
    ['two hours ahead', 2 * 60 * MINUTE],
    ['a year ahead', 365 * 24 * 60 * MINUTE],
    ['two hours back', -2 * 60 * MINUTE],
    ['a year back', -365 * 24 * 60 * MINUTE],
  ])('the clock is set %s: there is a valid token at each moment', async (_, ms) => {
    const { clock, renewal, wechat } = world('classic')
    await renewal.start()
    clock.set(ms)
    for (let minute = 0; minute < 250; minute++) {
      expect(await renewal.value()).toBeDefined()
      await clock.pass(MINUTE)
    }
    expect(wechat.fetches).toBeLessThanOrEqual(5)
  })

  test('a value from the future, kept by a clock that was ahead, is not used', async () => {
    const { clock, store, renewal, wechat } = world('classic')
    const fetchedAt = clock.now() + 10 * 60 * MINUTE
    store.kept = { token: 'future', generation: 3, fetchedAt, expiresAt: fetchedAt + LIFE * 1000 }
    await renewal.start()
    expect(wechat.fetches).toBe(1)
    expect(renewal.current?.token).toBe('classic-1')
  })
})
