import type { Command as Commander } from 'commander'
import type { Command } from '../commands/command'
import { numberOption } from '../number'
import type { help } from '../terminal/messages/help'

/** What the files of this folder declare commands with. */
export interface Tree {
  readonly program: Commander
  /** A sentence of the help in the person's language; empty where the tree is only parsed with. */
  readonly t: (sentence: keyof typeof help) => string
  /** Turns a lazily imported command into commander's action. */
  readonly action: (
    // biome-ignore lint/suspicious/noExplicitAny: commander's arguments are known by the declaration beside it
    load: () => Promise<Command<any, any>>,
  ) => (...received: unknown[]) => Promise<void>
}

/** A collector for options that may be given several times. */
export const collect = (value: string, former: string[] = []): string[] => [...former, value]

/** A reader for an option whose value is a whole number from 1 on. @param flag as it is typed, `--limit` */
export const count = (flag: string, most = 999_999) => numberOption(flag, { least: 1, most })
