/** What `serve` tells of pushes, as lines for a person: one a push, its warnings under it. */

import type { DeliveryFinding } from '../wechat/callback/delivery-findings'
import type { Push } from '../wechat/messages/push'
import { summaryOf } from '../wechat/messages/summary'
import { beginning } from './capital'
import { causeOf, isCause, paramsInWords } from './delivery-findings'
import { format, type Language } from './language'
import { broken, clock, fitted, inWords, joined, type LinePen, type Params, stop, words } from './line-parts'
import { serveMessages as say } from './messages/serve'
import { noteSentences } from './messages/serve-notes'
import { printable } from './printable'
import { replySummary } from './reply-summary'
import { widthOf } from './width'
import { xmlLines } from './xml-lines'

export interface ShownNote {
  readonly code: string
  readonly params?: Params
  /** What is wrong with the answer of a target. */
  readonly cause?: DeliveryFinding['code']
  /** `success` was answered in its place. */
  readonly replaced?: boolean
}

export interface ShownPush {
  /** Milliseconds since 1970. */
  readonly time: number
  readonly ms: number
  readonly delivery: { readonly push: Push; readonly xml: string }
  readonly answer: {
    readonly by: string
    readonly text: string
    readonly rule?: { readonly number: number; readonly name: string }
  }
  readonly attempt: number
  /** Of HTTP. */
  readonly status: number
  readonly notes: readonly ShownNote[]
}

/** Below this the reply gets a line of its own. */
const NARROW = 64
/** Cells that what was said may take where nothing has to fit. */
const UNBOUND = 160

/** `14:03:22 ← text oMgH…glDg 你好 → text 你好 3 ms`; in a narrow terminal the reply is on a second line. */
export function pushLines(event: ShownPush, pen: LinePen): string[] {
  const { paint, columns } = pen
  const { push } = event.delivery
  const retry = event.attempt > 1 ? words(say.attempt, pen, { attempt: event.attempt }) : ''
  const head = joined([
    paint.dim(clock(event.time)),
    paint.cyan('←'),
    paint.bold(printable(push.Event ?? push.MsgType).slice(0, 40)),
    paint.yellow(retry),
    paint.dim(shortOpenid(push.FromUserName)),
  ])
  const what = printable(summaryOf(push))
  const { answer, said, tail } = replyOf(event, pen)
  const told = notesLines(event.notes, pen)
  if (columns !== undefined && columns < NARROW) {
    const second = joined([`  ${answer}`, fitted(said, columns - widthOf('  ', answer, tail) - 3), tail])
    return [joined([head, fitted(what, columns - widthOf(head) - 2)]), second, ...told]
  }
  const room = columns === undefined ? UNBOUND * 2 : columns - widthOf(head, answer, tail) - 5
  const [left, right] = shared(room, widthOf(what), widthOf(said))
  return [joined([head, fitted(what, left), answer, fitted(said, right), tail]), ...told]
}

function replyOf({ answer, ms, status }: ShownPush, pen: LinePen) {
  const { paint } = pen
  const { type, text = '' } = replySummary(answer.text)
  const colour = answer.by === 'late' || type === 'other' ? paint.yellow : paint.green
  const names: Readonly<Record<string, string>> = {
    success: words(answer.by === 'late' ? say.late : say.success, pen),
    empty: words(say.empty, pen),
    other: words(say.notXml, pen),
  }
  const rule =
    answer.rule && answer.rule.number > 0 ? words(say.rule, pen, { number: answer.rule.number }) : ''
  return {
    answer: joined([paint.cyan('→'), colour(names[type] ?? printable(type))]),
    said: printable(text),
    tail: joined([status === 200 ? '' : paint.red(`HTTP ${status}`), paint.dim(rule), paint.dim(`${ms} ms`)]),
  }
}

/** Warnings of a push, each with its remedy. */
export function notesLines(notes: readonly ShownNote[], pen: LinePen): string[] {
  return notes.flatMap((note) => {
    const line = `  ${pen.paint.yellow('!')} ${noteText(note, pen.language)}`
    return broken(line, '    ', pen)
  })
}

/** A note in words; a cause has the sentences that every command says of it. @returns its code where there are none */
export function noteText({ code, params = {}, cause, replaced }: ShownNote, language: Language): string {
  const sentence = noteSentences[code]
  if (sentence && cause === undefined) return format(sentence, language, inWords(params, language))
  const named = cause ?? code
  if (!isCause(named)) return printable(code)
  const { what, fix } = causeOf(named)
  const told = [what, ...(replaced ? [say.replaced] : []), fix]
  const values = paramsInWords(params, language)
  return told.map((words) => beginning(words, language, values)).join(stop(language))
}

export interface ShownLate {
  /** Of the push. */
  readonly id: number
  readonly text: string
  readonly ms: number
  readonly notes: readonly ShownNote[]
}

/** What a target has answered when `success` was on its way already, and why that was so. */
export function lateLines({ id, text, ms, notes }: ShownLate, time: number, pen: LinePen): string[] {
  const { paint, columns } = pen
  const { type, text: said = '' } = replySummary(text)
  const head = joined([
    paint.dim(clock(time)),
    paint.yellow('→'),
    paint.dim(`#${id}`),
    words(say.lateReply, pen),
    printable(type),
  ])
  const tail = paint.dim(`${ms} ms`)
  const room = columns === undefined ? UNBOUND : columns - widthOf(head, tail) - 3
  return [joined([head, fitted(printable(said), room), tail]), ...notesLines(notes, pen)]
}

/** Push and reply whole, under their line. */
export function detailLines({ delivery, answer }: ShownPush, pen: LinePen): string[] {
  const { paint } = pen
  const part = (mark: string, text: string) => xmlLines(text).map((line) => `  ${paint.cyan(mark)} ${line}`)
  return [...part('←', delivery.xml), ...part('→', answer.text)]
}

/** `oMgH…glDg`: enough to tell users apart. */
function shortOpenid(openid: string): string {
  const shown = printable(openid)
  return shown.length <= 10 ? shown : `${shown.slice(0, 4)}…${shown.slice(-4)}`
}

/** Gives each of two texts half of the room, and what one does not need to the other. */
function shared(room: number, left: number, right: number): [left: number, right: number] {
  const half = Math.floor(room / 2)
  if (left <= half) return [left, room - left]
  return right <= half ? [room - right, right] : [room - half, half]
}
