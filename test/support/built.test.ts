import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ensureBuilt, isStale } from './built'
import { temporaryDirectory } from './run'

/** A project that was built after it was last changed. */
function project() {
  const root = temporaryDirectory()
  for (const directory of ['src/deep', '.config', 'dist', 'node_modules'])
    mkdirSync(join(root, directory), { recursive: true })
  const files = ['src/main.ts', 'src/deep/a.ts', '.config/build.mjs', 'package.json', 'dist/menu.schema.json']
  for (const file of files) writeFileSync(join(root, file), '')
  const at = (seconds: number, ...paths: string[]) => {
    for (const path of paths) utimesSync(join(root, path), seconds, seconds)
  }
  at(1000, ...files, 'src', 'src/deep', '.config')
  at(2000, 'dist/menu.schema.json')
  return { root, at }
}

describe('the built program that tests run', () => {
  test('is built again where any source is newer', () => {
    for (const path of ['src/main.ts', 'src/deep/a.ts', 'src/deep', '.config/build.mjs', 'package.json']) {
      const { root, at } = project()
      expect(isStale(root)).toBe(false)
      at(3000, path)
      expect(isStale(root), path).toBe(true)
      ensureBuilt(root, () => at(4000, 'dist/menu.schema.json'))
      expect(isStale(root), path).toBe(false)
    }
  })

  test('is left alone where it is up to date', () => {
    const { root } = project()
    ensureBuilt(root, () => expect.unreachable())
  })

  test('is built by one alone: who comes meanwhile waits, and then has nothing to do', async () => {
    const { root, at } = project()
    at(3000, 'package.json')
    mkdirSync(join(root, 'node_modules/.building'))
    const other = `setTimeout(() => {
      require('node:fs').writeFileSync('dist/menu.schema.json', '')
      require('node:fs').rmdirSync('node_modules/.building')
    }, 500)`
    const builder = spawn(process.execPath, ['-e', other], { cwd: root })
    ensureBuilt(root, () => expect.unreachable())
    await once(builder, 'close')
    expect(isStale(root)).toBe(false)
    expect(existsSync(join(root, 'node_modules/.building'))).toBe(false)
  })

  test('a lock that a killed build has left does not last', () => {
    const { root, at } = project()
    at(3000, 'package.json')
    mkdirSync(join(root, 'node_modules/.building'))
    at(1000, 'node_modules/.building')
    let builds = 0
    ensureBuilt(root, () => {
      builds++
    })
    expect(builds).toBe(1)
  })
})
