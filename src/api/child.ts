/** Programs of the person's own that a shell starts for us: what they are told, and how they are ended whole. */
import { type ChildProcess, spawnSync } from 'node:child_process'
import { platform } from 'node:os'
import type { Env } from '../env'

export const WINDOWS = platform() === 'win32'

const SECRETS = new Set([
  'WXADMIN_SECRET',
  'WXADMIN_AES_KEY',
  'WXADMIN_CALLBACK_TOKEN',
  'WXADMIN_ACCESS_TOKEN',
])

/** The environment of such a program: our secrets are not handed to it, nor to what it starts. */
export function withoutSecrets(env: Env): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !SECRETS.has(name.toUpperCase())))
}

/**
 * Ends the shell and all that it started: they may hold a password prompt, or a connection.
 * @param child leads a group of its own (`detached`) where there are groups
 * @param signal TERM lets them take their leave; Windows knows KILL alone
 */
export function endAll(child: ChildProcess, signal: 'TERM' | 'KILL' = 'KILL'): void {
  if (child.pid === undefined) return
  if (WINDOWS) spawnSync('taskkill', ['/T', '/F', '/PID', String(child.pid)], { windowsHide: true })
  else spawnSync('/bin/sh', ['-c', `kill -s ${signal} -- -${child.pid}`], { stdio: 'ignore' })
  child.kill(`SIG${signal}`) // where neither could be run
}
