/**
 * Why no phone opens a link, though it looks like one: it came out of HTML, JSON or a template, or leads to a private
 * network. link-host.ts tells whether it is a link at all.
 */
import { isLoopback, isPrivate } from '../hosts'
import { linkHost } from './link-host'

export type LinkFault =
  /** `&amp;` of HTML, `\u0026` of JSON. */
  | { readonly rule: 'url-escaped'; readonly written: string; readonly meant: string }
  | { readonly rule: 'url-placeholder'; readonly placeholder: string }
  | { readonly rule: 'url-space' }
  /** @param meant the character that it means; absent where there is none */
  | {
      readonly rule: 'url-character'
      readonly character: string
      readonly code: string
      readonly meant?: string
    }
  | { readonly rule: 'url-private'; readonly host: string }

const ENTITY = /&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,4}|#x[0-9a-f]{1,4});/gi
const ESCAPE = /\\(?:u[0-9a-f]{4}|x[0-9a-f]{2}|\/)/gi
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

/** Placeholders of template languages and of shells. */
const inSigns = (): readonly RegExp[] => [
  /<%.*?%>/gs, // ERB, EJS, JSP
  /<\?.*?\?>/gs, // PHP
  /\{\{.*?\}\}|\{%.*?%\}/gs, // Jinja, Handlebars, Vue, Go, GitHub
  /[#@$]\{[^{}]*\}/g, // Ruby, Thymeleaf, shells
  /\$\([^()]*\)/g, // Make, Azure
  /\$[A-Z_][A-Z0-9_]+(?![a-z0-9])/g,
  /%\(\w+\)[sd]|%s|%d(?![0-9a-f])/gi, // Python, C
  /%(?![0-9a-f]{2})[a-z_]\w*%/gi, // cmd
  /<[\p{L}_][\p{L}\w .-]*>/gu,
  /\{[\w.:-]*\}/g,
]
/** Those of the documentation's examples. */
const IN_WORDS: readonly RegExp[] = [
  /__[A-Z][A-Z0-9_]*__/g,
  /(?<=[=/])(?:APP_?ID|REDIRECT_URI|SCOPE|OPENID|CODE|SECRET|(?:ACCESS|REFRESH)_TOKEN|YOUR_?[A-Z_]+)(?=[&#/?]|$)/g,
  /YOUR_[A-Z_]+|your-(?:domain|host|site|server)|(?<=^https?:\/\/(?:www\.)?)x{3,}(?=\.)/gi,
]
const inChinese = (): readonly RegExp[] => [/你的\p{Script=Han}+/gu]

/** Making and compiling patterns takes longer than looking whether a link has what they look for (measured: 1.4 ms of 39). */
const placeholdersFor = (link: string): readonly RegExp[] => [
  ...(/[<{$%]/.test(link) ? inSigns() : []),
  ...IN_WORDS,
  ...(link.includes('你的') ? inChinese() : []),
]

/** Zero-width characters and those that turn the direction of writing. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/
/** Quotes, and the full-width forms of what divides a link; a stop that came along from a sentence. */
const STRANGE = /["<>\\`“”‘’：／？＆＝＃％．]|[，。；、！）》](?=$)/
/** The full-width forms of ASCII, U+FF01 to U+FF5E, lie so far behind it. */
const FULL_WIDTH = 0xfee0

/**
 * @param link of at most some thousand characters
 * @returns one of each kind at most; where there is a placeholder, nothing that follows from it
 */
export function linkFaults(link: string): LinkFault[] {
  const faults: LinkFault[] = []
  const written = (link.match(ENTITY) ?? link.match(ESCAPE))?.[0]
  if (written !== undefined) faults.push({ rule: 'url-escaped', written, meant: unescaped(written) })
  const plain = link.replaceAll(ENTITY, unescaped).replaceAll(ESCAPE, unescaped)
  const placeholders = new Set<string>()
  const masked = (found: string) => {
    placeholders.add(found)
    return MASK
  }
  const filled = placeholdersFor(plain).reduce((text, one) => text.replaceAll(one, masked), plain)
  const placeholder = [...placeholders].slice(0, MOST_TOLD).join(', ')
  if (placeholder !== '') faults.push({ rule: 'url-placeholder', placeholder })
  if (/\s/u.test(filled)) faults.push({ rule: 'url-space' })
  const character = (INVISIBLE.exec(filled) ?? STRANGE.exec(filled))?.[0]
  if (character !== undefined) faults.push({ rule: 'url-character', ...described(character) })
  const host = linkHost(filled.trim())?.replace(/\.$/, '')
  const isKnown = host !== undefined && !host.includes(MASK)
  if (isKnown && (isLoopback(host) || isPrivate(host))) faults.push({ rule: 'url-private', host })
  return faults
}

/** Replaces a placeholder: lower case, as in a host, and part of no real name. */
const MASK = 'q0q0q0'
/** Placeholders with a name. */
const MOST_TOLD = 4

function unescaped(written: string): string {
  if (written === '\\/') return '/'
  const inside = written.replace(/^[&\\]|;$/g, '')
  const named = ENTITIES[inside.toLowerCase()]
  if (named !== undefined) return named
  const isDecimal = /^#\d/.test(inside)
  return String.fromCodePoint(Number.parseInt(inside.replace(/^#?[ux]?/i, ''), isDecimal ? 10 : 16))
}

function described(character: string): Omit<Extract<LinkFault, { rule: 'url-character' }>, 'rule'> {
  const point = character.codePointAt(0) ?? 0
  const code = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`
  if (INVISIBLE.test(character) || /[“”‘’，。；、！）》]/.test(character)) return { character, code }
  const meant = point > FULL_WIDTH ? String.fromCodePoint(point - FULL_WIDTH) : encodeURIComponent(character)
  return { character, code, meant: character === '\\' ? '/' : meant }
}
