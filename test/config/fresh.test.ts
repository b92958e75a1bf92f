import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { alone, ensureBuilt, isStale } from '../../.config/fresh.mjs'
import { temporaryDirectory } from '../support/run'

// @module-tag slow

const fresh = pathToFileURL(join(import.meta.dirname, '../../.config/fresh.mjs')).href

/** Stands in for the bundler: takes a while, and notes that it ran. */
const BUILD = `
  import { appendFileSync, writeFileSync } from 'node:fs'
  import { alone, isStale } from '${fresh}'
  await alone('.', async () => {
    if (!isStale('.')) return
    appendFileSync('node_modules/builds', 'built\\n')
    await new Promise((resolve) => setTimeout(resolve, 300))
    writeFileSync('dist/menu.schema.json', '')
  })`

/** A project that was built after it was last changed. */
function project() {
  const root = temporaryDirectory()
  for (const directory of ['src/deep', '.config', 'dist', 'node_modules'])
    mkdirSync(join(root, directory), { recursive: true })
  const files = ['src/main.ts', 'src/deep/a.ts', 'package.json', 'dist/menu.schema.json']
  for (const file of files) writeFileSync(join(root, file), '')
  writeFileSync(join(root, '.config/build.mjs'), BUILD)
  const at = (seconds: number, ...paths: string[]) => {
    for (const path of paths) utimesSync(join(root, path), seconds, seconds)
  }
  at(1000, ...files, '.config/build.mjs', 'src', 'src/deep', '.config')
  at(2000, 'dist/menu.schema.json')
  const built = join(root, 'node_modules/builds')
  const builds = () => (existsSync(built) ? readFileSync(built, 'utf8').trim().split('\n').length : 0)
  return { root, at, builds }
}

describe('the built program that tests and the bench run', () => {
  test('is built again where any source is newer', () => {
    for (const path of ['src/main.ts', 'src/deep/a.ts', 'src/deep', '.config/build.mjs', 'package.json']) {
      const { root, at, builds } = project()
      expect(isStale(root)).toBe(false)
      at(3000, path)
      expect(isStale(root), path).toBe(true)
      ensureBuilt(root)
      expect(builds(), path).toBe(1)
      expect(isStale(root), path).toBe(false)
    }
  })

  test('is left alone where it is up to date', () => {
    const { root, builds } = project()
    ensureBuilt(root)
    expect(builds()).toBe(0)
  })

  test('is built once where several want it at the same time', async () => {
    const { root, at, builds } = project()
    at(3000, 'package.json')
    const want = `import('${fresh}').then(({ ensureBuilt }) => ensureBuilt('.'))`
    const others = Array.from({ length: 3 }, () => spawn(process.execPath, ['-e', want], { cwd: root }))
    await Promise.all(others.map((other) => once(other, 'close')))
    expect(others.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0])
    expect(builds()).toBe(1)
    expect(isStale(root)).toBe(false)
    expect(existsSync(join(root, 'node_modules/.building'))).toBe(false)
  })

  test('is built although a killed build has left its lock', () => {
    const { root, at, builds } = project()
    at(3000, 'package.json')
    mkdirSync(join(root, 'node_modules/.building'))
    at(1000, 'node_modules/.building')
    ensureBuilt(root)
    expect(builds()).toBe(1)
  })

  test('a build that fails is reported with what it said, and leaves no lock', async () => {
    const { root, at } = project()
    writeFileSync(join(root, '.config/build.mjs'), "throw new Error('a comma is missing')")
    at(3000, 'package.json')
    expect(() => ensureBuilt(root)).toThrow('a comma is missing')
    await expect(alone(root, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(existsSync(join(root, 'node_modules/.building'))).toBe(false)
  })
})
