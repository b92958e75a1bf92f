import { describe, expect, test, vi } from 'vitest'
import { keys, world } from './world'

/** Names of the modules below that were loaded since they were last asked for. */
const { watched, loaded } = vi.hoisted(() => {
  const names = new Set<string>()
  return {
    watched: (name: string) => async (original: () => Promise<object>) => {
      names.add(name)
      return { ...(await original()) }
    },
    loaded: () => {
      const all = [...names].sort()
      names.clear()
      return all
    },
  }
})

vi.mock('../../../src/terminal/findings', watched('findings'))
vi.mock('../../../src/terminal/messages/menu-rules', watched('rules'))
vi.mock('../../../src/terminal/messages/errors', watched('errors'))
vi.mock('../../../src/terminal/plan', watched('drawing'))
vi.mock('../../../src/menu/push/plan', watched('plan'))
vi.mock('../../../src/menu/diff/changes', watched('changes'))
vi.mock('../../../src/menu/push/apply', watched('apply'))
vi.mock('../../../src/menu/push/tags', watched('tags'))
vi.mock('../../../src/commands/menu/push-failure', watched('failure'))

describe('what is not needed is not loaded', () => {
  test('by an up-to-date push, then by a check without findings; then what they need', async () => {
    const { place, menu, file } = await world()
    await place(JSON.parse(keys('a')))
    file('menu.json', keys('a'))
    file('other.json', keys('b'))
    file('bad.json', '{}')
    expect((await menu('push', 'menu.json')).stdout).toContain('up to date')
    expect(loaded()).toEqual([])
    expect((await menu('validate', 'menu.json')).code).toBe(0)
    expect((await menu('validate', 'menu.json', '--json')).code).toBe(0)
    expect(loaded()).toEqual([])
    // The watch works: a change and a finding do load them.
    expect((await menu('push', 'other.json')).code).toBe(0)
    expect(loaded()).toEqual(['apply', 'changes', 'drawing', 'plan'])
    expect((await menu('validate', 'bad.json')).code).toBe(65)
    expect(loaded()).toEqual(['findings', 'rules'])
  })
})
