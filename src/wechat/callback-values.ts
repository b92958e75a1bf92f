/** Values of the server configuration (服务器配置): FACTS 3.1 and 3.2. */

/** Message modes in the order of the console: 明文, 兼容, 安全. */
export const messageModes = ['plain', 'compat', 'safe'] as const

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const AES_KEY_LENGTH = 43
const TOKEN_LENGTH = 32

/** Token: 3 to 32 letters and digits. */
export const isCallbackToken = (value: string): boolean => /^[A-Za-z0-9]{3,32}$/.test(value)

/** EncodingAESKey: 43 letters and digits, base64 of 32 bytes without its `=`. */
export const isAesKey = (value: string): boolean => /^[A-Za-z0-9]{43}$/.test(value)

type Random = (size: number) => Uint8Array

/** A Token nobody can guess, in the longest form the console takes. */
export const newCallbackToken = (random: Random): string => letters(TOKEN_LENGTH, random)

/**
 * An EncodingAESKey. 43 characters carry two bits more than 32 bytes need; strict base64 decoders refuse a key
 * in which these are set, so the last character is one that leaves them clear.
 */
export function newAesKey(random: Random): string {
  const last = 'AEIMQUYcgkosw048'
  return letters(AES_KEY_LENGTH - 1, random) + (last[(random(1)[0] ?? 0) % last.length] ?? 'A')
}

/** Evenly drawn: bytes past the largest multiple of 62 are thrown away. */
function letters(length: number, random: Random): string {
  const limit = 256 - (256 % ALPHANUMERIC.length)
  let text = ''
  while (text.length < length)
    for (const byte of random(length))
      if (byte < limit && text.length < length) text += ALPHANUMERIC[byte % ALPHANUMERIC.length]
  return text
}
