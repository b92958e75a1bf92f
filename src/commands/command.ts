import type { Context, OutputStream } from '../context'
import type { Terminal } from '../terminal/terminal'
import type { Globals, Services } from './services'

/** What a command may know of a stream: it writes through the terminal alone. */
type Screen = Pick<OutputStream, 'isTTY' | 'columns'>

/** What a command is given: the outside world, the terminal to speak through, and the services, each built when it is first asked for. */
export interface CommandContext extends Omit<Context, 'stdout' | 'stderr' | 'print'> {
  readonly stdout: Screen
  readonly stderr: Screen
  readonly terminal: Terminal
  readonly globals: Globals
  readonly services: Services
}

/** A command: its arguments, its options, and an exit code where it is not 0. */
export type Command<Args extends readonly unknown[], Options = object> = (
  cx: CommandContext,
  args: Args,
  options: Options,
) => Promise<number | undefined>
