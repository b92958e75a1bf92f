import { coarseCode, type DeliveryFinding } from '../../wechat/callback/delivery-findings'
import type { JudgedReply } from '../send/judge-reply'
import type { Note } from '../types'

/**
 * What a person should know of a target's answer, one note for each cause. `code` is how `serve --json` has always called
 * it; `target-unreachable`, `target-busy` and `target-slow` are the forwarder's own.
 * @param isReplaced `success` was answered in its place
 */
export function notesOn({ findings }: JudgedReply, isReplaced = false): Note[] {
  // A well-known middleware writes milliseconds into every reply: it works, and whoever uses it cannot mend it.
  const worth = findings.filter(({ code }) => code !== 'reply-time-milliseconds')
  const notes = new Map(worth.map((finding) => [finding.code, noteOn(finding)]))
  return [...notes.values()].map((note, at) => (isReplaced && at === 0 ? { ...note, replaced: true } : note))
}

/** A cause as a note. */
export function noteOn(finding: DeliveryFinding): Note {
  const { code: cause, params } = finding
  const coarse = coarseCode(finding)
  return { code: codes[coarse] ?? coarse, params: { ...params, ...reasonOf(cause) }, cause }
}

/** What these notes have always told beside their code. */
function reasonOf(cause: DeliveryFinding['code']): NonNullable<Note['params']> {
  if (cause === 'cipher-appid') return { reason: 'appid' }
  if (cause.startsWith('answer-cut')) return { reason: 'dropped', detail: 'ECONNRESET' }
  return cause.startsWith('answer-unfinished') ? { reason: 'timeout', detail: 'sent' } : {}
}

const codes: Readonly<Record<string, string>> = {
  status: 'target-status',
  redirect: 'target-redirects',
  'too-large': 'target-too-large',
  late: 'target-late',
  'not-utf8': 'target-not-utf8',
  'not-encrypted': 'target-reply-not-encrypted',
  'encrypted-in-plain': 'target-reply-encrypted',
  envelope: 'target-reply-badly-signed',
  signature: 'target-reply-badly-signed',
  cipher: 'target-reply-unreadable',
  'cipher-appid': 'target-reply-unreadable',
  'reply-html': 'target-html',
  // No answer that could be passed on.
  'answer-cut': 'target-unreachable',
  'answer-cut-length': 'target-unreachable',
  'answer-unfinished': 'target-unreachable',
  'answer-unfinished-length': 'target-unreachable',
}

/**
 * An answer that shows the address it was called with shows the push's signature, which is good for ever. @param query of the push
 */
export function withoutSignatures(text: string, query: string): string {
  const given = new URLSearchParams(query)
  const signatures = ['signature', 'msg_signature'].flatMap((name) => given.getAll(name))
  return signatures.filter(Boolean).reduce((left, signature) => left.replaceAll(signature, '…'), text)
}
