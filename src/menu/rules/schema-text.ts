/** How the JSON Schema of menu files speaks of text. */

export type Schema = Readonly<Record<string, unknown>>

/** A `${VARIABLE}` may be replaced by a text of any length and form. */
export const VARIABLE = {
  type: 'string',
  pattern: '\\$\\{',
  description:
    '${NAME} or ${NAME:-default}: MENU_* of the environment, others with --var NAME[=VALUE]. 变量：环境变量 MENU_*，其他用 --var 指定',
}

/** Control characters, as a part of a class of characters. */
export const CONTROL = '\\u0000-\\u001f\\u007f-\\u009f'

/**
 * Not only white space, and no control characters. Lone surrogates, which `menu validate` refuses as well, are let
 * through: to a program that matches UTF-16 units every emoji has two of them.
 */
export const TEXT = `^(?=[\\s\\S]*\\S)[^${CONTROL}]*$`

/** An address of the web with a host; blanks around it and in its path are not an error. */
export const HTTP = `^\\s*[hH][tT][tT][pP][sS]?://[^/?#\\s${CONTROL}][^${CONTROL}]*$`

export function textOr(form: Schema): { readonly anyOf: readonly Schema[] } {
  return { anyOf: [{ type: 'string', ...form }, VARIABLE] }
}
