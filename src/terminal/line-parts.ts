/** Parts of lines about requests. */
import type { ChalkInstance } from 'chalk'
import { format, type Language } from './language'
import { systemReasons } from './messages/reasons'
import { reasonWords } from './messages/serve-refusals'
import { paragraph } from './paragraph'
import { widthOf } from './width'

export interface LinePen {
  readonly paint: ChalkInstance
  readonly language: Language
  /** Columns of the terminal; absent where it is not one: nothing is broken then. */
  readonly columns?: number
}

export type Params = Readonly<Record<string, string | number>>

/** Hours, minutes and seconds of this machine's time zone. */
export const clock = (time: number) => new Date(time).toTimeString().slice(0, 8)

export const joined = (parts: readonly string[]) => parts.filter((part) => part !== '').join(' ')
/** Between two sentences. */
export const stop = (language: Language) => (language === 'zh' ? '。' : '. ')

export function words(
  message: { readonly en: string; readonly zh: string },
  { language }: LinePen,
  params: Params = {},
) {
  return format(message, language, params)
}

/** Codes among the parameters in words: `reason`, of refusals or of the system. */
export function inWords(params: Params, language: Language): Params {
  const code = String(params.reason ?? '')
  const known = [reasonWords, systemReasons].find((catalogue) => Object.hasOwn(catalogue, code))?.[code]
  return known ? { ...params, reason: format(known, language, params) } : params
}

export function broken(line: string, indent: string, { columns }: LinePen): string[] {
  return columns === undefined ? [line] : paragraph(line, columns - 1, indent).split('\n')
}

/** A text cut to a number of cells, with `…`; empty where not even a few fit. */
export function fitted(text: string, room: number): string {
  if (widthOf(text) <= room) return text
  if (room < 4) return ''
  let head = ''
  let taken = 1
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(
    text.slice(0, room * 4),
  )) {
    taken += widthOf(segment)
    if (taken > room) break
    head += segment
  }
  return `${head}…`
}
