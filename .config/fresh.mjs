// Whether dist/ is what its sources say, for tests, the bench and `npm run dev`. One process at a time builds.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What the built program is made of. */
export const SOURCES = ['src', '.config', 'package.json']

/** Written last of all by build.mjs, with the time at which the build began. */
const LAST = 'dist/menu.schema.json'

/** A build takes seconds; a lock older than this was left by a killed one. Milliseconds. */
const LONGEST_MS = 120_000

/**
 * Builds dist/ where it is older than its sources, so that nothing judges a program that is gone. Whoever comes
 * meanwhile waits: one builds for all.
 * @param {string} root absolute path of the project
 * @throws where the build fails
 */
export function ensureBuilt(root) {
  if (!isStale(root)) return
  const argv = [join(root, '.config/build.mjs'), '--if-stale']
  execFileSync(process.execPath, argv, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] })
}

/**
 * Whether there is no built program, or a source is newer than it.
 * @param {string} root absolute path of the project
 */
export function isStale(root) {
  const built = timeOf(join(root, LAST))
  return SOURCES.some((source) => newest(join(root, source)) > built)
}

/**
 * Runs `build` while nobody else builds; waits for those who do.
 * @template T
 * @param {string} root absolute path of the project
 * @param {() => T | Promise<T>} build
 * @returns {Promise<T>}
 */
export async function alone(root, build) {
  const lock = join(root, 'node_modules/.building')
  takeLock(lock)
  try {
    return await build()
  } finally {
    rmdirSync(lock)
  }
}

/** Milliseconds since 1970 at which a file, or anything in a directory, was last changed. */
function newest(path) {
  const times = [timeOf(path)] // of a directory as well: a file may have been removed
  if (statSync(path).isDirectory())
    for (const entry of readdirSync(path, { recursive: true, encoding: 'utf8' }))
      times.push(timeOf(join(path, entry)))
  return Math.max(...times)
}

function timeOf(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

/** A directory: only one process can make it. */
function takeLock(path) {
  for (;;) {
    try {
      mkdirSync(path)
      return
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      const time = timeOf(path)
      if (time > 0 && Date.now() - time > LONGEST_MS) rmdirSync(path)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100)
    }
  }
}
