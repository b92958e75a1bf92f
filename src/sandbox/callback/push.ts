import { randomBytes } from 'node:crypto'
import {
  type CallbackConfig,
  cipherOf,
  envelopeOf,
  isSignedRightly,
  SEAL_BYTES,
  sealAt,
  sealPush,
} from '../../wechat/callback/callback'
import type { MessageCipher } from '../../wechat/callback/cipher'
import { ATTEMPTS, SUCCESS } from '../../wechat/replies/reply'
import { readXml } from '../../wechat/xml/read'
import type { CallbackSetting } from '../web/state'
import { type Answered, callAsWechat, NoAnswer } from './call'

/** The outcome of a push. */
export interface PushOutcome {
  /** How often it was sent. */
  readonly attempts: number
  /** HTTP status of the last answer; null where there was none. */
  readonly status: number | null
  /** The reply's document, decrypted; null where there is none. */
  readonly reply: string | null
  /** What is wrong with the answer, or why there is none. */
  readonly problem?: string
}

/**
 * Sends a push to the endpoint, sealed anew each time: up to three times, five seconds each (docs/platform.md 3.5).
 * [?] An answer that is not HTTP 200 counts as none.
 * @param xml the document, `<xml>…</xml>`
 * @param now milliseconds since 1970
 * @param signal ends it
 */
export async function deliverPush(
  setting: CallbackSetting,
  { appid, xml }: { readonly appid: string; readonly xml: string },
  now: () => number,
  signal: AbortSignal,
): Promise<PushOutcome> {
  const config: CallbackConfig = { ...setting, appid }
  const cipher = cipherOf(config)
  let problem = ''
  let status: number | null = null
  for (let attempts = 1; attempts <= ATTEMPTS; attempts++) {
    const { query, body } = sealPush(config, cipher, xml, sealAt(now(), randomBytes(SEAL_BYTES)))
    try {
      const answered = await callAsWechat(setting.url, query, body, signal)
      status = answered.status
      if (status === 200) return { attempts, status, ...replyIn(answered, config, cipher) }
      problem = `HTTP ${status}`
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error
      status = null
      problem = error.message
    }
    if (signal.aborted) return { attempts, status, reply: null, problem }
  }
  return { attempts: ATTEMPTS, status, reply: null, problem }
}

function replyIn(
  { body }: Answered,
  config: CallbackConfig,
  cipher: MessageCipher | undefined,
): Pick<PushOutcome, 'reply' | 'problem'> {
  const text = body.trim()
  if (text === '' || text === SUCCESS) return { reply: null }
  try {
    const envelope = envelopeOf(readXml(text))
    if (!envelope || !cipher) {
      const bare = config.mode === 'safe' || envelope
      return bare ? { reply: null, problem: NOT_SEALED } : { reply: text }
    }
    if (!isSignedRightly(config.token, envelope)) return { reply: null, problem: 'MsgSignature is wrong' }
    const reply = cipher.decrypt(envelope.Encrypt)
    readXml(reply)
    return { reply }
  } catch (error) {
    // The user reads "该公众号暂时无法提供服务，请稍后再试" then.
    return { reply: null, problem: `the answer is no reply: ${(error as Error).message}` }
  }
}

const NOT_SEALED = 'the reply is encrypted where the mode is plain, or not encrypted where it is safe'
