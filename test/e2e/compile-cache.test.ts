import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { runProgram } from '../support/program'
import { temporaryDirectory } from '../support/run'

const dist = fileURLToPath(new URL('../../dist', import.meta.url))
const VALIDATE = ['menu', 'validate', 'menus/main.yaml']
const FINE = { code: 0, stdout: 'menus/main.yaml: valid\n', stderr: '' }

/** A cache directory of its own for this test. */
function cache() {
  const home = temporaryDirectory()
  const root = join(home, 'caches')
  const env = { HOME: home, XDG_CACHE_HOME: root, LOCALAPPDATA: root }
  const directory = () => join(root, 'wxadmin', readdirSync(join(root, 'wxadmin'))[0] ?? '')
  return { env, directory, files: () => readdirSync(directory(), { recursive: true }).map(String) }
}

test('what every run loads first names no file but itself', () => {
  const entry = readFileSync(join(dist, 'main.cjs'), 'utf8')
  const atOnce = entry.replaceAll(/\(\)\s*=>\s*require\([^)]*\)/g, '')
  expect(atOnce).toMatch(/require\(["'`]node:fs["'`]\)/)
  expect(atOnce).not.toMatch(/require\(["'`]\.\.?\//)
})

describe.runIf(process.platform === 'linux')('compiled code is kept between runs', () => {
  test('in the user’s own cache directory, for its owner alone, and used again', async () => {
    const { env, directory, files } = cache()
    // The first run of a command, which may do what no later one does, is not what is kept.
    for (let run = 1; run <= 2; run++) expect(await runProgram(VALIDATE, { env })).toEqual(FINE)
    expect(files().length).toBeGreaterThan(1)
    expect(statSync(directory()).mode & 0o777).toBe(0o700)
    const before = files().map((name) => statSync(join(directory(), name)).mtimeMs)
    expect(await runProgram(VALIDATE, { env })).toEqual(FINE)
    expect(files().map((name) => statSync(join(directory(), name)).mtimeMs)).toEqual(before)
  })

  const isKeptByUs = /^v(?:20|22\.0)\./.test(process.version)

  test.runIf(isKeptByUs)('and checking a menu leaves the store alone, its code too', async () => {
    const { env, files } = cache()
    for (let run = 1; run <= 2; run++) expect(await runProgram(VALIDATE, { env })).toEqual(FINE)
    const chunks = files()
      .filter((name) => name.endsWith('.v8')) // from Node 22.1 on Node keeps it, under names of its own
      .map((name) => name.replace(/^.*\//, ''))
    const kinds = chunks.map((name) => name.replace(/-[\w-]{8}\.cjs\.v8$/, ''))
    expect(kinds.sort()).toEqual(['menu-file', 'program', 'rolldown-runtime'])
  })

  test('but not where others may write', async () => {
    const { env, directory, files } = cache()
    for (let run = 1; run <= 2; run++) await runProgram(VALIDATE, { env })
    const kept = files().length
    chmodSync(directory(), 0o777)
    expect(await runProgram(['explain', '40164', '--json'], { env })).toMatchObject({ code: 0 })
    expect(files().length).toBe(kept)
  })

  test('a file that was cut short is passed over', async () => {
    const { env, directory, files } = cache()
    for (let run = 1; run <= 2; run++) await runProgram(VALIDATE, { env })
    for (const name of files()) {
      const path = join(directory(), name)
      if (statSync(path).isFile()) truncateSync(path, Math.floor(readFileSync(path).length / 2))
    }
    expect(await runProgram(VALIDATE, { env })).toEqual(FINE)
  })

  test('without a place for it every run compiles', async () => {
    const home = temporaryDirectory()
    writeFileSync(join(home, 'file'), '')
    mkdirSync(join(home, 'empty'))
    for (const XDG_CACHE_HOME of [join(home, 'file'), 'relative/path'])
      expect(await runProgram(VALIDATE, { env: { HOME: home, XDG_CACHE_HOME } })).toEqual(FINE)
    expect(readdirSync(join(home, 'empty'))).toEqual([])
  })
})
