/**
 * Where programs are looked for. Whoever wrote a checkout may have put a file of any name into it: no program is
 * taken from there because PATH happens to lead there. Every program that wxadmin starts is looked up here.
 */
import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { posix, win32 } from 'node:path'
import { checkoutAround, isMarked, jobRoots, type Surroundings } from '../checkout'
import type { Env } from '../env'

/** Where systems keep their programs: a directory that holds one of these, or the home directory, is no checkout. */
const SYSTEM = [
  '/bin',
  '/sbin',
  '/usr/bin',
  '/usr/sbin',
  '/usr/local/bin',
  '/usr/local/sbin',
  '/opt/homebrew/bin',
]

/**
 * Directories of PATH that nobody but the person and the system puts programs into. Left out are relative and empty
 * entries, every `node_modules/.bin`, and what lies in the checkout or the working directory, by its name or behind
 * links. The home directory and those above it (`/`, `/usr`) are no checkout even where one works in them.
 * @returns absolute directories; those of the system where PATH has no other, because an empty PATH means the working
 * directory to some shells
 */
export function trustedDirectories(place: Surroundings): readonly string[] {
  const { platform, env } = place
  const checkout = checkoutOf(place)
  const kept = absoluteDirectories(env, platform).filter((entry) => {
    const names = [entry, realpath(entry)]
    return !names.some(
      (name) => isPackageBin(name) || checkout.some((root) => isWithin(root, name, platform)),
    )
  })
  if (kept.length > 0) return kept
  return platform === 'win32' ? [system32(env), systemRoot(env)] : SYSTEM.slice(0, 6)
}

/** The entries of PATH that mean the same directory wherever one works. */
export function absoluteDirectories(env: Env, platform: string): readonly string[] {
  const value = env[pathName(env, platform)] ?? ''
  if (platform !== 'win32') return value.split(':').filter((entry) => entry.startsWith('/'))
  const entries = value.split(';').map((entry) => entry.trim().replace(/^"(.*)"$/, '$1'))
  return entries.filter((entry) => /^(?:[a-z]:[\\/]|\\\\)/i.test(entry)) // `\bin` is on the drive one works on
}

/** How PATH is written in this environment: `Path` on Windows, where capitals do not count. */
export function pathName(env: Env, platform: string): string {
  if (platform !== 'win32') return 'PATH'
  return Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'Path'
}

/**
 * The file that a program's bare name means.
 * @param name without a slash; on Windows its ending may be left out
 * @returns absolute path: the first that may be run, else the first file of that name, for the system to say why it
 * cannot; undefined where there is no such file
 */
export function findProgram(
  name: string,
  directories: readonly string[],
  { env, platform }: Omit<Surroundings, 'cwd'>,
): string | undefined {
  const { join, extname } = pathsOf(platform)
  const isWindows = platform === 'win32'
  const known = (variable(env, 'PATHEXT') || '.COM;.EXE;.BAT;.CMD').toLowerCase().split(';').filter(Boolean)
  const endings = isWindows && !known.includes(extname(name).toLowerCase()) ? known : ['']
  const files = directories
    .flatMap((directory) => endings.map((ending) => join(directory, name + ending)))
    .filter(isFile)
  return files.find((file) => isWindows || isExecutable(file)) ?? files[0]
}

/** A program that comes with Windows, by its absolute path: CreateProcess looks into the working directory first. */
export function windowsProgram(name: string, env: Env): string {
  return win32.join(system32(env), name)
}

/** The shell that takes a command line apart, by its absolute path. */
export function shellOf({ env, platform }: Omit<Surroundings, 'cwd'>): string {
  if (platform === 'win32') return windowsProgram('cmd.exe', env)
  return platform === 'android' ? '/system/bin/sh' : '/bin/sh'
}

/**
 * The top of the checkout that one works in, else the working directory, and the checkout that a CI job names, as they
 * are called and as they are behind links. None where that is the home directory, a directory of the system, or one above these.
 */
function checkoutOf(place: Surroundings): readonly string[] {
  const { cwd, platform } = place
  const { dirname } = pathsOf(platform)
  const own = ownDirectories(place)
  const isOwn = (directory: string) => own.some((each) => isWithin(directory, each, platform))
  const ofJob = jobRoots(place).filter((root) => !isOwn(root))
  if (cwd === undefined) return ofJob
  const worked = [cwd, realpath(cwd)].flatMap((start) => {
    let top = isOwn(start) ? undefined : start
    for (let at = start; !isOwn(at) && dirname(at) !== at; at = dirname(at))
      if (isMarked(at, pathsOf(platform).join)) top = at // goes on upwards: a submodule belongs to the whole
    return top ?? []
  })
  return [...ofJob, ...worked]
}

/** Where the person and the system keep programs, and the home directory. */
function ownDirectories({ env, platform }: Surroundings): readonly string[] {
  const { join } = pathsOf(platform)
  const isWindows = platform === 'win32'
  const homes = homesOf({ env, platform })
  const bins = homes.flatMap((home) => [home, join(home, 'bin'), join(home, '.local', 'bin')])
  const own = [...bins, ...(isWindows ? [system32(env)] : SYSTEM)]
  return own.flatMap((directory) => [directory, realpath(directory)])
}

/** The home directories: the account's, and HOME unless that is in a checkout, where some CI jobs put it. */
function homesOf({ env, platform }: Omit<Surroundings, 'cwd'>): readonly string[] {
  const { isAbsolute } = pathsOf(platform)
  const homes: string[] = []
  try {
    homes.push(userInfo().homedir)
  } catch {
    // a container's user without an entry in /etc/passwd
  }
  const given = platform === 'win32' ? variable(env, 'USERPROFILE') : (env.HOME ?? '')
  if (!isAbsolute(given)) return homes
  return checkoutAround(given, { env, platform }) === undefined ? [...homes, given] : homes
}

/** Whether a directory is another one or lies in it. */
function isWithin(outer: string, inner: string, platform: string): boolean {
  const { relative, isAbsolute, sep } = pathsOf(platform)
  const way = relative(outer, inner)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

const isPackageBin = (directory: string) => /[\\/]node_modules[\\/]+\.bin(?:[\\/]|$)/i.test(directory)

const pathsOf = (platform: string) => (platform === 'win32' ? win32 : posix)

const systemRoot = (env: Env) => {
  const given = variable(env, 'SYSTEMROOT')
  return /^[a-z]:\\/i.test(given) ? given : 'C:\\Windows'
}

const system32 = (env: Env) => win32.join(systemRoot(env), 'System32')

/** A variable of Windows, where capitals do not count in names. */
function variable(env: Env, name: string): string {
  return Object.entries(env).find(([each]) => each.toUpperCase() === name)?.[1] ?? ''
}

function realpath(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    return path
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
