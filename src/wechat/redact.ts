/**
 * Takes secrets out of text before a person or a file sees it. WeChat puts AppSecret and tokens into query
 * strings (docs/platform.md 1.1, 5), so every URL that is shown passes through here.
 */

const HIDDEN = '***'

/*
 * Text of unknown origin and length passes through here, so no pattern below may scan the same characters again and
 * again: each begins where the former character cannot belong to it, and once it has begun to read a value it
 * ends with a match, at the end of the line at the latest.
 */

/** Names whose values are secrets, alone or behind a prefix: `secret`, `client_secret`, `WXADMIN_SECRET`. */
const NAMES =
  '(?:\\w+_)?(?:token|secret|ticket|aes_?key|encodingaeskey|session_key|js_code|pre_auth_code|auth_code|hub_key)|appsecret'

/**
 * `name=value`: in a query, a form body, an environment, a flag. The OAuth `code` only behind a mark of a query:
 * "exit code=5" and "errcode=40001" are not secrets, and `@-` is not a value: it means stdin.
 */
const ASSIGNED = new RegExp(`((?<!\\w)(?:${NAMES})|[?&;]code)=(?!@-(?:\\s|$))([^&#\\s"'\\\\]+)`, 'gi')
/** `"name":"value"` in JSON, also escaped inside a JSON string, also cut off before its closing quote. */
const IN_JSON = new RegExp(
  `((?<!\\\\)(\\\\*)(["'])(?:${NAMES})\\2\\3\\s*:\\s*(\\\\*)(["']))(?!\\4\\5).+?(?=(?<!\\\\)\\4\\5|$)`,
  'gim',
)
/** `name: 'value'`, as Node shows objects. */
const IN_OBJECT = new RegExp(`((?<![\\w"'])(?:${NAMES}):\\s*(["']))(?!\\2).+?(?=\\2|$)`, 'gim')
/** In JSON the slashes before it may be escaped. A password may hold `#` and `?` as it was typed: behind a colon they count for it, but not behind a port. */
const USERINFO =
  /(?<=[a-z0-9+.-]:\\{0,3}\/\\{0,3}\/)(?:[^/?#\s"'\\]+|[^/?#\s"'\\:@]*:(?!\d+[?#])[^/\s"'\\]+)@/gi
/** Placeholders in our own sentences. */
const PLACEHOLDER = 'USER:PASS@'
const PLACEHOLDER_VALUES: ReadonlySet<string> = new Set(['YOURTOKEN', '你的Token'])
const AUTHORIZATION = /(\bauthorization\\*["']?\s*[:=]\s*\\*["']?(?:bearer|basic|digest)\s+)[^\s"'\\,;]+/gi
/** A bearer key anywhere; a word of a sentence ("a bearer token") has no digit in it. */
const BEARER = /(\bbearer\s+)(?=[\w.~+/=-]*\d)[\w.~+/=-]{6,}/gi

/** A key for a hub, and what a hub gives in place of a token. */
const OF_HUB = /\bwxhubt?_[A-Za-z0-9_-]{20,}/g

/** The shortest value that is hidden wherever it occurs; anything shorter would blank out ordinary words. */
const SHORTEST = 6

/**
 * @param text anything that may hold secrets: a URL, a JSON answer, an error's text
 * @param known exact values to hide wherever they occur, also percent-encoded or escaped for JSON
 */
export function redact(text: string, known: Iterable<string> = []): string {
  return blank(text, known)
    .replace(ASSIGNED, (all, name: string, value: string) =>
      PLACEHOLDER_VALUES.has(value) ? all : `${name}=${HIDDEN}`,
    )
    .replace(IN_JSON, `$1${HIDDEN}`)
    .replace(IN_OBJECT, `$1${HIDDEN}`)
    .replace(USERINFO, (userinfo) => (userinfo === PLACEHOLDER ? userinfo : `${HIDDEN}@`))
    .replace(AUTHORIZATION, `$1${HIDDEN}`)
    .replace(BEARER, `$1${HIDDEN}`)
    .replace(OF_HUB, HIDDEN)
}

/** Hides only the given values, for text whose other words must stay: text of users, or for programs. */
export function blank(text: string, known: Iterable<string>): string {
  let safe = text
  // The longest first: one secret may be the beginning of another.
  const values = [...known].filter(({ length }) => length >= SHORTEST).sort((a, b) => b.length - a.length)
  for (const value of values) for (const form of forms(value)) safe = safe.replaceAll(form, HIDDEN)
  return safe
}

/** As `blank`, for every text in a value. */
export function blanked<Value>(value: Value, known: ReadonlySet<string>): Value {
  if (known.size === 0) return value
  return JSON.parse(JSON.stringify(value), (_, inner: unknown) =>
    typeof inner === 'string' ? blank(inner, known) : inner,
  )
}

/** A value as it may be written: plain, in a URL, in a form, in JSON, there with its slashes escaped as well. */
function forms(value: string): Set<string> {
  const inJson = JSON.stringify(value).slice(1, -1)
  return new Set([
    value,
    encodeURIComponent(value),
    encodeURI(value),
    new URLSearchParams({ v: value }).toString().slice(2),
    inJson,
    inJson.replaceAll('/', '\\/'),
  ])
}

/** What WeChat's AppSecret, EncodingAESKey and tokens look like. A SHA-256 in hexadecimal, as menus have, is not one. */
const SECRET_FORMS = [
  /^[0-9a-f]{32}$/i,
  /^(?=.*[0-9])(?=.*[A-Z])(?=.*[a-z])[A-Za-z0-9+/]{43}=?$/,
  /^(?![0-9a-f]{64}$)(?=.*\d)(?=.*[A-Za-z])[\w-]{40,}$/,
]

/** Whether a word has the form of an AppSecret, a key or a token, wherever it was typed. */
export function looksSecret(word: string): boolean {
  return SECRET_FORMS.some((form) => form.test(word))
}

/** The longest word that is repeated to the person who typed it as the name of something. */
const LONGEST_NAME = 24

/** A word that was typed in place of a name: unchanged where it could be a name, else hidden, because it may be a secret. */
export function wordOrHidden(word: string): string {
  const isName = word.length <= LONGEST_NAME && /^[\p{L}\p{N}][\p{L}\p{N}_.-]*$/u.test(word)
  return isName && !(word.length >= 12 && /\d/.test(word)) ? word : HIDDEN
}

/**
 * A token source as it may be shown. Of `command:` only the name of the program: its arguments and variables may be secrets.
 */
export function shownSource(source: string): string {
  const command = /^command:(.*)$/s.exec(source)?.[1]
  if (command === undefined) return redact(source)
  const [word, more] = split(command.trim())
  const program = programIn(word)
  if (program === undefined) return `command:${HIDDEN}`
  return `command:${program}${more === '' ? '' : ` ${HIDDEN}`}`
}

/** The words of a shell's command line that may be secrets: all but the program. */
export function commandSecrets(command: string): string[] {
  const [first, more] = split(command.trim())
  const words = programIn(first) === undefined ? command : more
  return words.split(/[\s"'=|;&]+/).filter(({ length }) => length >= SHORTEST)
}

/** The name of the program that a word of a command line runs; undefined where the word may be something else. */
function programIn(word: string): string | undefined {
  const name = /[^\\/]*$/.exec(word)?.[0] ?? ''
  return /^[\w.+-]{1,32}$/.test(name) && !word.includes('=') && !looksSecret(name) ? name : undefined
}

/** What separates a value from the words around it: `--secret=VALUE`, `appid:VALUE`, quotes that were pasted. */
const BETWEEN = /([=:,;&?@\s"'\u201c\u201d]+)/

/** A text that a person typed, without the parts of it that look like secrets. */
export function withoutSecretForms(text: string): string {
  return text
    .split(BETWEEN)
    .map((part) => (looksSecret(part) ? HIDDEN : part))
    .join('')
}

/** The parts of a word of a command line that may be a value by themselves. */
export function valuesIn(word: string): string[] {
  const value = word.replace(/^-\w(?=.)/, '').replace(/^-+/, '')
  const inAddress = word.includes('://') ? word.split(/[/:@?#&=\s]+/) : []
  const parts = [word, word.trim(), value, ...word.split(BETWEEN), ...inAddress]
  return [...new Set(parts)].filter(({ length }) => length >= SHORTEST)
}

/** The parts of words that look like secrets, also in small letters: names of hosts are written so. */
export function secretFormsIn(words: readonly string[]): string[] {
  return words
    .flatMap(valuesIn)
    .filter(looksSecret)
    .flatMap((value) => [value, value.toLowerCase()])
}

/** The first word, which may be in quotes, and the rest. */
function split(command: string): [word: string, more: string] {
  const [whole = '', double, single, bare] = /^(?:"([^"]*)"|'([^']*)'|(\S+))\s*/.exec(command) ?? []
  return [double ?? single ?? bare ?? '', command.slice(whole.length)]
}

/** Shows which token it is without showing it: the first six characters and the length. */
export function mask(secret: string): string {
  return secret.length < 16 ? HIDDEN : `${secret.slice(0, 6)}…(${secret.length})`
}
