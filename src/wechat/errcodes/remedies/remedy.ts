import type { Page } from '../../pages'

/** A sentence in both languages. */
export interface Words {
  readonly en: string
  readonly zh: string
}

/** What a remedy depends on besides code and endpoint: it must not propose a setting that is already in force. */
export interface Circumstances {
  /** Where access tokens come from: the first word of the setting. */
  readonly source?: 'stable' | 'classic' | 'command' | 'hub'
  /** Whether the access token was given with WXADMIN_ACCESS_TOKEN. */
  readonly given?: boolean
  /** Whether a sandbox answers in place of WeChat. */
  readonly sandbox?: boolean
  /** Whether the account is known to be a test account. */
  readonly test?: boolean
  /** Whether the text of the refusal, or what was pasted, names an address. */
  readonly address?: boolean
}

/** What usually causes a refusal in practice, and the exact next step. */
export interface Advice {
  readonly cause: Words
  /**
   * Starts like the end of "Try: …". May hold `{address}`, `{rid}` and `{path}`, which the refusal fills, and `{account}`,
   * `{setAppid}` and `{setSecret}`, which the account in use does.
   */
  readonly fix: Words
  readonly docs?: Page
  /** Whether the same call can succeed: at once, after a while, or not before something has changed. */
  readonly retry?: 'now' | 'later' | 'never'
  /** Replacements under certain circumstances, first match wins. `fix` is for all others. */
  readonly where?: readonly (Partial<Pick<Advice, 'cause' | 'fix'>> & { readonly is: Circumstances })[]
}

export interface Remedy extends Advice {
  /** Endpoints at which the code means something else, first match wins. */
  readonly at?: readonly (Advice & { readonly paths: readonly string[] })[]
}

export type Remedies = Readonly<Record<number, Remedy>>
