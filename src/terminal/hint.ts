/** Whose credentials a command uses, as far as hints speak of them. */
export interface Subject {
  /** As it was given with -a. */
  readonly flag?: string
  /** Name of the account in the store that takes part. */
  readonly account?: string
  /** Where the AppSecret came from; `typed`: it is only being tried, and kept nowhere. */
  readonly secret?: 'account' | 'environment' | 'typed'
}

/** Commands that talk to WeChat: pasted without the -a of the failed one they would go to another account. */
const LIVE =
  /\bwxadmin (?=(?:token|whoami|api|media|oauth|jssdk|qrcode|menu (?!(?:validate|schema|new|preview)\b)[a-z]+)\b)/g

/** A hint whose commands go to the account that was named with -a. */
export function aimed(hint: string, { flag }: Subject): string {
  return flag === undefined ? hint : hint.replace(LIVE, `$&-a ${flag.replaceAll('$', '$$$$')} `)
}
