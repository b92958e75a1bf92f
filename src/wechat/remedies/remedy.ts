import type { Page } from '../pages'

/** A sentence in both languages. */
export interface Words {
  readonly en: string
  readonly zh: string
}

/** What usually causes a refusal in practice, and the exact next step. */
export interface Advice {
  readonly cause: Words
  /**
   * Starts like the end of "Try: …". May hold `{address}` and `{rid}`, which the refusal's own text fills, and
   * `{account}`, `{setAppid}` and `{setSecret}`, which the account in use does.
   */
  readonly fix: Words
  /** In place of `fix` where a test account is being set up: it has a page of its own. */
  readonly testFix?: Words
  readonly docs?: Page
  /** Whether the same call can succeed: at once, after a while, or not before something has changed. */
  readonly retry?: 'now' | 'later' | 'never'
}

export interface Remedy extends Advice {
  /** Endpoints at which the code means something else, first match wins. */
  readonly at?: readonly (Advice & { readonly paths: readonly string[] })[]
}

export type Remedies = Readonly<Record<number, Remedy>>
