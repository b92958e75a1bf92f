import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../support/program'

test('two versions over one store, at once and killed now and then, lose nothing and find nothing damaged', () => {
  const soak = join(projectRoot, 'bench/two-versions.mjs')
  const { status, stdout, stderr } = spawnSync(process.execPath, [soak, '--seconds', '12'], {
    encoding: 'utf8',
  })
  expect([status, stderr, /^LOST.*$/gm.exec(stdout)]).toEqual([0, '', null])
  for (const what of ['account add', 'token', 'menu push', 'oauth url', 'newer entries'])
    expect(stdout).toContain(what)
}, 120_000)
