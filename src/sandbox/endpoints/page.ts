import { refuse } from '../refusal'

export interface Page {
  readonly count: number
  /** Left out when nothing follows. */
  readonly data?: { readonly openid: readonly string[] }
  /** The last openid of this page; empty at the end. */
  readonly next_openid: string
}

/**
 * The openids after `next`, one page of them.
 * @throws Refusal 40003 where `next` is none of them
 */
export function page(openids: readonly string[], next: string | null | undefined, size: number): Page {
  const start = next ? openids.indexOf(next) + 1 : 0
  if (next && start === 0) refuse(40003)
  const part = openids.slice(start, start + size)
  const last = start + part.length < openids.length ? (part.at(-1) ?? '') : ''
  return { count: part.length, ...(part.length > 0 && { data: { openid: part } }), next_openid: last }
}
