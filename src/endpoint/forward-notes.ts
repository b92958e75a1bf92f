import type { DeliveryCode, DeliveryFinding } from '../wechat/delivery-findings'
import type { JudgedReply } from './judge-reply'
import type { Note } from './types'

/**
 * What a person should know of a target's answer: the codes below, and those of wechat/reply-findings.ts as they are.
 * `target-unreachable`, `target-busy` and `target-slow` are the forwarder's own.
 */
export function notesOn({ findings }: JudgedReply): Note[] {
  // A well-known middleware writes milliseconds into every reply: it works, and whoever uses it cannot mend it.
  const worth = findings.filter(({ code }) => code !== 'reply-time-milliseconds')
  const notes = new Map(worth.map((finding) => [codeOf(finding), paramsOf(finding)]))
  return [...notes].map(([code, params]) => ({ code, params }))
}

const codes: Readonly<Record<DeliveryCode | 'reply-html', string>> = {
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
}

const codeOf = ({ code }: DeliveryFinding): string => codes[code as keyof typeof codes] ?? code

/** Characters of a text from outside that a note repeats. */
const LONGEST = 200

function paramsOf({ code, params }: DeliveryFinding): NonNullable<Note['params']> {
  if (code === 'cipher-appid') return { reason: 'appid' }
  // Frameworks redirect to the same address with a slash, and the push's own signature stands in its query.
  if (code === 'redirect')
    return {
      ...params,
      location: String(params.location)
        .replace(/[?#].*$/s, '')
        .slice(0, LONGEST),
    }
  return params
}

/**
 * An answer that shows the address it was called with shows the push's signature, which is good for ever. @param query of the push
 */
export function withoutSignatures(text: string, query: string): string {
  const given = new URLSearchParams(query)
  const signatures = ['signature', 'msg_signature'].flatMap((name) => given.getAll(name))
  return signatures.filter(Boolean).reduce((left, signature) => left.replaceAll(signature, '…'), text)
}
