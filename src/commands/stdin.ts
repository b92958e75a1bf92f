import { collect } from '../document/read'
import type { CommandContext } from './command'

/**
 * All that stands on stdin, as bytes. A signal ends the wait for somebody to type.
 * @param limitBytes reading stops once there is more than this: a longer answer means that the input was too long
 * @throws WxError INTERRUPTED or TERMINATED; otherwise what the stream failed with
 */
export function readStdin(
  { stdin, signal }: Pick<CommandContext, 'stdin' | 'signal'>,
  limitBytes: number,
): Promise<Buffer> {
  return collect(stdin, limitBytes, signal)
}
