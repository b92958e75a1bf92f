import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { emitKeypressEvents, type Key } from 'node:readline'
import { promisify } from 'node:util'
import type { InputStream } from '../../context'
import type { CommandContext } from '../command'

/** What a key does. */
export type KeyActions = Readonly<Record<string, () => void>>

interface Terminal extends InputStream {
  readonly isRaw?: boolean
  setRawMode(raw: boolean): unknown
}

/**
 * Listens to single keys where a person is at the terminal. Nothing is read from a stdin that is none, so its end
 * matters to nobody.
 * @param actions by the key's name; `ctrl+c` has to be among them, for a raw terminal sends no signal
 * @returns gives the terminal back as it was; undefined where there is none
 */
export async function listenToKeys(
  cx: CommandContext,
  actions: KeyActions,
): Promise<(() => void) | undefined> {
  const { stdin, terminal } = cx
  if (!terminal.interactive || terminal.json || !isTerminal(stdin)) return undefined
  if (!(await isInForeground(cx))) return undefined
  const wasRaw = stdin.isRaw ?? false
  const press = (_: string | undefined, { name, sequence, ctrl, meta }: Key) => {
    const key = name ?? sequence ?? ''
    if (meta || (ctrl && key !== 'c')) return
    actions[ctrl ? 'ctrl+c' : key]?.()
  }
  emitKeypressEvents(stdin)
  stdin.on('keypress', press)
  stdin.setRawMode(true)
  stdin.resume()
  return () => {
    stdin.off('keypress', press)
    stdin.setRawMode(wasRaw)
    stdin.pause()
  }
}

const isTerminal = (stdin: InputStream): stdin is Terminal =>
  stdin.isTTY === true && 'setRawMode' in stdin && typeof stdin.setRawMode === 'function'

/**
 * Whether the terminal is ours to read. In the background (`wxadmin serve &`) the system would stop the process at the
 * first change of the terminal.
 */
async function isInForeground({ stdin, platform, pid }: CommandContext): Promise<boolean> {
  if (platform === 'win32' || !('fd' in stdin)) return true
  try {
    if (platform === 'linux') {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
      // Behind the name, which may hold anything: state, parent, group, session, terminal, the terminal's group.
      const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return foreground === '-1' || group === foreground
    }
    const { stdout } = await promisify(execFile)('/bin/ps', ['-o', 'stat=', '-p', String(pid)])
    return stdout.includes('+')
  } catch {
    return true
  }
}
