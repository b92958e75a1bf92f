/** Facts in an errmsg besides its words: docs/platform.md 0.2 and 1.3. */
export interface Errmsg {
  /** The words alone, on one line: without rid, hint and control characters, at most 200 characters. */
  readonly text: string
  /** Request id, for WeChat's support and for /cgi-bin/openapi/rid/get. */
  readonly rid?: string
  /** The address that WeChat saw the call come from, the first one named: `invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4`. */
  readonly address?: string
  /** Further addresses that are not the same one in another form. */
  readonly moreAddresses?: readonly string[]
}

/** No errmsg is longer, and what is searched may be any text. Characters. */
const SEARCHED = 4096

// Each pattern begins at the first of a run of blanks and commas, so that a long run is scanned once only.
const RID = /(?<![\s,])[\s,]*\brid:\s*([0-9a-z]+(?:-[0-9a-z]+){2})/i
const HINT = /(?<![\s,])[\s,]*\bhints?:\s*\[[^\]]{0,500}\]/i
// What comes before an address: `ip`, `ipv6`, `requestIP`, `client_ip`, `"IP":`. Not `zip` or `clip`.
const ADDRESS =
  /(?<![a-z0-9])(?:(?:request|client|remote|source|user|caller|your)[ _-]?)?ip(?:v[46])?(?:[ _-]?addr(?:ess)?)?(?![a-z0-9])["'\s:=：([]{0,40}(?:is\s)?(?:::ffff:)?((?:\d{1,3}\.){3}\d{1,3}|(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{1,4})(?![\w:]|\.\d)/gi
// biome-ignore lint/suspicious/noControlCharactersInRegex: they become a blank
const BLANK = /[\s\u0000-\u001f\u007f-\u009f]+/g
const LONGEST = 200

/** @param given an errmsg, or the text around one; its beginning is read */
export function readErrmsg(given: string): Errmsg {
  const errmsg = given.slice(0, SEARCHED)
  const rid = RID.exec(errmsg)?.[1]
  const [address, ...more] = [...new Set([...errmsg.matchAll(ADDRESS)].map(([, address = '']) => address))]
  const text = errmsg.replace(RID, '').replace(HINT, '').replace(BLANK, ' ').trim()
  return {
    text: text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text,
    ...(rid && { rid }),
    ...(address && { address }),
    ...(more.length > 0 && { moreAddresses: more }),
  }
}
