import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planPush, type Step } from '../../src/menu/plan'
import type { ConditionalMenu, LiveMenu, Menu } from '../../src/menu/types'

/** The platform's side: menus as they are tried, newest first (FACTS 2.6). */
class Platform {
  private next = 1000
  defaultKey: string | undefined
  menus: ConditionalMenu[] = []

  constructor(defaultKey: string | undefined, names: readonly string[]) {
    this.defaultKey = defaultKey
    for (const name of names.toReversed()) this.add(conditional(name))
  }

  add(menu: ConditionalMenu): void {
    this.menus.unshift({ ...menu, menuid: String(this.next++) })
  }

  apply(step: Step): void {
    if (step.call === 'create') this.defaultKey = String(step.button[0]?.key)
    else if (this.defaultKey === undefined) throw new Error('65303')
    else if (step.call === 'addconditional') this.add(step)
    else {
      const left = this.menus.filter(({ menuid }) => menuid !== step.menuid)
      if (left.length === this.menus.length) throw new Error('65301')
      this.menus = left
    }
  }

  live(): LiveMenu {
    if (this.defaultKey === undefined) return { source: 'none', menu: { button: [], conditional: [] } }
    return { source: 'api', menu: { button: [leaf(this.defaultKey)], conditional: this.menus } }
  }

  get names(): string[] {
    return this.menus.map(nameOf)
  }
}

const leaf = (key: string) => ({ name: 'a', type: 'click', key })
const conditional = (name: string): ConditionalMenu => ({ matchrule: { tag_id: '2' }, button: [leaf(name)] })
const nameOf = ({ button }: Pick<ConditionalMenu, 'button'>) => String(button[0]?.key)
const wantedMenu = (names: readonly string[], key = 'default'): Menu => ({
  button: [leaf(key)],
  conditional: names.map(conditional),
})

const names = (most: number) => fc.array(fc.constantFrom('A', 'B', 'C', 'D', 'E'), { maxLength: most })

test('the steps make the live menus equal to the wanted ones, in order', () => {
  fc.assert(
    fc.property(names(7), names(7), fc.option(fc.constantFrom('default', 'other')), (live, wanted, key) => {
      const platform = new Platform(key ?? undefined, key ? live : [])
      for (const step of planPush(platform.live(), wantedMenu(wanted)).steps) platform.apply(step)
      expect(platform.names).toEqual(wanted)
      expect(platform.defaultKey).toBe('default')
      expect(planPush(platform.live(), wantedMenu(wanted)).steps).toEqual([])
    }),
    { numRuns: 500 },
  )
})

/** The length of the shortest sequence of adds and deletes, found by trying them all. */
function shortest(live: readonly string[], wanted: readonly string[]): number {
  let frontier = [[...live]]
  const seen = new Set([live.join()])
  for (let steps = 0; ; steps++) {
    if (frontier.some((state) => state.join() === wanted.join())) return steps
    const next = frontier.flatMap((state) => [
      ...[...new Set(wanted)].map((name) => [name, ...state]),
      ...state.map((_, index) => state.toSpliced(index, 1)),
    ])
    frontier = next.filter(
      (state) =>
        state.length <= live.length + wanted.length && !seen.has(state.join()) && seen.add(state.join()),
    )
  }
}

test('no shorter sequence exists', () => {
  fc.assert(
    fc.property(names(4), names(4), (live, wanted) => {
      expect(planPush(new Platform('default', live).live(), wantedMenu(wanted)).steps).toHaveLength(
        shortest(live, wanted),
      )
    }),
    { numRuns: 300 },
  )
})

describe('the order of the calls', () => {
  const calls = (live: readonly string[], wanted: readonly string[], key = 'default') =>
    planPush(new Platform('default', live).live(), wantedMenu(wanted, key)).steps.map((step) =>
      step.call === 'addconditional'
        ? `add ${nameOf(step)}`
        : step.call === 'create'
          ? 'create'
          : `delete ${step.menuid}`,
    )

  test('the default menu first, then adds from last to first, then deletes', () => {
    expect(calls(['A', 'B'], ['C', 'D'], 'new')).toEqual([
      'create',
      'add D',
      'add C',
      'delete 1001',
      'delete 1000',
    ])
  })

  test('a menu put in front costs one call, one removed costs one call', () => {
    expect(calls(['A', 'B'], ['C', 'A', 'B'])).toEqual(['add C'])
    expect(calls(['A', 'B', 'C'], ['A', 'C'])).toEqual(['delete 1001'])
  })

  test('deletes come first where old and new menus together link to too many domains', () => {
    const linked = (...hosts: string[]): ConditionalMenu[] =>
      hosts.map((host) => ({
        matchrule: { tag_id: '2' },
        menuid: '7',
        button: [{ name: 'a', type: 'view', url: `https://${host}.cn/` }],
      }))
    const plan = (wanted: ConditionalMenu[]) =>
      planPush(
        { source: 'api', menu: { button: [leaf('default')], conditional: linked('a', 'b') } },
        { button: [leaf('default')], conditional: wanted },
      ).steps.map(({ call }) => call)
    expect(plan(linked('c', 'd'))).toEqual([
      'delconditional',
      'delconditional',
      'addconditional',
      'addconditional',
    ])
    expect(plan(linked('c'))).toEqual(['addconditional', 'delconditional', 'delconditional'])
  })
})

test('a menu made in the web console is replaced by create, even where its buttons are the same', () => {
  const live: LiveMenu = { source: 'console', menu: wantedMenu([]), raw: {} }
  expect(planPush(live, wantedMenu([])).steps).toEqual([{ call: 'create', button: [leaf('default')] }])
})
