/**
 * Takes secrets out of text before a person or a file sees it. WeChat puts AppSecret and tokens into query
 * strings (FACTS 1.1, 5), so every URL that is shown passes through here.
 */

const HIDDEN = '***'

/*
 * Text of unknown origin and length passes through here, so no pattern below may look at the same characters again
 * and again: each begins where the former character cannot belong to it, and once it has begun to read a value it
 * ends with a match, at the end of the line at the latest.
 */

/** Names whose values are secrets, alone or behind a prefix: `secret`, `client_secret`, `WXADMIN_SECRET`. */
const NAMES =
  '(?:\\w+_)?(?:token|secret|ticket|aes_?key|encodingaeskey|session_key|js_code|pre_auth_code|auth_code)|appsecret'

/**
 * `name=value`: in a query, a form body, an environment, a flag. The OAuth `code` only behind a mark of a query:
 * "exit code=5" and "errcode=40001" are no secrets, and `@-` is no value: it says to read one from stdin.
 */
const ASSIGNED = new RegExp(`((?<!\\w)(?:${NAMES})|[?&;]code)=(?!@-(?:\\s|$))([^&#\\s"'\\\\]+)`, 'gi')
/** `"name":"value"` in JSON, also escaped inside a JSON string, also cut off before its closing quote. */
const IN_JSON = new RegExp(
  `((?<!\\\\)(\\\\*)(["'])(?:${NAMES})\\2\\3\\s*:\\s*(\\\\*)(["']))(?!\\4\\5).+?(?=(?<!\\\\)\\4\\5|$)`,
  'gim',
)
/** `name: 'value'`, as Node shows objects. */
const IN_OBJECT = new RegExp(`((?<![\\w"'])(?:${NAMES}):\\s*(["']))(?!\\2).+?(?=\\2|$)`, 'gim')
/** A password may hold `#` and `?` as it was typed: behind a colon they count for it, but not behind a port. */
const USERINFO = /(?<=[a-z0-9+.-]:\/\/)(?:[^/?#\s"'\\]+|[^/?#\s"'\\:@]*:(?!\d+[?#])[^/\s"'\\]+)@/gi
/** What a sentence says to write there. */
const PLACEHOLDER = 'USER:PASS@'
const AUTHORIZATION = /(\bauthorization\\*["']?\s*[:=]\s*\\*["']?(?:bearer|basic|digest)\s+)[^\s"'\\,;]+/gi
/** A bearer key anywhere; a word of a sentence ("a bearer token") has no digit in it. */
const BEARER = /(\bbearer\s+)(?=[\w.~+/=-]*\d)[\w.~+/=-]{6,}/gi

/** The shortest value that is hidden wherever it stands; anything shorter would blank out ordinary words. */
const SHORTEST = 6

/**
 * @param text anything that may hold secrets: a URL, a JSON answer, an error's text
 * @param known exact values to hide wherever they stand, also percent-encoded or escaped for JSON
 */
export function redact(text: string, known: Iterable<string> = []): string {
  return blank(text, known)
    .replace(ASSIGNED, `$1=${HIDDEN}`)
    .replace(IN_JSON, `$1${HIDDEN}`)
    .replace(IN_OBJECT, `$1${HIDDEN}`)
    .replace(USERINFO, (userinfo) => (userinfo === PLACEHOLDER ? userinfo : `${HIDDEN}@`))
    .replace(AUTHORIZATION, `$1${HIDDEN}`)
    .replace(BEARER, `$1${HIDDEN}`)
}

/** Hides exact values alone, for text whose other words count: of users, or for programs. */
export function blank(text: string, known: Iterable<string>): string {
  let safe = text
  // The longest first: one secret may be the beginning of another.
  const values = [...known].filter(({ length }) => length >= SHORTEST).sort((a, b) => b.length - a.length)
  for (const value of values) for (const form of forms(value)) safe = safe.replaceAll(form, HIDDEN)
  return safe
}

/** As `blank`, of every text in a value. */
export function blanked<Value>(value: Value, known: ReadonlySet<string>): Value {
  if (known.size === 0) return value
  return JSON.parse(JSON.stringify(value), (_, inner: unknown) =>
    typeof inner === 'string' ? blank(inner, known) : inner,
  )
}

/** A value as it may be written: plain, in a URL, in a form, in JSON. */
function forms(value: string): Set<string> {
  return new Set([
    value,
    encodeURIComponent(value),
    encodeURI(value),
    new URLSearchParams({ v: value }).toString().slice(2),
    JSON.stringify(value).slice(1, -1),
  ])
}

/** Shows which token it is without showing it: the first six characters and the length. */
export function mask(secret: string): string {
  return secret.length < 16 ? HIDDEN : `${secret.slice(0, 6)}…(${secret.length})`
}
