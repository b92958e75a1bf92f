/** Traditional characters of what WeChat's pages show and people write about errors, each before its simplified one. */
const PAIRS =
  '參参數数錯错誤误碼码請请開开鏈链無无問问訪访該该號号眾众務务現现暫暂時时試试統统發发驗验證证敗败響响應应過过關关沒没權权綁绑設设網网頁页載载長长複复瀏浏覽览誘诱導导測测頻频為为後后賬账帳帐內内這这個个並并狀状態态報报異异麼么題题說说寫写與与戶户連连結结絡络務务臺台還还體体單单'
const simplified = new Map(Array.from(PAIRS.matchAll(/(.)(.)/gu), ([, from = '', to = '']) => [from, to]))
const TRADITIONAL = new RegExp(`[${[...simplified.keys()].join('')}]`, 'gu')

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
      .replace(TRADITIONAL, (one) => simplified.get(one) ?? one)
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
