/**
 * What counts as a checkout: a directory whose files somebody else may have written. Git writes them as the user who
 * clones, so owner and mode do not tell them apart. One answer for the store, the cache of compiled code, the programs
 * that are started and the links that are followed. It knows nothing else of wxadmin: the start of every run loads it.
 */
import { existsSync, realpathSync } from 'node:fs'
import { userInfo } from 'node:os'
import { posix, win32 } from 'node:path'
import type { Env } from './env'
import { type Level, levelsOf } from './ownership'

/** What lies at the top of a checkout. */
const MARKERS = ['.git', '.hg', '.svn', '.jj']

/** Where CI jobs say that the checkout is. It has no marker where the code was downloaded as an archive. */
const JOB_VARIABLES = [
  'GITHUB_WORKSPACE', // GitHub, Gitea, Forgejo
  'CI_PROJECT_DIR', // GitLab
  'BITBUCKET_CLONE_DIR',
  'BUILD_SOURCESDIRECTORY', // Azure Pipelines
  'BUILD_REPOSITORY_LOCALPATH',
  'TRAVIS_BUILD_DIR',
  'CIRCLE_WORKING_DIRECTORY', // begins with `~`
  'CIRRUS_WORKING_DIR',
  'BUILDKITE_BUILD_CHECKOUT_PATH',
  'APPVEYOR_BUILD_FOLDER',
  'CODEBUILD_SRC_DIR',
  'CNB_BUILD_WORKSPACE',
  'CI_WORKSPACE', // Woodpecker
  'DRONE_WORKSPACE',
  'BITRISE_SOURCE_DIR',
  'CM_BUILD_DIR', // Codemagic
]
/** Jenkins and CODING. People use the name for themselves as well: it does not make a home directory a checkout. */
const COMMON_VARIABLE = 'WORKSPACE'

/** Where wxadmin keeps things in a home directory when no variable says otherwise. */
const USUAL =
  /^(?:\.config|\.cache|Library[\\/](?:Preferences|Caches)|AppData[\\/](?:Roaming|Local))[\\/]wxadmin(?:[\\/]|$)/

/** Where wxadmin runs. */
export interface Surroundings {
  readonly env: Env
  /** Absolute; absent where the directory was deleted, or does not count. */
  readonly cwd?: string | undefined
  /** As Node names it: `linux`, `darwin`, `win32`. */
  readonly platform: string
}

/** Whether a directory is the top of a repository. @param toPath makes of its path and a name what node:fs takes */
export function isMarked(
  directory: string,
  toPath: (directory: string, name: string) => string | Buffer = (directory, name) => `${directory}/${name}`,
): boolean {
  return MARKERS.some((marker) => existsSync(toPath(directory, marker)))
}

/**
 * The checkout that a path lies in, by its name or behind any of its links: a repository, the workspace of a CI job, or
 * the working directory. The home directory in the system's list of users, and those above it, are a checkout only
 * where a job says so: a person may keep it in a repository. HOME says nothing, because jobs set it to the workspace.
 * @param path absolute; it need not exist
 * @param levels of the path, where they are known
 * @returns the top of the checkout
 */
export function checkoutAround(
  path: string,
  surroundings: Surroundings,
  levels?: readonly Level[],
): string | undefined {
  const { env, cwd, platform } = surroundings
  const way = directoriesOn(path, platform, levels)
  const key = keyOf(platform)
  const on = (directories: readonly string[]) =>
    directories.find((directory) => way.has(key(directory)) && !isTop(directory, platform))
  const ofJob = on(rootsIn(env, JOB_VARIABLES, platform))
  if (ofJob !== undefined) return ofJob

  const tops = [...way.values()].filter((directory) => isMarked(directory))
  const worked = cwd === undefined ? [] : [cwd, realpath(cwd)]
  const found = [...tops, ...worked, ...rootsIn(env, [COMMON_VARIABLE], platform)]
  // Looking up the user takes longer than all of this, and is seldom needed.
  if (on(found) === undefined) return undefined
  const homes = homesOfUser()
  const { relative } = pathsOf(platform)
  if (homes.some((home) => USUAL.test(relative(home, path)))) return undefined
  const above = new Set(homes.flatMap((home) => upwards(home, platform)).map(key))
  return on(found.filter((directory) => !above.has(key(directory))))
}

/** The checkouts that the variables of CI jobs name, as they are called and as they are behind links. */
export function jobRoots({ env, platform }: Omit<Surroundings, 'cwd'>): readonly string[] {
  return rootsIn(env, [...JOB_VARIABLES, COMMON_VARIABLE], platform)
}

/** The home directory in the system's list of users, as it is called and as it is behind links; none where it has no entry. */
function homesOfUser(): readonly string[] {
  try {
    const { homedir } = userInfo()
    return [homedir, realpath(homedir)]
  } catch {
    return [] // a container's user without an entry in /etc/passwd
  }
}

function rootsIn(env: Env, names: readonly string[], platform: string): readonly string[] {
  const { isAbsolute, resolve } = pathsOf(platform)
  return names.flatMap((name) => {
    const value = env[name]
    if (!value) return []
    const rest = /^~(?:[\\/]+(.*))?$/s.exec(value)
    const homes = rest ? [env.HOME ?? '', ...homesOfUser()].filter(isAbsolute) : []
    const given = rest ? homes.map((home) => resolve(home, rest[1] ?? '')) : [value].filter(isAbsolute)
    return given.flatMap((root) => [resolve(root), realpath(root)])
  })
}

/** Every directory that is met on the way to a path, by how it is compared: what its links lead to as well. */
function directoriesOn(
  path: string,
  platform: string,
  levels?: readonly Level[],
): ReadonlyMap<string, string> {
  const behind =
    platform === 'win32'
      ? upwards(realpathOfExisting(path, platform), platform)
      : (levels ?? levelsOf('/', path).levels).map((level) => level.path)
  const key = keyOf(platform)
  return new Map([...upwards(path, platform), ...behind].map((directory) => [key(directory), directory]))
}

function realpathOfExisting(path: string, platform: string): string {
  return realpath(upwards(path, platform).find((directory) => existsSync(directory)) ?? path)
}

/** A directory and those above it. */
function upwards(path: string, platform: string): string[] {
  const { dirname, resolve } = pathsOf(platform)
  const all: string[] = []
  for (let at = resolve(path); ; at = dirname(at)) {
    all.push(at)
    if (dirname(at) === at) return all
  }
}

/** Nothing lies outside of it, so it tells nothing apart. */
const isTop = (directory: string, platform: string) => pathsOf(platform).dirname(directory) === directory

const keyOf = (platform: string) => (path: string) => (platform === 'win32' ? path.toLowerCase() : path)

const pathsOf = (platform: string) => (platform === 'win32' ? win32 : posix)

function realpath(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    return path
  }
}
