/** Values of the server configuration (服务器配置): docs/platform.md 3.1 and 3.2. */

/** Message modes in the order of the console: 明文, 兼容, 安全. */
export const messageModes = ['plain', 'compat', 'safe'] as const

export type MessageMode = (typeof messageModes)[number]

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const AES_KEY_LENGTH = 43
const TOKEN_LENGTH = { least: 3, most: 32 } as const

/** Token: 3 to 32 letters and digits. */
export const isCallbackToken = (value: string): boolean =>
  isAlphanumeric(value) && value.length >= TOKEN_LENGTH.least && value.length <= TOKEN_LENGTH.most

/** EncodingAESKey: 43 letters and digits, base64 of 32 bytes without its `=`. */
export const isAesKey = (value: string): boolean => isAlphanumeric(value) && value.length === AES_KEY_LENGTH

const isAlphanumeric = (value: string) => /^[A-Za-z0-9]*$/.test(value)

type Random = (size: number) => Uint8Array

/** A Token nobody can guess, in the longest form the console takes. */
export const newCallbackToken = (random: Random): string => letters(TOKEN_LENGTH.most, random)

/**
 * An EncodingAESKey. 43 characters carry two bits more than 32 bytes need; strict base64 decoders refuse a key
 * in which these are set, so the last character is one that leaves them clear.
 */
export function newAesKey(random: Random): string {
  const last = 'AEIMQUYcgkosw048'
  return letters(AES_KEY_LENGTH - 1, random) + (last[(random(1)[0] ?? 0) % last.length] ?? 'A')
}

/** Bytes past the largest multiple of 62 are dropped, so that each character is equally likely. */
function letters(length: number, random: Random): string {
  const limit = 256 - (256 % ALPHANUMERIC.length)
  let text = ''
  while (text.length < length)
    for (const byte of random(length))
      if (byte < limit && text.length < length) text += ALPHANUMERIC[byte % ALPHANUMERIC.length]
  return text
}
