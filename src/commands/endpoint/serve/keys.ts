import { emitKeypressEvents, type Key } from 'node:readline'
import { canBeRaw, isInForeground, Keyboard } from '../../../terminal/keyboard'
import type { CommandContext } from '../../command'

/** What a key does. */
export type KeyActions = Readonly<Record<string, () => void>>

/**
 * Listens to single keys where a person is at the terminal. Nothing is read from a stdin that is none, so its end
 * matters to nobody.
 * @param actions by the key's name; `ctrl+c` has to be among them, for a raw terminal sends no signal
 * @returns gives the terminal back as it was; undefined where there is none
 */
export async function listenToKeys(
  { stdin, terminal, jobs, platform, pid }: CommandContext,
  actions: KeyActions,
): Promise<(() => void) | undefined> {
  if (!terminal.interactive || terminal.json || !canBeRaw(stdin)) return undefined
  if (!(await isInForeground({ jobs, platform, pid }))) return undefined
  const keyboard = new Keyboard({ stdin, jobs, platform, pid, inBackground: 'wait' })
  const press = (_: string | undefined, { name, sequence, ctrl, meta }: Key) => {
    const key = name ?? sequence ?? ''
    if (meta || (ctrl && key !== 'c')) return
    actions[ctrl ? 'ctrl+c' : key]?.()
  }
  emitKeypressEvents(keyboard.keys)
  keyboard.keys.on('keypress', press)
  return () => keyboard.close()
}
