import { addAbortSignal } from 'node:stream'
import { interruption } from '../errors'
import type { CommandContext } from './command'

/**
 * All that stands on stdin, as bytes. A signal ends the wait for somebody to type.
 * @param limitBytes reading stops once there is more than this: a longer answer means that the input was too long
 * @throws WxError INTERRUPTED or TERMINATED; otherwise what the stream failed with
 */
export async function readStdin(
  { stdin, signal }: Pick<CommandContext, 'stdin' | 'signal'>,
  limitBytes: number,
): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of addAbortSignal(signal, stdin)) {
      const bytes = Buffer.from(chunk)
      chunks.push(bytes)
      size += bytes.length
      if (size > limitBytes) break
    }
  } catch (error) {
    if (signal.aborted) throw interruption(signal)
    throw error
  }
  return Buffer.concat(chunks)
}
