/** Expressions of GitHub Actions, as far as our recipes use them. Whatever else is in one fails loudly. */

export type Contexts = Readonly<Record<string, unknown>>

/** `${{ … }}` in a text, filled. */
export function filled(text: string, contexts: Contexts): string {
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_, inside: string) => textOf(evaluate(inside, contexts)))
}

/** The value of an expression. */
export function evaluate(expression: string, contexts: Contexts): unknown {
  const tokens = [
    ...expression.matchAll(/\s*('(?:[^']|'')*'|==|!=|&&|\|\||[!()]|[\w-]+(?:\.[\w-]+)*|\S)/g),
  ].map(([, token = '']) => token)
  const reader = new Reader(tokens, contexts, expression)
  const value = reader.or()
  reader.end()
  return value
}

/** What counts as true. */
export function holds(value: unknown): boolean {
  return value !== false && value !== '' && value !== null && value !== undefined && value !== 0
}

class Reader {
  private at = 0

  constructor(
    private readonly tokens: readonly string[],
    private readonly contexts: Contexts,
    private readonly whole: string,
  ) {}

  end(): void {
    if (this.at < this.tokens.length) throw this.fault(this.tokens[this.at])
  }

  or(): unknown {
    let value = this.and()
    while (this.takes('||')) {
      const other = this.and()
      value = holds(value) ? value : other
    }
    return value
  }

  private and(): unknown {
    let value = this.equality()
    while (this.takes('&&')) {
      const other = this.equality()
      value = holds(value) ? other : value
    }
    return value
  }

  private equality(): unknown {
    const value = this.unary()
    if (this.takes('==')) return textOf(value) === textOf(this.unary())
    if (this.takes('!=')) return textOf(value) !== textOf(this.unary())
    return value
  }

  private unary(): unknown {
    if (this.takes('!')) return !holds(this.unary())
    if (this.takes('(')) {
      const value = this.or()
      if (!this.takes(')')) throw this.fault(this.tokens[this.at])
      return value
    }
    const token = this.tokens[this.at++] ?? ''
    if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'")
    if (/^[A-Za-z_]/.test(token) && this.tokens[this.at] !== '(') return this.lookUp(token)
    throw this.fault(token)
  }

  private lookUp(path: string): unknown {
    const [context = '', ...names] = path.split('.')
    if (!Object.hasOwn(this.contexts, context)) throw this.fault(context)
    let value = this.contexts[context]
    for (const name of names) {
      // A secret, a variable or an output that is not set is empty; of an event we know what there is.
      const isOpen = ['secrets', 'vars', 'outputs', 'env'].includes(context) || names.includes('outputs')
      if (!isOpen && !Object.hasOwn(Object(value), name)) throw this.fault(path)
      value = (Object(value) as Record<string, unknown>)[name]
    }
    return value
  }

  private takes(token: string): boolean {
    if (this.tokens[this.at] !== token) return false
    this.at++
    return true
  }

  private fault(at: string | undefined): Error {
    return new Error(`cannot evaluate ${JSON.stringify(at)} in: ${this.whole}`)
  }
}

function textOf(value: unknown): string {
  return value === undefined || value === null ? '' : String(value)
}
