import { printable } from './printable'
import { isPlainWord, shellWord } from './shell-word'

/** Every sentence for a person exists twice, side by side, so that neither can be forgotten. */

export type Language = 'zh' | 'en'

/**
 * One sentence. `{name}` is filled from the parameters; `{count?one:many}` picks a word by the number
 * `count` (1 or not 1). In a command to copy `{$file}` is a word from the user, quoted for the shell, and
 * `{!path}` one from somebody else, which is shown only if it needs no quotes. A word that cannot be pasted is replaced
 * by its name: `FILE`.
 */
export type Message = { readonly en: string; readonly zh: string }

type Name<Hole> = Hole extends `${infer Bare}?${string}`
  ? Bare
  : Hole extends `$${infer Bare}` | `!${infer Bare}`
    ? Bare
    : Hole
type Holes<Text> = Text extends `${string}{${infer Hole}}${infer Rest}` ? Name<Hole> | Holes<Rest> : never

/** The arguments after a message: none, or one object with all of its placeholders. */
export type Fill<M extends Message> = [Holes<M['en'] | M['zh']>] extends [never]
  ? []
  : [params: Readonly<Record<Holes<M['en'] | M['zh']>, string | number>>]

/** Keeps the literal types of a catalogue, so that a missing parameter is a type error. */
export function messages<const Catalogue extends Record<string, Message>>(catalogue: Catalogue): Catalogue {
  return catalogue
}

const HOLE = /\{([$!]?)(\w+)(?:\?([^:{}]*):([^{}]*))?\}/g

/**
 * Fills a sentence; a placeholder without a value stays as it is. Values are made safe to show.
 * @param platform the one whose shells get the commands; absent: they must work in all
 */
export function format(
  message: Message,
  language: Language,
  params: Readonly<Record<string, string | number>> = {},
  platform?: string,
): string {
  return message[language].replace(HOLE, (hole, mark: string, name: string, one?: string, many?: string) => {
    const value = params[name]
    if (value === undefined) return hole
    if (mark !== '') return wordOf(String(value), mark, name, platform)
    if (one === undefined || many === undefined) return printable(String(value))
    return Number(value) === 1 ? one : many
  })
}

/** A word of a command, or its replacement. */
function wordOf(value: string, mark: string, name: string, platform: string | undefined): string {
  const word = mark === '!' ? isPlainWord(value) && value : shellWord(value, platform)
  return word || name.toUpperCase()
}

/** Names one after the other: `a, b` or `a、b`. */
export function enumerated(items: readonly string[], language: Language): string {
  return items.join(language === 'zh' ? '、' : ', ')
}

/** Sentences one after the other on a line; Chinese ones need no space between them. */
export function sentences(parts: readonly string[], language: Language): string {
  return parts.join(language === 'zh' ? '' : ' ')
}

/** The language of a tag or a locale: `zh`, `zh-CN`, `zh_Hans.UTF-8`, `en-US`; undefined for others. */
export function languageOf(tag: string): Language | undefined {
  const [language] = tag
    .trim()
    .toLowerCase()
    .split(/[-_.@]/, 1)
  return language === 'zh' || language === 'en' ? language : undefined
}

/**
 * The language to speak: flag, then WXADMIN_LANG, then the locale of the environment or of the system. Only where
 * programs get no locale variables (Windows, a macOS desktop) is the system asked: that loads ICU, some 10 ms.
 */
export function pickLanguage(
  flag: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  platform: string,
): Language {
  // Any other flag is a usage error, told in the locale's language.
  const chosen = languageOf(flag ?? '') ?? languageOf(env.WXADMIN_LANG ?? '')
  if (chosen) return chosen
  const stated = env.LC_ALL || env.LC_MESSAGES || env.LANG
  const locale = stated || (platform === 'linux' ? 'C' : new Intl.DateTimeFormat().resolvedOptions().locale)
  return languageOf(locale) ?? 'en'
}
