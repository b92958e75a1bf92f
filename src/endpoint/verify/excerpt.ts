import { redact } from '../../wechat/redact'

/** Characters of an answer that are shown. */
const SHOWN = 100

/**
 * What may be told of an answer: endpoints repeat the query in their error pages, signature and all, and a few print
 * the Token.
 */
export class Excerpts {
  private readonly secrets = new Set<string>()

  /** From now on this is blanked out, however short it is. */
  hide(...secrets: readonly (string | undefined)[]): void {
    for (const secret of secrets) if (secret) this.secrets.add(secret)
  }

  /** The beginning of a text on one line. The rest is left off. */
  of(text: string): string {
    const line = text
      .slice(0, 20 * SHOWN)
      .replace(/\s+/g, ' ')
      .trim()
    const safe = this.safe(line)
    const characters = [...safe.slice(0, 2 * SHOWN)]
    return characters.length > SHOWN ? `${characters.slice(0, SHOWN).join('')}…` : safe
  }

  /** An address without its query, in which the signature stands. */
  ofAddress(url: URL): string {
    return this.safe(`${url.origin}${url.pathname}`).slice(0, 200)
  }

  /** Whether something secret stands in it. */
  isSecret(text: string): boolean {
    return [...this.secrets].some((secret) => text.includes(secret))
  }

  private safe(text: string): string {
    let safe = redact(text, this.secrets)
    // The shortest Token has three characters, and `redact` leaves such short ones alone.
    for (const secret of this.secrets) safe = safe.replaceAll(secret, '***')
    return safe
  }
}
