/** Programs of the person's own that a shell starts for us: what they are told, and how they are ended whole. */
import { type ChildProcess, spawnSync } from 'node:child_process'
import { platform } from 'node:os'
import type { Surroundings } from '../checkout'
import type { Env } from '../env'
import { variables } from '../environment'
import { pathName, shellOf, trustedDirectories, windowsProgram } from './program-path'

export const WINDOWS = platform() === 'win32'

const SECRETS: ReadonlySet<string> = new Set(
  variables.filter((variable) => 'secret' in variable).map(({ name }) => name),
)

/**
 * The environment of such a program: our secrets are not handed to it, nor to what it starts, and neither finds
 * programs in the checkout that one works in.
 */
export function childEnvironment(place: Surroundings): Record<string, string | undefined> {
  const { env, platform } = place
  const isWindows = platform === 'win32'
  const path = pathName(env, platform)
  const isLeftOut = (name: string) =>
    SECRETS.has(name.toUpperCase()) || (isWindows && name !== path && name.toUpperCase() === 'PATH')
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !isLeftOut(name))),
    [path]: trustedDirectories(place).join(isWindows ? ';' : ':'),
    // cmd.exe would look into the working directory first.
    ...(isWindows ? { NoDefaultCurrentDirectoryInExePath: '1' } : {}),
  }
}

/**
 * Ends the shell and all that it started: they may hold a password prompt, or a connection.
 * @param child leads a group of its own (`detached`) where there are groups
 * @param env where Windows says where its own programs are
 * @param signal TERM lets them take their leave; Windows knows KILL alone
 */
export function endAll(child: ChildProcess, env: Env, signal: 'TERM' | 'KILL' = 'KILL'): void {
  const { pid } = child
  if (pid === undefined) return
  if (WINDOWS)
    spawnSync(windowsProgram('taskkill.exe', env), ['/T', '/F', '/PID', String(pid)], { windowsHide: true })
  else {
    const shell = shellOf({ env, platform: platform() })
    spawnSync(shell, ['-c', `kill -s ${signal} -- -${pid}`], { stdio: 'ignore' })
  }
  child.kill(`SIG${signal}`) // where neither could be run
}
