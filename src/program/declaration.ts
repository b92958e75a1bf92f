/** How commands are declared. Everything else that knows commands is derived from these: see facts.ts and tree.ts. */
import type { Command as Commander } from 'commander'
import type { Command } from '../commands/command'
import type { NumberRange } from '../number'
import type { help } from '../terminal/messages/help'

/** A sentence of the help, by its key in terminal/messages/help.ts. */
export type Sentence = keyof typeof help

/** What `-` means in place of a file name. */
export type Dash = 'stdin' | 'stdout' | 'refused'

/** @param args what the command was given besides its flags */
export type DashOf = Dash | ((args: readonly unknown[]) => Dash)

export interface ArgumentDeclaration {
  /** As in the usage line: `<file>`, `[id]`, `<file...>`. */
  readonly name: string
  readonly about: Sentence
  /** It is the name of a file. */
  readonly file?: DashOf
}

export interface FlagDeclaration {
  /** As in the help: `-o, --output <file>`. */
  readonly flags: string
  readonly about: Sentence
  readonly choices?: readonly string[]
  readonly byDefault?: string
  readonly required?: true
  /** Its value is a number. */
  readonly range?: NumberRange
  /** Reads the value; `former` is that of the same flag before. */
  readonly read?: (value: string, former: never) => unknown
  /** Its value is the name of a file or directory. */
  readonly file?: DashOf
  /** Its value is `KEY=@FILE` or `KEY=VALUE`. */
  readonly isField?: true
  /** It reads a secret from stdin. With the flags that people try to give it by: they are refused, and this one is named. */
  readonly secret?: readonly string[]
}

/**
 * Whose settings a command uses. `token`: it calls WeChat with an access token; `account`: with an account's settings,
 * but it can do without a token. Hints to such a command keep `-a NAME`. Absent: none, or it takes the name itself.
 */
export type Uses = 'token' | 'account'

export interface CommandDeclaration {
  readonly name: string
  readonly alias?: string
  /** What people type for it behind `wxadmin`, out of habit from other programs, in small letters: `deploy`, `menu apply`. */
  readonly habits?: readonly string[]
  readonly about: Sentence
  /** Paragraphs below its help: examples, exit codes. */
  readonly after?: readonly (Sentence | ((t: (sentence: Sentence) => string) => string))[]
  readonly args?: readonly ArgumentDeclaration[]
  readonly flags?: readonly FlagDeclaration[]
  readonly uses?: Uses
  /** Its first argument is a menu file, so hints to it keep `--var`. */
  readonly readsMenu?: true | 'with-output'
  /** Scripts run it many times a minute: its compiled code is cached apart from that of others. */
  readonly isFrequent?: true
  /** The chunk of the built program that it lies in with what others need of it (.config/chunks.mjs); absent: its own. */
  readonly chunk?: 'menu-file' | 'store'
  /** From its first argument on every word is an argument, flags as well: it runs another program. */
  readonly passesThrough?: true
  /** Loads what it runs; absent for a noun that only has verbs. @param program the whole tree */
  // biome-ignore lint/suspicious/noExplicitAny: its arguments and options are those declared beside it
  readonly load?: (program: Commander) => Promise<Command<any, any>>
  readonly verbs?: readonly CommandDeclaration[]
}

/** A reader for a flag that may be given several times. */
export const collect = (value: string, former: string[] = []): string[] => [...former, value]

/** Whole numbers from 1 on. */
export const count = (most = 999_999): NumberRange => ({ least: 1, most })

export const yes: FlagDeclaration = { flags: '-y, --yes', about: 'yes' }
export const port = (byDefault: string): FlagDeclaration => ({
  flags: '--port <port>',
  about: 'port',
  byDefault,
})
export const host: FlagDeclaration = { flags: '--host <address>', about: 'host', byDefault: '127.0.0.1' }
export const readyFile: FlagDeclaration = {
  flags: '--ready-file <file>',
  about: 'readyFile',
  file: 'refused',
}
