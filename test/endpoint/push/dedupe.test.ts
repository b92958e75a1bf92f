import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Dedupe, type DedupeLimits } from '../../../src/endpoint/push/dedupe'
import type { Answer } from '../../../src/endpoint/types'

const limits: DedupeLimits = { remembered: 10, rememberedBytes: 10_000, rememberedMs: 60_000 }

const answer = (text: string): Answer => ({ by: 'echo', text })

function memory(over: Partial<DedupeLimits> = {}) {
  const dedupe = new Dedupe({ ...limits, ...over })
  /** The text of what is remembered; undefined where this is the first delivery. */
  const seen = (identity: string, now: number) => {
    const known = dedupe.again(identity, now)?.answer
    return known instanceof Promise ? known : known?.text
  }
  return { dedupe, seen }
}

describe('an identity', () => {
  test('that was never kept is not known', () => {
    expect(memory().seen('a', 0)).toBeUndefined()
  })

  test('that was kept comes back with its answer, and counts how often it came', () => {
    const { dedupe } = memory()
    dedupe.again('a', 0)
    dedupe.keep('a', answer('first'))
    expect(dedupe.again('a', 1)?.attempts).toBe(2)
    expect(dedupe.again('a', 2)).toMatchObject({ attempts: 3, answer: { text: 'first' } })
  })

  test('whose answer is in the making gives that very promise, and what came of it later', async () => {
    const { dedupe, seen } = memory()
    let made = (_: Answer): void => undefined
    const making = new Promise<Answer>((resolve) => {
      made = resolve
    })
    dedupe.keep('a', making)
    expect(seen('a', 1)).toBe(making)
    made(answer('late'))
    await making
    expect(seen('a', 2)).toBe('late')
  })

  test('is remembered at least half of the time, and not past all of it', () => {
    const { dedupe, seen } = memory()
    seen('a', 100_000)
    dedupe.keep('a', answer('1'))
    expect(seen('a', 129_999)).toBe('1')
    expect(seen('a', 159_999)).toBe('1')
    expect(seen('a', 160_000 + limits.rememberedMs)).toBeUndefined()
  })

  test('is forgotten after a pause, however few there are', () => {
    const { dedupe, seen } = memory()
    seen('a', 0)
    dedupe.keep('a', answer('1'))
    expect(seen('a', limits.rememberedMs)).toBeUndefined()
    expect(dedupe.size).toBe(0)
  })
})

describe('the bound', () => {
  test('on the number holds, and the last half of it is always known', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 2, max: 20 }), (pushes, remembered) => {
        const { dedupe, seen } = memory({ remembered })
        for (let id = 0; id < pushes; id++) {
          expect(seen(`${id}`, id)).toBeUndefined()
          dedupe.keep(`${id}`, answer(`${id}`))
          expect(dedupe.size).toBeLessThanOrEqual(remembered + 1)
        }
        const last = Math.min(pushes, Math.floor(remembered / 2))
        for (let id = pushes - last; id < pushes; id++) expect(seen(`${id}`, pushes)).toBe(`${id}`)
      }),
    )
  })

  test('on the bytes holds for answers, also for those that were made later', async () => {
    const { dedupe, seen } = memory({ remembered: 1000 })
    for (let id = 0; id < 20; id++) {
      seen(`${id}`, id)
      const large = answer('x'.repeat(1000))
      dedupe.keep(`${id}`, id % 2 ? large : Promise.resolve(large))
      await Promise.resolve()
    }
    expect(dedupe.size).toBeLessThanOrEqual(11)
    expect(seen('19', 20)).toHaveLength(1000)
    expect(seen('0', 20)).toBeUndefined()
  })

  test('on the bytes holds for many answers that were in the making when their generation was young', async () => {
    const { dedupe, seen } = memory({ remembered: 10_000 })
    const making = Promise.resolve(answer('x'.repeat(1000)))
    for (let id = 0; id < 100; id++) {
      seen(`${id}`, id)
      dedupe.keep(`${id}`, making)
    }
    await making
    seen('next', 101)
    expect(dedupe.size).toBe(0)
  })

  test('what no reply can be is not kept: the retry gets success', () => {
    const { dedupe, seen } = memory({ rememberedBytes: 1e9 })
    const wire = { status: 200, contentType: 'text/html', body: Buffer.alloc(100_000) }
    dedupe.keep('page', { by: 'forward', text: '', wire })
    dedupe.keep('text', answer('x'.repeat(100_000)))
    expect([seen('page', 1), seen('text', 1)]).toEqual(['success', 'success'])
    expect(dedupe.again('page', 2)?.answer).not.toHaveProperty('wire')
  })

  test.each([
    ['number', { remembered: 4 }, 'x'],
    ['bytes', { rememberedBytes: 40 }, 'x'.repeat(18)],
  ])('a retry right after a change of generations by %s is known, with its count', (_, over, text) => {
    const { dedupe, seen } = memory(over)
    for (const id of ['a', 'b']) {
      seen(id, 1)
      dedupe.keep(id, answer(text))
    }
    expect(dedupe.again('a', 2)).toMatchObject({ attempts: 2, answer: { text } })
    expect(dedupe.again('a', 3)).toMatchObject({ attempts: 3 })
  })

  test('on the bytes counts what another server answered as well', () => {
    const { dedupe, seen } = memory({ remembered: 1000 })
    const wire = { status: 200, contentType: 'text/xml', body: Buffer.alloc(1000) }
    for (let id = 0; id < 20; id++) {
      seen(`${id}`, id)
      dedupe.keep(`${id}`, { by: 'forward', text: '', wire })
    }
    expect(dedupe.size).toBeLessThanOrEqual(11)
  })
})
