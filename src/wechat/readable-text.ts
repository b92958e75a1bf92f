/** What a URL, a JSON string, HTML or a coloured terminal makes of a text, undone: for searching, not for showing. */
export function readableText(given: string): string {
  return (
    given
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of a terminal
      .replace(/\u001b\[[\d;]{0,20}m/g, '')
      .replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => decoded(encoded))
      .replace(/\\{1,4}u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      .replace(/&(?:quot|#34|#39|#x27);/gi, '"')
      // Full-width digits, letters and punctuation as their narrow ones.
      .normalize('NFKC')
  )
}

/** A run of bytes as the text it encodes; as it is where it encodes none. */
function decoded(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded
  }
}
