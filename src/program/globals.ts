/** The flags that every command takes, before or after its name. */
import { InvalidArgumentError } from 'commander'
import { timeoutRange } from '../number'
import { languageOf } from '../terminal/language'
import type { FlagDeclaration } from './declaration'

export const globalFlags: readonly FlagDeclaration[] = [
  { flags: '-a, --account <name>', about: 'account', read: accountFlag },
  { flags: '--json', about: 'json' },
  { flags: '--lang <language>', about: 'lang', read: languageFlag },
  { flags: '--color <when>', about: 'color', choices: ['auto', 'always', 'never'], byDefault: 'auto' },
  { flags: '-q, --quiet', about: 'quiet' },
  { flags: '--debug', about: 'debug' },
  { flags: '--no-input', about: 'noInput' },
  { flags: '--timeout <seconds>', about: 'timeout', range: timeoutRange },
  { flags: '--proxy <url>', about: 'proxy' },
]

/** `zh`, `en`, or a locale of theirs. */
function languageFlag(value: string): string {
  if (languageOf(value)) return value
  throw new InvalidArgumentError('Allowed choices are zh, en.')
}

/** Several are kept together: `a,b`. No name has a comma in it. @see globalsOf */
function accountFlag(value: string, former?: string): string {
  return former === undefined ? value : `${former},${value}`
}
