import { withoutSecrets } from '../api/child'
import type { CommandContext } from './command'

/** How each system opens an address, without a shell, to which `&` in an address would be a command. */
const openers: Readonly<Record<string, readonly [program: string, ...args: string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}
const ELSEWHERE = ['xdg-open'] as const

/** A program that fails does so within this time; a browser that was started by it goes on without us. */
const SETTLED_MS = 1500

/**
 * Opens an http(s) address in the person's browser.
 * @returns why it could not be, in the system's words; undefined where it was opened
 */
export async function openInBrowser(
  { env, platform }: Pick<CommandContext, 'env' | 'platform'>,
  url: string,
): Promise<string | undefined> {
  if (!/^https?:\/\//.test(url)) return url // a program that opens files would take it for one
  const { spawn } = await import('node:child_process')
  const [program, ...args] = openers[platform] ?? ELSEWHERE
  return new Promise((resolve) => {
    const child = spawn(program, [...args, url], {
      env: withoutSecrets(env),
      stdio: 'ignore',
      detached: true,
    })
    const settled = setTimeout(() => resolve(undefined), SETTLED_MS)
    const end = (reason?: string) => {
      clearTimeout(settled)
      resolve(reason)
    }
    child.once('error', (error: NodeJS.ErrnoException) => end(`${program}: ${error.code ?? error.message}`))
    child.once('exit', (code) => end(code === 0 || platform === 'win32' ? undefined : `${program}: ${code}`))
    child.unref()
  })
}
