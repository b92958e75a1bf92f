import { join } from 'node:path'
import { parseAccounts } from './accounts'
import { MenuHistory } from './history'
import { JsonFile } from './json-file'
import { type Env, storeDirectory } from './location'
import { TokenCache } from './tokens'
import type { AccountsFile } from './types'

/** The per-user store. Opening it touches nothing: directories appear with the first write. */
export interface Store {
  /** Absolute path of its directory. */
  readonly dir: string
  readonly accounts: JsonFile<AccountsFile>
  readonly tokens: TokenCache
  readonly history: MenuHistory
  /** State of the built-in sandbox. */
  readonly sandboxFile: string
}

export function openStore(env: Env): Store {
  const dir = storeDirectory(env)
  return {
    dir,
    accounts: new JsonFile({
      path: join(dir, 'accounts.json'),
      parse: parseAccounts,
      empty: { accounts: {} },
    }),
    tokens: new TokenCache(join(dir, 'tokens')),
    history: new MenuHistory(join(dir, 'history')),
    sandboxFile: join(dir, 'sandbox.json'),
  }
}
