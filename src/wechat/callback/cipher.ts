import { createCipheriv, createDecipheriv } from 'node:crypto'

/** Why a cipher text cannot be decrypted. `appid`: it was made for another account. */
export type CipherReason = 'base64' | 'length' | 'padding' | 'message-length' | 'appid' | 'utf8'

/** A cipher text that cannot be decrypted. Its message is the reason and holds no part of the text. */
export class CipherFault extends Error {
  constructor(
    readonly reason: CipherReason,
    /** The other AppID in the cipher text. Do not trust it: anybody with the key can write it. */
    readonly appid?: string,
  ) {
    super(reason)
  }
}

const ALGORITHM = 'aes-256-cbc'
/** Bytes the padding is counted to; AES's own block has 16. */
const BLOCK = 32
const RANDOM = 16
const LENGTH = 4
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/

/**
 * The cipher of pushes and replies (docs/platform.md 3.3): AES-256-CBC under the EncodingAESKey, the first half of the key as IV,
 * PKCS#7 padding to 32 bytes, over 16 random bytes ‖ length of the message, 4 bytes big-endian ‖ message ‖ AppID.
 */
export class MessageCipher {
  private readonly key: Buffer
  private readonly iv: Buffer
  private readonly appid: Buffer

  /** @param aesKey 43 letters and digits */
  constructor(aesKey: string, appid: string) {
    this.key = Buffer.from(`${aesKey}=`, 'base64')
    this.iv = this.key.subarray(0, 16)
    this.appid = Buffer.from(appid)
  }

  /** @param random 16 bytes @returns base64 */
  encrypt(message: string, random: Uint8Array): string {
    const text = Buffer.from(message)
    const bare = RANDOM + LENGTH + text.length + this.appid.length
    const padding = BLOCK - (bare % BLOCK)
    const plain = Buffer.alloc(bare + padding, padding)
    plain.set(random.subarray(0, RANDOM))
    plain.writeUInt32BE(text.length, RANDOM)
    plain.set(text, RANDOM + LENGTH)
    plain.set(this.appid, RANDOM + LENGTH + text.length)
    const cipher = createCipheriv(ALGORITHM, this.key, this.iv).setAutoPadding(false)
    return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64')
  }

  /** @throws CipherFault */
  decrypt(encrypted: string): string {
    return utf8(this.open(encrypted))
  }

  /** The decrypted message as bytes, which need not be text. @throws CipherFault, never `utf8` */
  open(encrypted: string): Buffer {
    const text = encrypted.trim()
    if (!BASE64.test(text) || text.length % 4 === 1) throw new CipherFault('base64')
    const raw = Buffer.from(text, 'base64')
    // Some libraries pad to AES's own 16 bytes; that is accepted too.
    if (raw.length === 0 || raw.length % 16 !== 0) throw new CipherFault('length')
    const decipher = createDecipheriv(ALGORITHM, this.key, this.iv).setAutoPadding(false)
    const plain = Buffer.concat([decipher.update(raw), decipher.final()])
    const bare = plain.length - paddingOf(plain)
    if (bare < RANDOM + LENGTH) throw new CipherFault('message-length')
    const end = RANDOM + LENGTH + plain.readUInt32BE(RANDOM)
    if (end > bare) throw new CipherFault('message-length')
    const appid = plain.subarray(end, bare)
    if (!appid.equals(this.appid)) throw new CipherFault('appid', appid.toString().slice(0, 64))
    return plain.subarray(RANDOM + LENGTH, end)
  }
}

/** Each byte of the padding is its length. */
function paddingOf(plain: Buffer): number {
  const count = plain[plain.length - 1] ?? 0
  if (count < 1 || count > BLOCK || count > plain.length) throw new CipherFault('padding')
  for (let at = plain.length - count; at < plain.length; at++)
    if (plain[at] !== count) throw new CipherFault('padding')
  return count
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function utf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw new CipherFault('utf8')
  }
}
