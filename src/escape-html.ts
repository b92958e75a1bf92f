import { replaceUnsafe } from './unsafe-characters'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text that is safe in a page, in an attribute too; what turns the direction of text is replaced. */
export function escaped(text: string): string {
  return replaceUnsafe(text, () => '\ufffd', '\n\r\t').replace(
    /[&<>"']/g,
    (character) => ENTITIES[character] ?? '',
  )
}
