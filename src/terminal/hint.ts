import { commandFacts } from '../command-facts'
import { isTokenless } from '../wechat/tokenless'
import { isPlainWord } from './shell-word'

/** Whose credentials a command uses, as far as hints need to know. */
export interface Subject {
  /** As it was given with -a. */
  readonly flag?: string
  /** Name of the account in the store that takes part. */
  readonly account?: string
  /** Where the AppSecret came from; `typed`: it is only being tried and not stored. */
  readonly secret?: 'account' | 'environment' | 'typed'
  /** The account that is being set up is a test account. */
  readonly isTest?: boolean
  readonly appid?: string
  /** Where access tokens come from: the first word of the setting. */
  readonly source?: 'stable' | 'classic' | 'command' | 'hub'
  /** Whether the access token was given with WXADMIN_ACCESS_TOKEN. */
  readonly given?: boolean
  /** Whether the built-in sandbox answers in place of WeChat. */
  readonly sandbox?: boolean
  /** `--var …` as given: the menu files cannot be read without them. */
  readonly variables?: string
}

/** Pasted without the -a of the failed command they would use another account's settings. */
const OF_ACCOUNT = new RegExp(`\\bwxadmin (?=(?:${commandFacts.ofAccount.join('|')})\\b)`, 'g')

/** With a menu file; with `--plan` alone none is read. */
const READING = new RegExp(`\\bwxadmin (?:${commandFacts.readingMenus.join('|')})(?= (?!-\\S))`, 'g')

/** With the path of `api`, where one is named. */
const OF_TOKEN = new RegExp(
  `\\bwxadmin (?:-a \\S+ )?(?:${commandFacts.ofToken.join('|')})\\b(?: (?:GET|POST) ([\\w/-]+))?`,
  'g',
)

/** Whether a sentence proposes a command that needs an access token. */
export const needsToken = (text: string): boolean =>
  [...text.matchAll(OF_TOKEN)].some(([, path]) => path === undefined || !isTokenless(path))

/** Adds the -a of the failed command, and its variables, to the commands of a hint. */
export function aimed(hint: string, { flag, variables }: Subject): string {
  const filled = variables ? hint.replace(READING, withVariables(variables)) : hint
  if (flag === undefined) return filled
  return filled.replace(OF_ACCOUNT, `$&-a ${isPlainWord(flag) ? flag : 'NAME'} `)
}

/** Behind the verb; `-o` keeps its file. */
function withVariables(variables: string): (command: string) => string {
  return (command) => command.replace(/(?= -o$)|$/, ` ${variables}`)
}
