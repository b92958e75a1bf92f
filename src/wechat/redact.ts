/**
 * Takes secrets out of text before a person or a file sees it. WeChat puts AppSecret and tokens into query
 * strings (FACTS 1.1, 5), so every URL that is shown passes through here.
 */

const HIDDEN = '***'

/** Query parameters and JSON keys whose values are secrets. */
const NAMES = [
  'access_token',
  'refresh_token',
  'component_access_token',
  'secret',
  'appsecret',
  'js_code',
  'ticket',
  'token',
  'aes_?key',
  'encodingaeskey',
].join('|')

const IN_QUERY = new RegExp(`([?&;\\s]|^)(${NAMES}|code)=([^&#\\s"']+)`, 'gi')
const IN_JSON = new RegExp(`(\\\\?["'](?:${NAMES})\\\\?["']\\s*:\\s*\\\\?["'])([^"'\\\\]+)`, 'gi')
const USERINFO = /(\b[a-z][a-z0-9+.-]*:\/\/)[^/\s@"']+@/gi
const BEARER = /(\bbearer\s+)[\w.~+/=-]+/gi

/** The shortest value that is hidden wherever it stands; anything shorter would blank out ordinary words. */
const SHORTEST = 6

/**
 * @param text anything that may hold secrets: a URL, a JSON answer, an error's text
 * @param known exact values to hide wherever they stand, also percent-encoded
 */
export function redact(text: string, known: Iterable<string> = []): string {
  let safe = text
  for (const value of known) {
    if (value.length < SHORTEST) continue
    safe = safe.replaceAll(value, HIDDEN)
    const encoded = encodeURIComponent(value)
    if (encoded !== value) safe = safe.replaceAll(encoded, HIDDEN)
  }
  return safe
    .replace(IN_QUERY, `$1$2=${HIDDEN}`)
    .replace(IN_JSON, `$1${HIDDEN}`)
    .replace(USERINFO, `$1${HIDDEN}@`)
    .replace(BEARER, `$1${HIDDEN}`)
}

/** Shows which token it is without showing it: the first six characters and the length. */
export function mask(secret: string): string {
  return secret.length < 16 ? HIDDEN : `${secret.slice(0, 6)}…(${secret.length})`
}
