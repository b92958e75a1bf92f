import { createHash } from 'node:crypto'
import { escaped } from '../../escape-html'
import type { Words } from '../../wechat/errcodes/remedies/remedy'
import style from './page.css?raw'
import { type Language, words } from './words'

/** Puts values into a sentence; the result is escaped. */
export function say(
  sentence: Words,
  language: Language,
  values: Readonly<Record<string, string>> = {},
): string {
  return escaped(sentence[language].replaceAll(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all))
}

/** A page of the sandbox. */
export interface Page {
  readonly title: Words
  /** HTML. */
  readonly body: string
  readonly status?: number
  /** Its form may redirect to any address, as that of the consent page does. */
  readonly leads?: boolean
}

const STYLE = style.replaceAll('\r\n', '\n')
const STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`

/**
 * A whole page that loads nothing from elsewhere, runs no script and cannot be framed. Forms send
 * their origin to this server alone; one without an origin would be refused.
 */
export function pageResponse(
  { title, body, status = 200, leads = false }: Page,
  language: Language,
): Response {
  const text = `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${say(title, language)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body}
</main>
<footer>${say(words.sandbox, language)}</footer>
</body>
</html>
`
  const policy = [
    "default-src 'none'",
    `style-src ${STYLE_HASH}`,
    'img-src data:', // the icon, so that none is asked for
    `form-action ${leads ? 'http: https:' : "'self'"}`, // browsers hold a redirect after it to this as well
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
  return new Response(text, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy, ...guarded },
  })
}

/** A redirect that is not cached. */
export function redirectTo(location: string, status: 302 | 303): Response {
  return new Response(null, { status, headers: { location, ...guarded } })
}

const guarded = {
  'cache-control': 'no-store',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
} as const
