import { refuse } from '../refusal'

export interface Page {
  readonly count: number
  /** Left out where there are none. */
  readonly data?: { readonly openid: readonly string[] }
  /** The last openid of this page, of the last page as well; empty where there are none. */
  readonly next_openid: string
}

/**
 * The openids after `next`, one page of them. WeChat does not say which page is the last: an empty one comes after it
 * (docs/platform.md 9).
 * @throws Refusal 40003 where `next` is not one of them
 */
export function page(openids: readonly string[], next: string | null | undefined, size: number): Page {
  const start = next ? openids.indexOf(next) + 1 : 0
  if (next && start === 0) refuse(40003)
  const part = openids.slice(start, start + size)
  return {
    count: part.length,
    ...(part.length > 0 && { data: { openid: part } }),
    next_openid: part.at(-1) ?? '',
  }
}
