import type { ChalkInstance } from 'chalk'

/**
 * Parameters that mark our own styles from painting to output. Nobody outside can know them, so that a style in a text
 * from outside is recognised. Three numbers of four digits, so that libraries that measure text take them for part of
 * the style.
 */
const MARK = [1, 2, 3].map(() => `;${1000 + Math.floor(Math.random() * 9000)}`).join('')
const MARKED = new RegExp(`\\u001b\\[([\\d;]*?)${MARK}m`)
// biome-ignore lint/suspicious/noControlCharactersInRegex: styles begin with one
const STYLE = /\u001b\[([\d;]*)m/g

/** Chalk that marks what it paints. @param owner what it is a method of: `rgb` and its like ask that for their level */
export function marking(paint: ChalkInstance, owner?: ChalkInstance): ChalkInstance {
  if (paint.level === 0) return paint
  // Not a proxy of chalk itself: its styles are read-only properties, which a proxy must return unchanged.
  const stand = (() => '') as unknown as ChalkInstance
  return new Proxy(stand, {
    get: (_, name) => markingResult(Reflect.get(paint, name, paint), paint),
    // Chalk repeats its style after one that ends inside its text, so it must recognise the inner styles as its own.
    apply: (_stand, _this, texts: unknown[]) =>
      markingResult(
        Reflect.apply(
          paint,
          owner,
          texts.map((text) => (typeof text === 'string' ? withOwnStyles(text) : text)),
        ),
      ),
  })
}

function markingResult(result: unknown, owner?: ChalkInstance): unknown {
  if (typeof result === 'function') return marking(result as ChalkInstance, owner)
  return typeof result === 'string' ? result.replace(STYLE, `\u001b[$1${MARK}m`) : result
}

/**
 * Text with its own styles as terminals take them.
 * @param rest applied to the parts between: absent, styles in them lose their beginning
 */
export function withOwnStyles(text: string, rest: (part: string) => string = withoutStyles): string {
  return text
    .split(MARKED)
    .map((part, index) => (index % 2 === 1 ? `\u001b[${part}m` : rest(part)))
    .join('')
}

const withoutStyles = (part: string) => part.replaceAll('\u001b', '\ufffd')
