import { WxError } from '../../errors'
import { explain } from '../../terminal/errors'
import type { CommandContext } from '../command'

/** What came of a read that may fail. */
export type Attempt<Value> =
  | { readonly value: Value }
  /** `reason` is a sentence without its full stop. */
  | { readonly failed: WxError; readonly reason: string }

/**
 * Reads something that the command can go on without.
 * @throws what is no WxError, and everything once the run is stopped
 */
export async function attempted<Value>(
  cx: CommandContext,
  read: () => Promise<Value>,
): Promise<Attempt<Value>> {
  try {
    return { value: await read() }
  } catch (failed) {
    if (!(failed instanceof WxError) || cx.signal.aborted) throw failed
    return { failed, reason: (await explain(failed, cx.terminal)).what }
  }
}
