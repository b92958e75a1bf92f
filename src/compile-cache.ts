/**
 * Keeps the compiled code of the bundle between runs: compiling is half of what a short command costs. Node does
 * it from 22.1 on; before that the same is done here with V8's code cache (measured on Node 20: `menu validate`
 * 70 → 51 ms, `token` 50 → 38 ms).
 *
 * Whoever can write the cache decides what runs, so it lies in the user's own cache directory, is not used where
 * another could write it or a directory above it, nor in a checkout, whose files others wrote though they are the
 * user's (jobs that set HOME or XDG_CACHE_HOME there), and never in a shared temporary directory (Node's default).
 *
 * NODE_COMPILE_CACHE is out of reach: from 22.1 on Node takes compiled code from there before the first line of ours
 * runs, as of every program that the job starts, and `enableCompileCache` then changes nothing. It is like NODE_OPTIONS:
 * whoever sets it says what runs. Node before that, and the cache here, do not know it.
 */
import { checkoutAround } from './checkout'
import { commandFacts } from './command-facts'
import { faultOf, type Level, levelsOf } from './ownership'

const PRIVATE = 0o700

/**
 * @param folder absolute path of the bundle; nothing else is cached
 * @param version of wxadmin: each has a cache of its own
 */
export function useCompileCache(proc: NodeJS.Process, folder: string, version: string): void {
  try {
    const own = hasItsOwn(proc.versions.node)
    const { directory, isNew } = cacheDirectory(proc, version, own ? '' : commandOf(proc.argv.slice(2)))
    if (own) {
      const nodeModule = proc.getBuiltinModule('node:module') as unknown as {
        enableCompileCache(directory: string): unknown
      }
      // Node opens the files itself, later. What is in a directory of the user's alone does not change meanwhile.
      checkFiles(proc, directory)
      nodeModule.enableCompileCache(directory)
    } else cacheHere(proc, folder, directory, isNew)
  } catch {
    // Without a home, or with one that cannot be written: every run compiles.
  }
}

/** Whether this Node keeps compiled code by itself: from 22.1 on. */
function hasItsOwn(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 1)
}

/**
 * The command that a command line is about, as far as caches go. Each has its own: a cache holds what was compiled in
 * the run that wrote it, and what `menu schema` runs of a chunk is not what `menu push` needs (measured: 2.5 against
 * 2.2 × bare node).
 */
function commandOf(argv: readonly string[]): string {
  const words = ` ${argv.filter((word) => !word.startsWith('-')).join(' ')} `
  return (
    commandFacts.frequent.find((command) => words.includes(` ${command} `))?.replaceAll(' ', '-') ?? 'other'
  )
}

/** @throws where another user could replace something on the way to a path. @param levels of the path */
function checkLevels(proc: NodeJS.Process, levels: readonly Level[]): void {
  const user = proc.getuid?.()
  const top = levels[0]?.stats.uid ?? 0
  if (user !== undefined && levels.some(({ stats }) => faultOf(stats, user, top))) throw new Error('not ours')
}

/** @throws where anything in a directory was made by another, could be changed by one, or is a link */
function checkFiles(proc: NodeJS.Process, directory: string): void {
  const user = proc.getuid?.()
  if (user === undefined) return
  const fs = proc.getBuiltinModule('node:fs')
  const top = fs.lstatSync('/').uid
  for (const name of fs.readdirSync(directory)) {
    const path = `${directory}/${name}`
    const stats = fs.lstatSync(path, { throwIfNoEntry: false })
    if (!stats) continue // another run has just put a new one in its place
    if (faultOf(stats, user, top) || stats.isSymbolicLink()) throw new Error('not ours')
    if (stats.isDirectory()) checkFiles(proc, path)
  }
}

/** The content of a file that is the user's alone. @throws where there is none, or another could have written it */
function readOwn(proc: NodeJS.Process, file: string): Buffer {
  const fs = proc.getBuiltinModule('node:fs')
  const user = proc.getuid?.()
  if (user === undefined) return fs.readFileSync(file)
  const fd = fs.openSync(file, fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW)
  try {
    const stats = fs.fstatSync(fd)
    if (faultOf(stats, user, 0)) throw new Error('not ours')
    const content = Buffer.allocUnsafeSlow(stats.size)
    fs.readSync(fd, content)
    return content
  } finally {
    fs.closeSync(fd)
  }
}

/**
 * Loads the chunks of the bundle itself. Node's own loader asks the file system for each of them what it is, where it
 * really lies and whose package it belongs to (measured: 0.5 ms a chunk).
 * @param isFirst nothing is kept in this run, the first of its command on this machine: it fetches, makes directories and
 * asks, and what it compiled for that would be read by every run after it (measured: `token` 5 ms of 90)
 */
function cacheHere(proc: NodeJS.Process, folder: string, directory: string, isFirst: boolean): void {
  const fs = proc.getBuiltinModule('node:fs')
  const { basename, dirname, join } = proc.getBuiltinModule('node:path')
  const { Script } = proc.getBuiltinModule('node:vm')
  const fresh = new Map<string, InstanceType<typeof Script>>()
  const loaded = new Map<string, { exports: unknown }>()
  const requireFromNode = module.require.bind(module)
  const requireIn = (from: string) => (id: string) =>
    id.startsWith('.') ? load(join(from, id)) : requireFromNode(id)
  module.require = requireIn(folder)

  function load(filename: string): unknown {
    const known = loaded.get(filename)
    if (known) return known.exports
    const content = fs.readFileSync(filename, 'utf8')
    // The names of chunks hold a hash of their content.
    const file = `${directory}/${basename(filename)}.v8`
    let cachedData: Buffer | undefined
    try {
      cachedData = readOwn(proc, file)
    } catch {
      // not compiled before, or not by this user
    }
    const script = new Script(module.constructor.wrap(content), { filename, cachedData })
    if (!isFirst && (!cachedData || script.cachedDataRejected)) {
      // A garbage collection would throw away what ran only once, and the cache would lack just that.
      if (fresh.size === 0) proc.getBuiltinModule('node:v8').setFlagsFromString('--no-flush-bytecode')
      fresh.set(file, script)
    }
    const chunk = { exports: {} }
    loaded.set(filename, chunk)
    const from = dirname(filename)
    script.runInThisContext().call(chunk.exports, chunk.exports, requireIn(from), chunk, filename, from)
    return chunk.exports
  }

  // At the end: what was compiled on the way is in it then, and not only the outermost function.
  proc.on('exit', () => {
    // The flags are part of what V8 checks when it takes a cache: back to what they are when it is read.
    if (fresh.size > 0) proc.getBuiltinModule('node:v8').setFlagsFromString('--flush-bytecode')
    for (const [file, script] of fresh) {
      try {
        const next = `${file}.${proc.pid}`
        fs.writeFileSync(next, script.createCachedData(), { mode: 0o600, flag: 'wx' })
        fs.renameSync(next, file)
      } catch {
        return // a full disk, or another process was quicker
      }
    }
  })
}

/**
 * Makes the directory where there is none.
 * @param name of a directory in that of the version, where there is one
 * @throws where there can be none, or others may write it
 */
function cacheDirectory(
  proc: NodeJS.Process,
  version: string,
  name: string,
): { readonly directory: string; readonly isNew: boolean } {
  const fs = proc.getBuiltinModule('node:fs')
  const { isAbsolute, join } = proc.getBuiltinModule('node:path')
  const { env, platform } = proc
  const home = env.HOME ?? ''
  const xdg = env.XDG_CACHE_HOME ?? ''
  const places: Partial<Record<NodeJS.Platform, string>> = {
    win32: env.LOCALAPPDATA,
    darwin: home && join(home, 'Library', 'Caches'),
  }
  // The XDG specification: a relative path is to be ignored.
  const caches = places[platform] || (isAbsolute(xdg) ? xdg : home && join(home, '.cache'))
  if (!isAbsolute(caches)) throw new Error('no place for a cache')
  const ofVersion = join(caches, 'wxadmin', `${version}-node-${proc.version}-${proc.arch}`)
  const directory = join(ofVersion, name)
  const { levels } = platform === 'win32' ? { levels: [] } : levelsOf('/', directory) // there it is the user's own profile
  if (checkoutAround(directory, { env, cwd: workingDirectory(proc), platform }, levels) !== undefined)
    throw new Error('in a checkout')
  checkLevels(proc, levels)
  if (fs.existsSync(directory)) return { directory, isNew: false }
  // One level at a time: Node's recursive mkdir never ends where a parent cannot hold anything (/proc).
  for (const level of [caches, join(caches, 'wxadmin'), ofVersion, directory])
    if (!fs.existsSync(level)) fs.mkdirSync(level, PRIVATE)
  return { directory, isNew: true }
}

function workingDirectory(proc: NodeJS.Process): string | undefined {
  try {
    return proc.cwd()
  } catch {
    return undefined // deleted
  }
}

/** The bundle is CommonJS; this is what Node calls `module` in its entry. */
declare const module: {
  /** What its `require` calls. */
  require: (id: string) => unknown
  readonly constructor: { wrap(content: string): string }
}
