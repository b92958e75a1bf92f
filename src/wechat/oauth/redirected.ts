/** What WeChat's redirect brings: docs/platform.md 5.1. */

export interface Redirected {
  readonly code?: string
  /** Absent where the text is a code alone. */
  readonly state?: string
}

/**
 * Reads a code, or the address (or its query) that WeChat redirected to. Where the page's own address had a parameter
 * of that name, WeChat's comes last [?].
 */
export function readRedirected(text: string): Redirected {
  const given = text.trim()
  const query =
    /^[^#]*?\?([^#]*)/.exec(given)?.[1] ?? (/(?:^|&)(?:code|state)=/.test(given) ? given : undefined)
  if (query === undefined) return /^https?:\/\//i.test(given) ? { state: '' } : { code: given }
  const parameters = new URLSearchParams(query)
  return { code: parameters.getAll('code').at(-1), state: parameters.getAll('state').at(-1) ?? '' }
}

/** WeChat's value in place of a code where the user declined. Never exchange it. */
export const isDeclined = (code: string): boolean => /^authdeny$/i.test(code)

/** What is wrong with a code: the first character that cannot be in one, or its length; undefined for nothing. */
export function codeFault(code: string): string | undefined {
  if (code.length > LONGEST_CODE) return `${code.length} > ${LONGEST_CODE}`
  const wrong = /[^A-Za-z0-9_-]/u.exec(code)?.[0]
  return wrong === undefined ? undefined : `"${wrong}"`
}

/** No length is published: seen are 32 characters. */
const LONGEST_CODE = 512
