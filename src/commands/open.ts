import { childEnvironment } from '../api/child'
import { findProgram, trustedDirectories, windowsProgram } from '../api/program-path'
import type { Surroundings } from '../checkout'
import { reasonOf } from '../errors'

/** A program that fails does so within this time; a browser that was started by it goes on without us. */
const SETTLED_MS = 1500

/**
 * Opens an http(s) address in the person's browser.
 * @returns why it could not be, in the system's words; undefined where it was opened
 */
export async function openInBrowser(place: Surroundings, url: string): Promise<string | undefined> {
  if (!/^https?:\/\//.test(url)) return url // a program that opens files would take it for one
  const { spawn } = await import('node:child_process')
  const opener = openerOf(place)
  if (!opener) return `${ELSEWHERE}: ENOENT`
  const [program, ...args] = opener
  return new Promise((resolve) => {
    const child = spawn(program, [...args, url], {
      env: childEnvironment(place),
      stdio: 'ignore',
      detached: true,
    })
    const settled = setTimeout(() => resolve(undefined), SETTLED_MS)
    const end = (reason?: string) => {
      clearTimeout(settled)
      resolve(reason)
    }
    child.once('error', (error: Error) => end(`${program}: ${reasonOf(error)}`))
    child.once('exit', (code) =>
      end(code === 0 || place.platform === 'win32' ? undefined : `${program}: ${code}`),
    )
    child.unref()
  })
}

const ELSEWHERE = 'xdg-open'

/**
 * How a system opens an address, without a shell, to which `&` in an address would be a command.
 * @returns an absolute program and its first arguments; undefined where there is no such program
 */
function openerOf(place: Surroundings): readonly [program: string, ...args: string[]] | undefined {
  const { platform, env } = place
  if (platform === 'darwin') return ['/usr/bin/open']
  if (platform === 'win32') return [windowsProgram('rundll32.exe', env), 'url.dll,FileProtocolHandler']
  const program = findProgram(ELSEWHERE, trustedDirectories(place), place)
  return program === undefined ? undefined : [program]
}
