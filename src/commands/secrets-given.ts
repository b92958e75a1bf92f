import type { Context } from '../context'
import { settingsIn } from '../env'
import { type Variable, variables } from '../environment'
import { NEWER } from '../store/types'
import { formsOf } from '../wechat/given-value'
import { looksSecret, secretFormsIn, valuesIn } from '../wechat/redact'
import type { CommandContext } from './command'
import { workingDirectory } from './working-directory'

type Known = Pick<Context, 'env' | 'platform' | 'user' | 'cwd'>

/** Nothing on stderr repeats them from now on. @param words as `secretsGiven` takes them */
export async function hideGiven(
  words: readonly string[],
  context: Known & Pick<CommandContext, 'terminal'>,
): Promise<void> {
  for (const secret of await secretsGiven(words, context)) context.terminal.hide(secret)
}

/**
 * The secrets that an error about a command line must not repeat: words of it that look like one or that equal one of
 * the store, those of the environment, and what looks like one in its other variables. A store that cannot be read has none to compare with.
 */
async function secretsGiven(argv: readonly string[], context: Known): Promise<string[]> {
  const words = argv.flatMap(valuesIn)
  const kept = words.length > 0 ? await secretsKept(context) : undefined
  const given = words.filter((word) => looksSecret(word) || kept?.has(word))
  return [...secretsNamed(context), ...given, ...secretFormsIn([...argv, ...settingsIn(context.env)])]
}

function secretsNamed({ env }: Known): string[] {
  return variables.flatMap(({ name, secret }: Variable) => {
    const value = env[name]
    return secret && value ? formsOf(value) : []
  })
}

async function secretsKept(context: Known): Promise<ReadonlySet<string>> {
  try {
    const { env, platform, user } = context
    const { openStore } = await import('../store/store')
    const { accounts, callbacks } = openStore(env, platform, user, undefined, () => workingDirectory(context))
    const [file, made] = await Promise.all([accounts.read(), callbacks.read()])
    const values = [
      ...Object.values(file.accounts).flatMap((account) =>
        NEWER in account
          ? Object.values(Object(account[NEWER].entry)) // any of them may be one
          : [account.secret, account.hubKey, account.callbackToken, account.aesKey],
      ),
      ...Object.values(made.values).flatMap(({ token, aesKey }) => [token, aesKey]),
    ]
    return new Set(values.filter((value) => typeof value === 'string'))
  } catch {
    return new Set()
  }
}
