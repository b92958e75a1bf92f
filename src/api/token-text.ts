/** A longer token than this is none: WeChat asks for 512 bytes of room (docs/platform.md 1.1). */
export const LONGEST_TOKEN = 4096

/** Whether a text may be a token: one printable word. Anything else is a message, and a URL could not carry it. */
export const isTokenText = (text: string): boolean =>
  text.length <= LONGEST_TOKEN && /^[\x21-\x7e]+$/.test(text)
