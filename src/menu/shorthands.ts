/**
 * Fields of a menu file that are ours alone: each takes the place of one of WeChat's, on buttons of one type, and is
 * turned into it before the menu is sent.
 */
import { buttonsOf, type Menu } from './types'

export const shorthands = {
  /** `{ url, scope, state }`, wrapped into the address of web authorization. */
  oauth: { field: 'url', type: 'view' },
  /** A file beside the menu file, uploaded as permanent material. */
  media: { field: 'media_id', type: 'media_id' },
} as const

export type Shorthand = keyof typeof shorthands

export const shorthandNames = Object.keys(shorthands) as Shorthand[]

/** What may take the place of a field of a button of this type. */
export function shorthandFor(type: string, field: string): Shorthand | undefined {
  return shorthandNames.find((name) => shorthands[name].type === type && shorthands[name].field === field)
}

/** The field that a key fills: its own, or the one whose place it takes. */
export function filledBy(key: string): string {
  return isShorthand(key) ? shorthands[key].field : key
}

export function isShorthand(key: string): key is Shorthand {
  return Object.hasOwn(shorthands, key)
}

/** Whether anything in a menu still has to be turned into what WeChat takes. */
export function hasShorthands(menu: Menu): boolean {
  return [...buttonsOf(menu)].some(({ oauth, media }) => oauth !== undefined || media !== undefined)
}
