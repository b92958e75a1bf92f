/**
 * The tokens of a YAML file, up to bounds. The parser is a loop with a stack of its own, so depth and size are known
 * before anything recursive runs: Node dies of a few thousand levels in the composer, and of very long lists behind it.
 */
import { Lexer, Parser } from 'yaml'

/** A menu and rules are 8 levels deep at most, wrapped in everything they may be wrapped in. */
const MAX_DEPTH = 50
/** All that the lexer tells apart, line breaks and comments included: the composer is slow with them. */
const MAX_LEXEMES = 200_000
/** After so many faults of the syntax the rest is noise. */
export const MAX_SYNTAX = 20

/** The lexer's mark before the text of a plain scalar, and of a block scalar. */
const SCALAR = '\u001f'

/** A plain scalar (its mark), a quoted one, a block scalar, an alias, a collection, or a mark of an item or a key. */
const BEGINS_NODE = '\u001f"\'|>*[{,?-'

type Tokens = ReturnType<Parser['next']> extends Generator<infer Token> ? Token[] : never

/** Which bound a file goes beyond, and at which character. */
interface Excess {
  readonly rule: 'yaml-size' | 'yaml-depth'
  /** Offsets into the text. */
  readonly span: { readonly start: number; readonly end: number }
  readonly limit: number
}

/**
 * @param nodes how many keys and values, and marks before them, the file may have
 * @param onLexeme is told every lexeme outside of plain and block scalars, with its offset
 */
export function lex(
  text: string,
  nodes: number,
  onLexeme?: (lexeme: string, offset: number) => void,
): { readonly tokens: Tokens } | { readonly excess: Excess } {
  const parser = new Parser()
  const tokens: Tokens = []
  const counted = { lexemes: 0, nodes: 0, faults: 0 }
  let former = ''
  for (const lexeme of new Lexer().lex(text)) {
    if (former !== SCALAR) onLexeme?.(lexeme, parser.offset)
    former = lexeme
    counted.lexemes++
    if (BEGINS_NODE.includes(lexeme[0] ?? ' ')) counted.nodes++
    if (counted.nodes > nodes || counted.lexemes > MAX_LEXEMES) {
      const start = Math.min(parser.offset, text.length - 1)
      const limit = counted.nodes > nodes ? nodes : MAX_LEXEMES
      return { excess: { rule: 'yaml-size', span: { start, end: start + 1 }, limit } }
    }
    for (const token of parser.next(lexeme)) {
      if (token.type === 'error') counted.faults++
      if (counted.faults <= MAX_SYNTAX) tokens.push(token)
    }
    if (counted.faults > MAX_SYNTAX) return { tokens }
    if (parser.stack.length > MAX_DEPTH) {
      const end = Math.min(parser.offset, text.length)
      return { excess: { rule: 'yaml-depth', span: { start: Math.max(0, end - 1), end }, limit: MAX_DEPTH } }
    }
  }
  for (const token of parser.end()) tokens.push(token)
  return { tokens }
}
