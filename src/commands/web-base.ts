import { SANDBOX_BASE } from '../store/types'
import { isLoopback } from '../wechat/hosts'
import type { CommandContext } from './command'

/**
 * Where the pages are that users open: undefined for WeChat's own hosts, an address where a sandbox runs on this
 * machine, `embedded` where it lives no longer than this command.
 */
export async function webBase({ services }: CommandContext): Promise<string | 'embedded' | undefined> {
  const { value } = (await services.settings()).apiBase
  if (value === SANDBOX_BASE) return 'embedded'
  return isLoopback(new URL(value).hostname) ? value : undefined
}
