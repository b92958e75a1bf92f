import { describe, expect, test } from 'vitest'
import { ensureBuilt } from '../../.config/fresh.mjs'
import { crowd } from '../../bench/crowd.mjs'
import { projectRoot } from '../support/program'

ensureBuilt(projectRoot)

/** A tenth of what `npm run bench` does. */
describe('many clients of one hub, tokens that live for three seconds, WeChat away for two of twelve', () => {
  test.each(['stable', 'classic'] as const)(
    '%s: nobody is without a working token while there is one',
    async (source) => {
      const { without, requests, fetches, due } = await crowd({ source, clients: 20, seconds: 12 })
      expect(requests).toBeGreaterThan(100)
      expect({ without }).toEqual({ without: 0 })
      expect(fetches).toBeLessThanOrEqual(due)
    },
    60_000,
  )
})
