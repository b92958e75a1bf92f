import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What the built program is made of. */
const SOURCES = ['src', '.config', 'package.json']

/** Written last of all by .config/build.mjs. */
const LAST = 'dist/menu.schema.json'

/** A build takes seconds; a lock older than this was left by a killed one. Milliseconds. */
const LONGEST_MS = 120_000

/**
 * Builds dist/ where it is older than its sources, so that no test judges a program that is not there any more. Workers
 * that come meanwhile wait: one builds for all.
 * @param root the project's directory
 * @param build how it is built
 */
export function ensureBuilt(root: string, build: () => void = () => run(root)): void {
  if (!isStale(root)) return
  const lock = join(root, 'node_modules/.building')
  const release = takeLock(lock)
  try {
    if (isStale(root)) build() // another may have done it while this one waited
  } finally {
    release()
  }
}

/** Whether there is no built program, or a source is newer than it. */
export function isStale(root: string): boolean {
  const built = timeOf(join(root, LAST))
  return SOURCES.some((source) => newest(join(root, source)) > built)
}

function run(root: string): void {
  execFileSync(process.execPath, ['.config/build.mjs'], { cwd: root, stdio: 'pipe' })
}

function newest(path: string): number {
  const times = [timeOf(path)] // of a directory as well: a file may have been removed
  if (statSync(path).isDirectory())
    for (const entry of readdirSync(path, { recursive: true, encoding: 'utf8' }))
      times.push(timeOf(join(path, entry)))
  return Math.max(...times)
}

function timeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

/** A directory, which one alone can make. */
function takeLock(path: string): () => void {
  for (;;) {
    try {
      mkdirSync(path)
      return () => rmdirSync(path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      if (Date.now() - timeOf(path) > LONGEST_MS && timeOf(path) > 0) rmdirSync(path)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100)
    }
  }
}
