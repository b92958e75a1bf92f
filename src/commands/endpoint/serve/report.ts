import type { Answer, Delivery, EndpointEvent, Note, PushEvent, RefusedEvent } from '../../../endpoint/types'
import type { Language } from '../../../terminal/language'
import { detailLines, lateLines, notesLines, noteText, pushLines } from '../../../terminal/push-line'
import { replySummary } from '../../../terminal/reply-summary'
import {
  fileLine,
  handshakeLine,
  moreLine,
  type RefusalPlaces,
  refusalLines,
  refusalText,
} from '../../../terminal/request-line'
import { summaryOf } from '../../../wechat/messages/summary'
import type { CommandContext } from '../../command'
import { Flood } from './flood'

/** Reports what the endpoint does: as lines on stderr, with `--json` as objects on stdout. */
export class Reporter {
  /** Push and reply are shown whole. */
  details = false
  /** The last push that came. */
  last?: PushEvent
  private readonly refusals = new Flood<RefusedEvent>((event, more, isMixed) =>
    this.refused(event, more, isMixed),
  )

  constructor(
    private readonly cx: CommandContext,
    private readonly places: RefusalPlaces,
  ) {}

  report(event: EndpointEvent): void {
    if (event.kind === 'refused') {
      const { what, todo } = this.worded(event)
      this.refusals.add(event.reason, `${what} ${todo}`, event)
      return
    }
    if (event.kind === 'push') this.last = event
    const { terminal } = this.cx
    if (terminal.json) terminal.event(eventDocument(event, terminal.language), () => '')
    else if (event.kind === 'push') this.push(event)
    else if (event.kind === 'handshake') terminal.say(handshakeLine(event.time, event.ms, terminal.pen))
    else terminal.say(fileLine(event.time, event.path, terminal.pen))
  }

  /** Reports what the target of --forward-to answered after `success` was answered in its place. */
  late({ id }: Delivery, answer: Answer): void {
    const { terminal, now } = this.cx
    const { text, targetMs: ms = 0, notes = [] } = answer
    if (terminal.json) terminal.event(lateDocument(id, answer, terminal.language), () => '')
    else terminal.write(lateLines({ id, text, ms, notes }, now(), terminal.pen).join('\n'))
  }

  /** Reports what was held back. */
  end(): void {
    this.refusals.flush()
  }

  private push(event: PushEvent): void {
    const { terminal } = this.cx
    // With --quiet only pushes with something wrong are shown.
    if (terminal.options.quiet && event.notes.length === 0) return
    const { pen } = terminal
    const lines = pushLines(event, pen)
    if (this.details)
      lines.splice(lines.length - notesLines(event.notes, pen).length, 0, ...detailLines(event, pen))
    terminal.write(lines.join('\n'))
  }

  private worded(event: RefusedEvent) {
    return refusalText(event, this.places, this.cx.terminal.language)
  }

  private refused(event: RefusedEvent, more: number, isMixed: boolean): void {
    const { terminal } = this.cx
    const { language, pen } = terminal
    if (terminal.json) {
      const document = refusalDocument(event, more || 1, this.places, language)
      terminal.event({ ...document, ...(isMixed && { mixed: true }) }, () => '')
    } else if (more === 0) {
      terminal.write(refusalLines(event, this.places, pen).join('\n'))
    } else {
      terminal.write(moreLine({ time: this.cx.now(), count: more, isMixed }, this.worded(event), pen))
    }
  }
}

/** An event for `--json`. Queries, which hold signatures, and whole documents stay out. */
function eventDocument(
  event: Exclude<EndpointEvent, RefusedEvent>,
  language: Language,
): { readonly type: string } & Record<string, unknown> {
  if (event.kind === 'handshake') return { type: 'handshake', ms: event.ms }
  if (event.kind === 'file') return { type: 'file', path: event.path, ms: event.ms }
  return pushDocument(event, language)
}

function pushDocument({ delivery, answer, attempt, status, ms, notes }: PushEvent, language: Language) {
  const { id, push, encrypted } = delivery
  const { by, rule, targetMs } = answer
  return {
    type: 'push',
    id,
    kind: push.type,
    from: push.FromUserName,
    msgType: push.MsgType,
    ...(push.Event !== undefined && { event: push.Event }),
    summary: summaryOf(push),
    encrypted,
    attempt,
    reply: { ...replySummary(answer.text), by, ...(rule && { rule }) },
    status,
    ms,
    ...(targetMs !== undefined && { targetMs }),
    notes: notes.map((note) => noteDocument(note, language)),
  }
}

/** What a target answered to push `id` when it was too late. */
function lateDocument(
  id: number,
  { text, targetMs, notes = [] }: Answer,
  language: Language,
): { readonly type: string } & Record<string, unknown> {
  return {
    type: 'late',
    id,
    reply: replySummary(text),
    ...(targetMs !== undefined && { targetMs }),
    notes: notes.map((note) => noteDocument(note, language)),
  }
}

const noteDocument = (note: Note, language: Language) => ({ ...note, message: noteText(note, language) })

/** @param count of refusals that it reports together */
function refusalDocument(
  event: RefusedEvent,
  count: number,
  places: RefusalPlaces,
  language: Language,
): { readonly type: string } & Record<string, unknown> {
  const { status, reason, params, method, path, ms } = event
  const { what, todo } = refusalText(event, places, language)
  return { type: 'refused', status, reason, params, method, path, ms, count, message: what, hint: todo }
}
