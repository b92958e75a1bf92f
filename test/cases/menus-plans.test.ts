import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keys, MENUS, world } from '../commands/menu/world'
import { kind } from './kind'

type Plan = Record<string, unknown> & { uploads: { path: string }[] }
type World = Awaited<ReturnType<typeof world>>

const withPoster = 'button:\n  - { name: p, type: media_id, media: ./md/p.png }\n'

/** A plan that uploads md/p.png, and what makes it travel. */
async function planned(travel: (plan: string) => string | Buffer): Promise<World> {
  const all = await world()
  mkdirSync(join(all.cwd, 'md'))
  copyFileSync(join(MENUS, 'poster.png'), join(all.cwd, 'md/p.png'))
  all.file('menu.yaml', withPoster)
  expect(await all.menu('push', 'menu.yaml', '--plan', 'plan.json')).toMatchObject({ code: 0 })
  all.file('plan.json', travel(readFileSync(join(all.cwd, 'plan.json'), 'utf8')))
  return all
}

const changed = (text: string, change: (plan: Plan) => object) =>
  JSON.stringify(change(JSON.parse(text) as Plan))

const travels: Readonly<Record<string, (text: string) => string | Buffer>> = {
  'with the paths of Windows': (text) =>
    changed(text, (plan) => ({
      ...plan,
      uploads: plan.uploads.map((upload) => ({ ...upload, path: upload.path.replaceAll('/', '\\') })),
    })),
  'with a byte order mark': (text) => `\uFEFF${text}`,
  'with the line breaks of Windows': (text) => text.replaceAll('\n', '\r\n'),
  'of a version that noted no places': (text) => changed(text, ({ places: _, ...plan }) => plan),
  'with keys that are not known': (text) => changed(text, (plan) => ({ ...plan, note: 'reviewed' })),
}

kind('a plan that travelled is applied', travels, async (travel) => {
  const all = await planned(travel)
  const { code, stdout, stderr } = await all.menu('push', '--plan', 'plan.json')
  expect([code, stdout], stderr).toEqual([0, expect.stringContaining('pushed')])
})

interface Refused {
  readonly text?: (plan: string) => string
  readonly cwd?: string
  readonly code: string
  readonly says: string
}

const refused: Readonly<Record<string, Refused>> = {
  'from another directory': { cwd: 'md', code: 'MEDIA_MISSING', says: 'is not here' },
  'by an older version': {
    text: (text) => text.replace('"wxadminPlan": 1', '"wxadminPlan": 2'),
    code: 'PLAN_NEWER',
    says: 'made by a newer wxadmin',
  },
  'with a file that is no plan': { text: () => keys('a'), code: 'PLAN_INVALID', says: 'is no plan' },
}

kind('a plan that cannot be applied says why', refused, async ({ text, cwd = '.', code, says }) => {
  const all = await planned(text ?? ((plan) => plan))
  const plan = cwd === '.' ? 'plan.json' : '../plan.json'
  const world = { cwd: join(all.cwd, cwd) }
  expect((await all.run(['menu', 'push', '--plan', plan], world)).stderr).toContain(says)
  const { stderr } = await all.run(['menu', 'push', '--plan', plan, '--json'], world)
  expect(JSON.parse(stderr).error.code).toBe(code)
})

test('the paths in a plan have slashes', async () => {
  const all = await planned((plan) => plan)
  const { uploads } = JSON.parse(readFileSync(join(all.cwd, 'plan.json'), 'utf8')) as Plan
  expect(uploads.map(({ path }) => path)).toEqual(['md/p.png'])
})

test('- is stdout where a plan is made, and stdin where it is applied', async () => {
  const all = await world()
  all.file('menu.json', keys('a'))
  const { code, stdout, stderr } = await all.menu('push', 'menu.json', '--plan', '-')
  expect([code, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ wxadminPlan: 1 })])
  expect(stderr).toContain('nothing was written to WeChat')
  const applied = await all.run(['menu', 'push', '--plan', '-'], { stdin: stdout })
  expect([applied.code, applied.stdout]).toEqual([0, expect.stringContaining('pushed')])
  const again = await all.run(['menu', 'push', '--plan', '-'], { stdin: 'no plan' })
  expect(again.code).toBe(65)
})

test('a plan that replaces a file is written whole', async () => {
  const all = await world()
  all.file('menu.json', keys('a'))
  writeFileSync(join(all.cwd, 'plan.json'), 'notes of mine')
  expect(await all.menu('push', 'menu.json', '--plan', 'plan.json')).toMatchObject({ code: 3 })
  expect(readFileSync(join(all.cwd, 'plan.json'), 'utf8')).toBe('notes of mine')
})
