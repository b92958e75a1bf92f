import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { conditionals, keys, world } from './world'

// @module-tag slow

/** Pushes menu.json and stops the run once a call has arrived. @param more further arguments */
async function stoppedAt(
  path: string,
  signal: 'SIGINT' | 'SIGTERM',
  { fault, more = [] }: { fault: string; more?: string[] },
) {
  const all = await world()
  all.file('menu.json', conditionals(['2', 'a']))
  await all.fault(`${path}=${fault}`)
  const stop = new AbortController()
  const pushing = all.run(['menu', 'push', 'menu.json', ...more], { signal: stop.signal })
  const seen: Record<string, number> = {}
  const look = async () => {
    for (const [name, count] of Object.entries(await all.calls())) seen[name] = (seen[name] ?? 0) + count
  }
  while (!seen[path]) await look()
  stop.abort(signal)
  const outcome = await pushing
  await look()
  return { ...outcome, seen, live: await all.live() }
}

test('the write under way ends, no other of the push begins, and the former menu is put back', async () => {
  const { code, stderr, seen, live } = await stoppedAt('menu/create', 'SIGINT', { fault: 'latency:300' })
  expect(code).toBe(130)
  expect(stderr).toContain('call 2 of 2 failed')
  expect(stderr).toContain('the former menu was put back')
  expect(seen['menu/addconditional']).toBeUndefined()
  expect(live).toMatchObject({ errcode: 46003 })
})

test.each([
  ['SIGINT', 130, 'interrupted'],
  ['SIGTERM', 143, 'terminated'],
] as const)('%s: with --json the document has the exit code that is returned', async (signal, exit, kind) => {
  const { code, stdout, stderr } = await stoppedAt('menu/create', signal, {
    fault: 'latency:300',
    more: ['--json'],
  })
  expect([code, stdout]).toEqual([exit, ''])
  expect(JSON.parse(stderr).error).toMatchObject({ code: 'PUSH_RESTORED', kind, done: 1, exitCode: exit })
})

test('a write that is not answered ends with its time, and what is live is known all the same', async () => {
  const { code, stderr } = await stoppedAt('menu/addconditional', 'SIGINT', {
    fault: 'hang',
    more: ['--timeout', '0.5'],
  })
  expect(code).toBe(130)
  expect(stderr).toContain('the former menu was put back')
})

test('during the last write: it ends, is read back and told as done', async () => {
  const { code, stdout, live } = await stoppedAt('menu/addconditional', 'SIGINT', { fault: 'latency:300' })
  expect([code, stdout]).toEqual([0, expect.stringContaining('pushed')])
  expect(live.conditionalmenu).toHaveLength(1)
})

test('before the first write: nothing is written, and there is nothing to tell', async () => {
  const { code, stderr, seen } = await stoppedAt('menu/get', 'SIGTERM', { fault: 'latency:300' })
  expect([code, stderr]).toEqual([143, expect.stringContaining('Error: ')])
  expect(stderr).not.toContain('half-way')
  expect(seen['menu/create']).toBeUndefined()
})

test('menu delete: the call under way ends, and is told as done', async () => {
  const { run, place, fault, calls, live } = await world()
  await place(JSON.parse(keys('old')))
  await fault('menu/delete=latency:300')
  const stop = new AbortController()
  const deleting = run(['menu', 'delete', '--yes'], { signal: stop.signal })
  while (!(await calls())['menu/delete']);
  stop.abort('SIGINT')
  expect(await deleting).toMatchObject({ code: 0, stdout: expect.stringContaining('deleted') })
  expect(await live()).toMatchObject({ errcode: 46003 })
})

/** What of a store a process leaves that is ended in the middle of a write: all but the locks, which are its own. */
async function leftBehind({
  store,
  cwd,
  calls,
}: Pick<Awaited<ReturnType<typeof world>>, 'store' | 'cwd' | 'calls'>) {
  while (!((await calls())['menu/create'] ?? 0)) await new Promise((resolve) => setTimeout(resolve, 5))
  const copy = join(cwd, 'left-behind')
  cpSync(store, copy, { recursive: true, filter: (path) => !path.endsWith('.lock') })
  return copy
}

test('after a push that was cut off while it wrote, the next one says so and takes what is live', async () => {
  const all = await world()
  const { menu, run, file, fault, mend, place } = all
  file('menu.json', keys('a'))
  expect((await menu('push', 'menu.json')).code).toBe(0)
  file('menu.json', keys('b'))
  await all.calls()
  await fault('menu/create=latency:300')
  const [copy] = await Promise.all([leftBehind(all), menu('push', 'menu.json')])
  await mend()
  await place(JSON.parse(keys('mixture')))
  const { code, stderr } = await run(['menu', 'push', 'menu.json'], { env: { WXADMIN_CONFIG_DIR: copy } })
  expect([code, stderr]).toEqual([0, expect.stringContaining('cut off')])
})

test('a push that was undone leaves no entry in the history', async () => {
  const { menu, file, fault } = await world()
  file('menu.json', keys('a'))
  expect((await menu('push', 'menu.json')).code).toBe(0)
  const before = (await menu('history', '--json')).stdout
  file('menu.json', conditionals(['2', 'a'], ['100', 'b']))
  await fault('menu/addconditional=errcode:45009')
  expect((await menu('push', 'menu.json')).stderr).toContain('the former menu was put back')
  expect((await menu('history', '--json')).stdout).toBe(before)
})
