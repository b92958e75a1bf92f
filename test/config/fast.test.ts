import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import config from '../../.config/vitest.fast.config.mjs'

const root = join(import.meta.dirname, '../..')
const excluded: readonly string[] = config.test?.exclude ?? []
const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts') && !/^(e2e|interop|bench)\//.test(name))
  .map((name) => ({ path: `test/${name}`, code: readFileSync(join(root, 'test', name), 'utf8') }))

test.each([
  ['runs the built program', /startProgram\(|runProgram\(|sandboxProcess\(/],
  ['builds it', /ensureBuilt\(/],
  ['packs it', /packed\(\)/],
  ['replaces modules', /vi\.mock\(/],
  ['says that it is slow', /^\W+@module[-]tag slow$/m],
])('npm run test:fast leaves out a file that %s', (_, pattern) => {
  const found = files.filter(({ code }) => pattern.test(code)).map(({ path }) => path)
  expect(found.filter((path) => !excluded.includes(path))).toEqual([])
  expect(found.length).toBeGreaterThan(0)
})

test('npm run test:fast runs most of the files', () => {
  const left = files.filter(({ path }) => !excluded.includes(path))
  expect(left.length / files.length).toBeGreaterThan(0.6)
})
