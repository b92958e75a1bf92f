import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const walk = (...argv: string[]) =>
  execFileSync(process.execPath, [join(root, 'bench/walk.mjs'), ...argv], { cwd: root, encoding: 'utf8' })

test('bench/walk.mjs runs each job for real and counts what it crosses', () => {
  const { jobs, src } = JSON.parse(walk('--json'))
  expect(Object.keys(jobs)).toEqual([
    'menu push, up to date',
    'menu push, one change',
    'serve, one push',
    'token, cached',
  ])
  for (const [name, { entered, changes }] of Object.entries<Record<string, number>>(jobs)) {
    expect(entered, name).toBeGreaterThan(5)
    expect(changes, name).toBeGreaterThanOrEqual((entered ?? 0) - 1)
  }
  expect(jobs['menu push, one change'].entered).toBeGreaterThan(jobs['menu push, up to date'].entered)
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  expect(src.files).toBe(sources.filter((name) => name.endsWith('.ts')).length)
})

test('bench/walk.mjs --list names the files of one job in the order in which they are entered', () => {
  const [first, ...later] = walk('--list', 'token, cached').trim().split('\n')
  expect(first).toBe('src/main.ts')
  expect(later.some((file) => file.startsWith('src/commands/token'))).toBe(true)
  expect(new Set(later).size).toBe(later.length)
})
