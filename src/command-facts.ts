/** What is known of all commands without loading their declarations: the build makes it from those (program/facts.ts). */
export interface CommandFacts {
  /** Commands, as they are typed, that use an account's settings: hints to them keep `-a NAME`. */
  readonly ofAccount: readonly string[]
  /** Those that need an access token. */
  readonly ofToken: readonly string[]
  /** Those whose first argument is a menu file. */
  readonly readingMenus: readonly string[]
  /** Those whose compiled code is cached apart, the longest first: `token status` is not `token`. */
  readonly frequent: readonly string[]
}

declare const __COMMANDS__: CommandFacts

export const commandFacts: CommandFacts = __COMMANDS__
