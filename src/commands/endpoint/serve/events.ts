import type { Answer, EndpointEvent, Note, PushEvent, RefusedEvent } from '../../../endpoint/types'
import type { Language } from '../../../terminal/language'
import { noteText } from '../../../terminal/push-line'
import { replySummary } from '../../../terminal/reply-summary'
import { type RefusalPlaces, refusalText } from '../../../terminal/request-line'
import { summaryOf } from '../../../wechat/messages/summary'

/** An event as `--json` tells it. Queries, which hold signatures, and whole documents stay out. */
export function eventDocument(
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
export function lateDocument(
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

/** @param count how many refusals it stands for */
export function refusalDocument(
  event: RefusedEvent,
  count: number,
  places: RefusalPlaces,
  language: Language,
): { readonly type: string } & Record<string, unknown> {
  const { status, reason, params, method, path, ms } = event
  const { what, todo } = refusalText(event, places, language)
  return { type: 'refused', status, reason, params, method, path, ms, count, message: what, hint: todo }
}
