import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../../support/run'
import { conditionals, keys, world } from './world'

/** A plan of one button for another, saved to plan.json. */
async function planned() {
  const all = await world()
  await all.place(JSON.parse(keys('old')))
  all.file('menu.json', conditionals(['2', 'a']))
  const { code, stdout } = await all.menu('push', 'menu.json', '--plan', 'plan.json')
  expect([code, stdout]).toEqual([0, expect.stringContaining('wxadmin menu push --plan plan.json')])
  return { ...all, path: join(all.cwd, 'plan.json') }
}

describe('a saved plan', () => {
  test('writes nothing to WeChat, and holds no secret', async () => {
    const { live, path, env } = await planned()
    expect(await live()).toMatchObject({ menu: { button: [{ key: 'old' }] } })
    const text = readFileSync(path, 'utf8')
    expect(text).not.toContain(env.WXADMIN_SECRET)
    expect(JSON.parse(text)).toMatchObject({ wxadminPlan: 1, file: 'menu.json', live: { source: 'api' } })
  })

  test('is applied by another machine, exactly', async () => {
    const { run, path, live, calls } = await planned()
    await calls()
    const other = temporaryDirectory()
    writeFileSync(join(other, 'p.json'), readFileSync(path))
    const { code, stdout } = await run(['menu', 'push', '--plan', 'p.json'], {
      cwd: other,
      env: { WXADMIN_CONFIG_DIR: join(other, 'store') },
    })
    expect([code, stdout]).toEqual([0, expect.stringContaining('pushed')])
    expect((await live()).conditionalmenu).toHaveLength(1)
    expect(await calls()).toMatchObject({ 'menu/create': 1, 'menu/addconditional': 1 })
  })

  test('is refused with the new difference when the live menu has moved', async () => {
    const { menu, place, live } = await planned()
    await place(JSON.parse(keys('moved')))
    const { code, stdout, stderr } = await menu('push', '--plan', 'plan.json')
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toContain('moved')
    expect(stderr).toContain('has changed since this plan was made')
    expect(await live()).toMatchObject({ menu: { button: [{ key: 'moved' }] } })
  })

  test('that is live already is up to date', async () => {
    const { menu } = await planned()
    await menu('push', '--plan', 'plan.json')
    expect((await menu('push', '--plan', 'plan.json')).stdout).toContain('up to date')
  })

  test('of a menu that is up to date can be saved and applied as well', async () => {
    const { menu, file, place } = await world()
    await place(JSON.parse(keys('a')))
    file('menu.json', keys('a'))
    expect(await menu('push', 'menu.json', '--plan', 'plan.json')).toMatchObject({ code: 0 })
    expect((await menu('push', '--plan', 'plan.json')).stdout).toContain('up to date')
  })

  test('goes to its own account alone', async () => {
    const { menu, path } = await planned()
    const plan = JSON.parse(readFileSync(path, 'utf8'))
    writeFileSync(path, JSON.stringify({ ...plan, appid: 'wx0123456789abcdef' }))
    expect(await menu('push', '--plan', 'plan.json')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('is a plan for wx0123456789abcdef'),
    })
  })

  test('takes the place of an older plan, and of no other file', async () => {
    const { menu, file, path } = await planned()
    expect(await menu('push', 'menu.json', '--plan', 'plan.json')).toMatchObject({ code: 0 })
    file('precious.json', keys('a'))
    expect(await menu('push', 'menu.json', '--plan', 'precious.json')).toMatchObject({ code: 3 })
    expect(await menu('push', 'menu.json', '--plan', 'menu.json')).toMatchObject({ code: 3 })
    expect(readFileSync(path, 'utf8')).toContain('wxadminPlan')
  })

  test('--dry-run shows what applying it would do', async () => {
    const { menu, live } = await planned()
    expect((await menu('push', '--plan', 'plan.json', '--dry-run')).stdout).toContain('dry run')
    expect(await live()).toMatchObject({ menu: { button: [{ key: 'old' }] } })
  })
})

describe('what is no plan is refused with exit 65', () => {
  test.each([
    ['not there', undefined, 'no such file'],
    ['not JSON', '{', 'JSON'],
    ['a menu', keys('a'), 'wxadminPlan'],
    ['of a later version', '{"wxadminPlan":2}', 'made by a newer wxadmin'],
  ])('%s', async (_, content, reason) => {
    const { menu, file } = await world()
    if (content !== undefined) file('plan.json', content)
    const { code, stderr } = await menu('push', '--plan', 'plan.json')
    expect([code, stderr]).toEqual([65, expect.stringContaining(reason)])
  })

  test.each([
    ['whose menu was changed', (plan: Plan) => ({ ...plan, menu: JSON.parse(keys('evil')) })],
    ['whose steps were changed', (plan: Plan) => ({ ...plan, steps: [] })],
    ['without its live menu', ({ live: _, ...plan }: Plan) => plan],
  ])('%s', async (_, change) => {
    const { menu, path, live } = await planned()
    writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')))))
    const { code } = await menu('push', '--plan', 'plan.json')
    expect([3, 65]).toContain(code)
    expect(await live()).toMatchObject({ menu: { button: [{ key: 'old' }] } })
  })
})

test('neither a file nor a plan is a usage error', async () => {
  const { menu } = await world()
  expect(await menu('push')).toMatchObject({ code: 64, stderr: expect.stringContaining('menu push FILE') })
})

type Plan = Record<string, unknown>

describe('a plan that somebody has tampered with', () => {
  test.each([
    ['begins a line that a CI runner would obey', { file: '::set-output name=hash::evil' }],
    [
      'lets a file take the place of a media_id that WeChat has given',
      {
        uploads: [
          {
            placeholder: 'REAL',
            path: '../x.png',
            shown: 'x',
            sha256: 'a'.repeat(64),
            bytes: 1,
            type: 'image',
          },
        ],
      },
    ],
    [
      'uploads a file that its menu does not name',
      {
        uploads: [
          {
            placeholder: `media:sha256:${'a'.repeat(64)}`,
            path: 'x.png',
            shown: 'x',
            sha256: 'a'.repeat(64),
            bytes: 1,
            type: 'image',
          },
        ],
      },
    ],
  ])('%s', async (_, change) => {
    const { menu, path } = await planned()
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...change }))
    expect(await menu('push', '--plan', 'plan.json')).toMatchObject({ code: 65, stdout: '' })
  })
})

test('a plan is not made over a menu that somebody else changed, without --force', async () => {
  const { menu, file, place } = await world()
  file('menu.json', keys('a'))
  await menu('push', 'menu.json')
  await place(JSON.parse(keys('theirs')))
  file('menu.json', keys('b'))
  expect(await menu('push', 'menu.json', '--plan', 'plan.json')).toMatchObject({ code: 3 })
  expect(await menu('push', 'menu.json', '--plan', 'plan.json', '--force')).toMatchObject({ code: 0 })
})

test('options that belong to planning are refused where a plan is applied', async () => {
  const { menu } = await planned()
  for (const option of [['--force'], ['--no-prune'], ['--expect', '0123456789ab']])
    expect(await menu('push', '--plan', 'plan.json', ...option)).toMatchObject({ code: 64 })
})
