/** What `serve` tells of requests that are no pushes: refused ones, handshakes, files. */
import { beginning } from './capital'
import { format, type Language } from './language'
import { broken, clock, inWords, joined, type LinePen, type Params, stop, words } from './line-parts'
import { serveMessages as say } from './messages/serve'
import { differsSentences, type RefusalSentences, refusalSentences } from './messages/serve-refusals'
import { printable } from './printable'

export interface ShownRefusal {
  readonly time: number
  readonly method: string
  readonly path: string
  readonly status: number
  readonly reason: string
  readonly params: Params
}

/** What was refused, and on the same line what to do about it. */
export function refusalLines(refusal: ShownRefusal, places: RefusalPlaces, pen: LinePen): string[] {
  const { paint } = pen
  const { what, todo } = refusalText(refusal, places, pen.language)
  const status = refusal.status === 0 ? '' : String(refusal.status)
  const head = joined([paint.dim(clock(refusal.time)), paint.red('✗'), paint.red(status)])
  return broken(`${head} ${what}${stop(pen.language)}${todo}`, '    ', pen)
}

/** What the sentences about refusals refer to. */
export interface RefusalPlaces {
  /** Path of the endpoint. */
  readonly path: string
  /** Where to look the Token up: a command or a file. */
  readonly where: string
}

/** A refusal in words. */
export function refusalText(
  { reason, params, method, path }: ShownRefusal,
  places: RefusalPlaces,
  language: Language,
): { readonly what: string; readonly todo: string } {
  const differs = differsSentences[String(params.differs)]
  const fill = (sentences: RefusalSentences | undefined, more: Params = {}) => {
    const values = { ...inWords(params, language), method, at: path, PATH: path, ...places, ...more }
    const { what, todo } = sentences ?? {}
    return {
      what: what ? format(what, language, values) : printable(reason),
      todo: todo ? beginning(todo, language, values) : '',
    }
  }
  if (!differs) return fill(refusalSentences[reason])
  const mistake = fill(differs)
  return fill(refusalSentences[reason], { differs: mistake.what, remedy: mistake.todo })
}

/** How often the same was refused since it was told of. @param more `isMixed`: not the very same, but alike */
export function moreLine(
  { time, count, isMixed }: { readonly time: number; readonly count: number; readonly isMixed: boolean },
  { what }: { readonly what: string },
  pen: LinePen,
): string {
  const { paint } = pen
  return joined([
    paint.dim(clock(time)),
    paint.red('✗'),
    words(isMixed ? say.moreAlike : say.moreLike, pen, { count }),
    paint.dim(what),
  ])
}

export function handshakeLine(time: number, ms: number, pen: LinePen): string {
  const { paint } = pen
  return joined([paint.dim(clock(time)), paint.green('✓'), words(say.handshake, pen), paint.dim(`${ms} ms`)])
}

export function fileLine(time: number, path: string, pen: LinePen): string {
  const { paint } = pen
  return joined([paint.dim(clock(time)), paint.green('✓'), words(say.file, pen, { path })])
}
