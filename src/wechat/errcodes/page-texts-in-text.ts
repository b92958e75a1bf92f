import { codeTexts, type PageText, type PageTextName, pageTexts } from './page-texts'
import { isAlone, patternOf, type TextPattern } from './text-patterns'

/** A text of page-texts.ts in another. */
export interface TextFound {
  /** Its cause; several where the same text is shown in several places. */
  readonly codes: readonly (number | PageTextName)[]
  readonly start: number
  readonly end: number
}

/** The name of a JS-SDK function before what it says: `config:fail,Error: System error, error code:63002,`. */
const CALLER =
  /(?:\bconfig|\b[a-z]{2,20}[A-Z]\w{1,40}):\s?(?:fail\b)?[\s,:_]{0,4}(?:[Ee]rror\b[\s,:]{0,4})?(?:(?:系统错误|[Ss]ystem error)[\s,:]{0,4})?(?:(?:错误码|[Ee]rror code)[\s:]{0,4}\d{5}[\s,:]{0,4})?$/

interface Row extends TextPattern {
  readonly codes: TextFound['codes']
  /** Also found where the text is alone. */
  readonly or: readonly number[]
  readonly isGeneral: boolean
}

let rows: readonly Row[] | undefined

/** Places that are looked at for each text. */
const MOST_PLACES = 1000

function allRows(): readonly Row[] {
  const named = Object.entries<PageText>(pageTexts).flatMap(([name, { texts, alone = [], or = [] }]) => {
    const row = { codes: [name as PageTextName], or }
    return [
      ...texts.map((text) => ({ ...row, ...patternOf(text), isGeneral: false })),
      ...alone.map((text) => ({ ...row, ...patternOf(text), isGeneral: true })),
    ]
  })
  const coded = Object.entries(codeTexts).flatMap(([code, texts]) =>
    texts.map((text) => ({ codes: [Number(code)], or: [], ...patternOf(text), isGeneral: false })),
  )
  return [...named, ...coded]
}

/**
 * The texts of WeChat's app, pages, JS-SDK and consoles in a text. Where several begin or end inside each other the
 * longest is taken.
 */
export function pageTextsIn(text: string): TextFound[] {
  rows ??= allRows()
  const small = text.toLowerCase()
  const plain = small.length === text.length ? text : small
  const found: TextFound[] = []
  for (const { codes, or, pattern, anchor, isGeneral } of rows) {
    if (!small.includes(anchor)) continue
    let places = 0
    for (const match of small.matchAll(pattern)) {
      if (++places > MOST_PLACES) break
      const end = match.index + match[0].length
      const caller = CALLER.exec(plain.slice(Math.max(0, match.index - 120), match.index))?.[0]
      if (isGeneral && caller === undefined && !isAlone(plain, match.index, end)) continue
      const shared = isGeneral && caller === undefined ? or : []
      found.push({ codes: [...codes, ...shared], start: match.index - (caller?.length ?? 0), end })
    }
  }
  return apart(found)
}

/** Drops those that overlap a longer one. */
export function apart<One extends { readonly start: number; readonly end: number }>(
  found: readonly One[],
): One[] {
  const byLength = [...found].sort((a, b) => b.end - b.start - (a.end - a.start))
  const taken: One[] = []
  for (const one of byLength.slice(0, 2000))
    if (!taken.some((other) => one.start < other.end && other.start < one.end)) taken.push(one)
  return taken.sort((a, b) => a.start - b.start)
}
