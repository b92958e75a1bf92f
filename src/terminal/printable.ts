/** Text of unknown origin, safe to show: control characters would let a menu or a file steer the terminal. */
export function printable(text: string): string {
  return text.replace(/\t/g, ' ').replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
}
