/**
 * Takes what looks like a secret out of a line of somebody's file before it is drawn. Unlike redact.ts it keeps every
 * other character in its place, so that a mark below the line still points to what it is about.
 */

/**
 * `password hunter2`, `api_key = "…"`, `"token": "…"`, `machine h login u password p`: the value behind the name, whole
 * where it is in quotes. A menu's `key` is not a secret: names of keys must have a part before it.
 */
const NAMED =
  /((?:pass(?:word|wd|phrase|code)?|pwd|secret|token|credentials?|auth|cookie|session|signature|(?:api|access|private|secret|aes|encodingaes|signing|account)[_-]?key)["']?(?:\s*[:=]\s*|\s+))("[^"\n]*|'[^'\n]*|[^\s"'][^\s"'}\]]{3,})/gi
/** `DEPLOY_KEY=…`, `appKey: …`, `SLACK_WEBHOOK_URL=…`, `SENTRY_DSN=…`, `PASSWORD_SALT=…`. */
const NAMED_AT_END =
  /(?<![\w.-])((?:[\w.-]*(?:webhook|dsn|pepper|salt)(?:[_-]?ur[il])?|[\w.-]*\w(?:[_.-]?(?:KEY|key)|Key)(?:[_-]?(?:id|b64|base64|pem))?)["']?\s*[:=]\s*)("[^"\n]*|'[^'\n]*|[^\s"'][^\s"'}\]]{3,})/gi
/** What has several words: `Authorization: basic …`, the words of a wallet, cookies. The rest of the line. */
const WORDS =
  /((?:authorization|mnemonic|seed[_-]?phrase|recovery[_-]?(?:codes?|phrase)|cookie)["']?\s*[:=])(.+)/gi
/** The key of `https://hooks.slack.com/services/…`, `…/webhooks/1/abc`, `…/webhook/send?key=…`, `…/bot/v2/hook/…`. */
const HOOK = /((?:\/\/hooks?\.[^\s/"']+\/|\/(?:web)?hooks?\/|\/robot\/send\?))([^\s"']+)/gi
/** Of an address: `//user:password@`. */
const USERINFO = /(?<=:\/\/)[^\s/?#"'@]+(?=@)/g
/** What issuers mark as theirs, hexadecimal keys such as AppSecrets, and the body of a key in PEM. */
const MARKED =
  /\b(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|sk-|sk_live_|rk_live_|npm_|AKIA|ASIA|AIza|LTAI|AKID)[A-Za-z0-9_-]{12,}|\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*|\b(?:[0-9a-f]{32}|[0-9a-f]{40,})\b/gi
const PEM = /(-----BEGIN [A-Z ]*PRIVATE KEY-----)([\s\S]*?)(?=-----END|$)/g

/** Shorter values may occur by chance. Characters. */
const SHORTEST = 6

/**
 * @param text of any length and origin, in one line or many
 * @param known values that are hidden wherever they occur
 * @returns as many characters and lines as before
 */
export function conceal(text: string, known: Iterable<string> = []): string {
  let safe = text
  for (const value of [...known]
    .filter(({ length }) => length >= SHORTEST)
    .sort((a, b) => b.length - a.length))
    safe = safe.replaceAll(value, stars)
  return safe
    .replace(PEM, (_, head: string, body: string) => head + stars(body))
    .replace(WORDS, (_, name: string, value: string) => name + stars(value))
    .replace(HOOK, (_, way: string, value: string) => way + stars(value))
    .replace(NAMED_AT_END, (_, name: string, value: string) => name + stars(value))
    .replace(NAMED, (_, name: string, value: string) => name + stars(value))
    .replace(USERINFO, stars)
    .replace(MARKED, stars)
}

/** One for each character; lines and white space stay. */
function stars(value: string): string {
  return value.replace(/\S/gu, '*')
}
