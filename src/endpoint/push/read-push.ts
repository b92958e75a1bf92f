import { type CallbackConfig, cipherOf } from '../../wechat/callback/callback'
import { CipherFault, type MessageCipher } from '../../wechat/callback/cipher'
import type { MessageMode } from '../../wechat/callback/values'
import { type Push, pushOf } from '../../wechat/messages/push'
import { textOf, type XmlElement } from '../../wechat/xml/read'
import type { CallQuery } from '../server/receive-query'
import type { Note } from '../types'
import { Refusal } from './pipeline-refusal'
import { hasBom, readDocument, readText } from './read-push-text'
import { checkSignature, notesOnTime, requireParameters } from './verify-push'

/** A push that is signed rightly, decrypted where it was encrypted. */
export interface ReadPush {
  readonly push: Push
  /** The document, without the byte order mark that may have stood before it. */
  readonly xml: string
  readonly encrypted: boolean
  readonly notes: readonly Note[]
}

/** Pushes in all three modes (docs/platform.md 3.2, 3.3). What is encrypted counts, also where it stands in plain beside it. */
export class PushReader {
  readonly cipher: MessageCipher | undefined

  constructor(private readonly config: CallbackConfig) {
    this.cipher = cipherOf(config)
  }

  /**
   * @param now milliseconds since 1970
   * @throws Refusal
   */
  read(call: CallQuery, body: Buffer, now: number): ReadPush {
    const { mode } = this.config
    const says = call.encrypt_type
    const isSealed = says === 'aes' || (says === '' && call.msg_signature !== '')
    // In safe mode msg_signature alone decides (docs/platform.md 3.3): the other one says nothing about the body.
    const isDecisive = isSealed && mode === 'safe'
    if (isDecisive) requireParameters(call, ['msg_signature', 'timestamp', 'nonce'])
    else {
      requireParameters(call, isSealed ? [...NEEDED, 'msg_signature'] : NEEDED)
      checkSignature(this.config, call)
    }
    const text = readText(body)
    const outer = readDocument(text)
    const isPlain = textOf(outer, 'MsgType') !== ''
    if (!isSealed) {
      if (!isPlain && textOf(outer, 'Encrypt') !== '')
        throw new Refusal('signature-missing', { names: 'msg_signature, encrypt_type' })
      if (mode === 'safe') throw new Refusal('plain-in-safe-mode')
    } else if (this.cipher) {
      const inner = this.decrypt(call, outer)
      const sent = isPlain ? 'compat' : 'safe'
      return this.opened(call, inner, now, true, sent, isPlain ? outer : undefined)
    } else if (!isPlain) throw new Refusal('no-key')
    return this.opened(call, text, now, false, isSealed ? 'compat' : 'plain', undefined, outer)
  }

  /** @throws Refusal; whoever calls is answered the same, whatever the reason */
  private decrypt(call: CallQuery, outer: XmlElement): string {
    const encrypt = textOf(outer, 'Encrypt').trim()
    if (encrypt === '') throw new Refusal('cipher', { reason: 'missing' })
    checkSignature(this.config, call, encrypt)
    try {
      return this.cipher?.decrypt(encrypt) ?? ''
    } catch (error) {
      if (!(error instanceof CipherFault)) throw error
      throw new Refusal('cipher', {
        reason: error.reason,
        ...(error.appid !== undefined && { appid: error.appid }),
      })
    }
  }

  /** @param beside the plain fields beside the encrypted ones @param read the document, where it has been read */
  private opened(
    call: CallQuery,
    text: string,
    now: number,
    encrypted: boolean,
    sent: MessageMode,
    beside: XmlElement | undefined,
    read?: XmlElement,
  ): ReadPush {
    const fields = read ?? readDocument(text)
    if (textOf(fields, 'MsgType') === '') throw new Refusal('not-a-push')
    const bom = hasBom(text)
    const differing = beside ? differences(beside, fields) : []
    const notes: Note[] = [...notesOnTime(call, now)]
    if (sent !== this.config.mode)
      notes.push({ code: 'mode-differs', params: { mode: this.config.mode, sent } })
    if (differing.length > 0) notes.push({ code: 'plain-differs', params: { names: differing.join(', ') } })
    if (bom) notes.push({ code: 'bom' })
    return { push: pushOf(fields), xml: bom ? text.slice(1) : text, encrypted, notes }
  }
}

const NEEDED = ['signature', 'timestamp', 'nonce'] as const

/** Names of the fields in which the plain form of a push in compatible mode is not what its encrypted form says. */
function differences(plain: XmlElement, sealed: XmlElement): string[] {
  const { Encrypt: _, ...rest } = plain
  const names = new Set([...Object.keys(rest), ...Object.keys(sealed)])
  return [...names].filter((name) => JSON.stringify(rest[name]) !== JSON.stringify(sealed[name])).slice(0, 8)
}
