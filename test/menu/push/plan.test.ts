import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { menuHash } from '../../../src/menu/diff/compare'
import { planPush, type Step, takesAway } from '../../../src/menu/push/plan'
import {
  type ConditionalMenu,
  emptyMenu,
  type LiveConditional,
  type LiveMenu,
  type Menu,
} from '../../../src/menu/types'

const ACCOUNT = { appid: 'wx0123456789abcdef', base: 'sandbox:' }
const plan = (live: LiveMenu, wanted: Menu) => planPush(ACCOUNT, live, wanted)

/** The platform's side: menus as they are tried, newest first (docs/platform.md 2.6). */
class Platform {
  private next = 1000
  defaultKey: string | undefined
  menus: LiveConditional[] = []

  constructor(defaultKey: string | undefined, names: readonly string[]) {
    this.defaultKey = defaultKey
    for (const name of names.toReversed()) this.add(conditional(name))
  }

  add(menu: ConditionalMenu): void {
    this.menus.unshift({ ...menu, menuid: String(this.next++) })
  }

  apply(step: Step): void {
    if (step.call === 'delete') throw new Error('never planned for a file: it has a default menu')
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
      for (const step of plan(platform.live(), wantedMenu(wanted)).steps) platform.apply(step)
      expect(platform.names).toEqual(wanted)
      expect(platform.defaultKey).toBe('default')
      expect(plan(platform.live(), wantedMenu(wanted)).steps).toEqual([])
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
      expect(plan(new Platform('default', live).live(), wantedMenu(wanted)).steps).toHaveLength(
        shortest(live, wanted),
      )
    }),
    { numRuns: 300 },
  )
})

describe('the order of the calls', () => {
  const calls = (live: readonly string[], wanted: readonly string[], key = 'default') =>
    plan(new Platform('default', live).live(), wantedMenu(wanted, key)).steps.map((step) =>
      step.call === 'addconditional'
        ? `add ${nameOf(step)}`
        : step.call !== 'delconditional'
          ? step.call
          : `delete ${step.menuid}`,
    )

  test('no menu at all: one call deletes them together; what the web console made is left alone', () => {
    const live = new Platform('default', ['A', 'B']).live()
    expect(plan(live, emptyMenu).steps).toEqual([{ call: 'delete' }])
    expect(plan({ ...live, source: 'console' }, emptyMenu).steps).toEqual([])
    expect(plan({ source: 'none', menu: emptyMenu }, emptyMenu).steps).toEqual([])
  })

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
    const linked = (...hosts: string[]): LiveConditional[] =>
      hosts.map((host) => ({
        matchrule: { tag_id: '2' },
        menuid: '7',
        button: [{ name: 'a', type: 'view', url: `https://${host}.cn/` }],
      }))
    const calls = (wanted: ConditionalMenu[]) =>
      plan(
        { source: 'api', menu: { button: [leaf('default')], conditional: linked('a', 'b') } },
        { button: [leaf('default')], conditional: wanted },
      ).steps.map(({ call }) => call)
    expect(calls(linked('c', 'd'))).toEqual([
      'delconditional',
      'delconditional',
      'addconditional',
      'addconditional',
    ])
    expect(calls(linked('c'))).toEqual(['addconditional', 'delconditional', 'delconditional'])
  })
})

test('a menu made in the web console is replaced by create, even where its buttons are the same', () => {
  const live: LiveMenu = { source: 'console', menu: { button: [leaf('default')], conditional: [] }, raw: {} }
  const replaced = plan(live, wantedMenu([]))
  expect(replaced.steps).toEqual([{ call: 'create', button: [leaf('default')] }])
  expect(takesAway(replaced)).toBe(true)
})

test('what is deleted is in its step whole, so that it can be put back', () => {
  const platform = new Platform('default', ['A'])
  const { steps } = plan(platform.live(), wantedMenu([]))
  expect(steps).toEqual([{ call: 'delconditional', ...platform.menus[0] }])
})

test('a plan says for which account and between which menus it was made', () => {
  const live = new Platform('default', ['A']).live()
  expect(plan(live, wantedMenu(['B']))).toMatchObject({
    version: 1,
    ...ACCOUNT,
    live: { source: 'api', hash: menuHash(live.menu) },
    wanted: menuHash(wantedMenu(['B'])),
  })
  expect(plan(live, wantedMenu(['A']))).toMatchObject({
    wanted: menuHash(live.menu),
    changes: [],
    totals: { added: 0, removed: 0, changed: 0, moved: 0, kept: 2 },
    steps: [],
  })
})

test('many conditional menus are compared by their texts, not pair by pair', () => {
  const menus = (from: number): LiveConditional[] =>
    Array.from({ length: 2000 }, (_, index) => ({
      menuid: String(10_000 - index),
      matchrule: { tag_id: String(from + index) },
      button: [leaf(`k${from + index}`), leaf('x'), leaf('y')],
    }))
  const started = process.cpuUsage() // not the time on the clock, in which other processes have their turns
  const { totals } = plan(
    { source: 'api', menu: { button: [leaf('default')], conditional: menus(0) } },
    { button: [leaf('default')], conditional: menus(1000) },
  )
  expect(totals).toMatchObject({ added: 3000, removed: 3000, kept: 3001 })
  const { user, system } = process.cpuUsage(started)
  expect((user + system) / 1000).toBeLessThan(2000)
})
