import { isHtml } from '../send/foreign-page'
import type { Excerpts } from './session'
import type { EchoCode, Params } from './types'

/** What an endpoint answers to the handshake, against the echostr it was sent (docs/platform.md 3.1: raw, nothing else). */

export interface Sent {
  readonly echostr: string
  readonly timestamp: string
  readonly nonce: string
  readonly signature: string
}

export interface EchoFault {
  readonly code: EchoCode
  readonly params: Params
}

/** @returns undefined where the body is the echostr, byte for byte */
export function judgeEcho(sent: Sent, body: Buffer, excerpts: Excerpts): EchoFault | undefined {
  const expected = Buffer.from(sent.echostr)
  if (body.equals(expected)) return undefined
  const text = body.toString('utf8')
  const found = causeOf(sent, text)
  // Bytes would tell what the excerpt hides.
  const isTold = body.length > 0 && !excerpts.isSecret(text)
  return {
    code: found.code,
    params: {
      ...found.params,
      echostr: sent.echostr,
      ...(body.length > 0 && { excerpt: excerpts.of(text) }),
      ...(isTold && differenceOf(expected, body)),
    },
  }
}

interface Cause {
  readonly code: EchoCode
  readonly params?: Params
}

const BOM = '\ufeff'

function causeOf({ echostr, timestamp, nonce, signature }: Sent, text: string): Cause {
  const bare = text.trim() // takes a BOM away as well
  if (bare === '') return { code: text.startsWith(BOM) ? 'echo-bom' : 'echo-empty' }
  if (bare === echostr)
    return text.startsWith(BOM) ? { code: 'echo-bom' } : { code: 'echo-space', params: spaceAround(text) }
  if (HEADERS.test(bare)) return { code: 'echo-http-headers' }
  const quote = /^(["'`“])\s*([^"'`”]*?)\s*(?:\1|”)$/.exec(bare)
  if (quote?.[2] === echostr) return { code: 'echo-quoted', params: { quote: quote[1] ?? '"' } }
  const isJson = jsonIn(bare)
  if (bare.includes(echostr)) {
    if (isJson) return { code: 'echo-json' }
    if (isPhpMessage(bare)) return { code: 'echo-php' }
    return { code: isHtml(bare) ? 'echo-html' : 'echo-surrounded' }
  }
  if (isRounded(echostr, numberIn(bare))) return { code: 'echo-rounded', params: { number: numberIn(bare) } }
  if (bare.toLowerCase() === echostr.toLowerCase()) return { code: 'echo-case' }
  const parameter = Object.entries({ timestamp, nonce, signature }).find(([, value]) => value === bare)
  if (parameter) return { code: 'echo-parameter', params: { name: parameter[0] } }
  if (bare === 'success') return { code: 'echo-success' }
  if (isPhpMessage(bare)) return { code: 'echo-php' }
  if (isHtml(bare)) return { code: 'echo-page' }
  return { code: bare.length < 300 && REFUSAL.test(bare) ? 'echo-refused' : 'echo-wrong' }
}

/** A program that writes the head of its answer itself, behind a server that has written one already. */
const HEADERS = /^(?:HTTP\/\d\.\d \d{3}|(?:content-type|content-length|connection|status): ?[^\n]*\r?\n)/i

/** Words with which an endpoint refuses although it answers 200; PHP's `false` and Python's `None` among them. */
const REFUSAL =
  /invalid|illegal|sign|fail|error|token|forbid|denied|wrong|unauthori|not match|^(?:false|none|null|no|0|-1)$|非法|失败|错误|无效|不合法|不匹配|校验|验证/i

function spaceAround(text: string): Params {
  const [before, after] = [/^\s/.test(text), /\s$/.test(text)]
  return { where: before && after ? 'around' : before ? 'before' : 'behind' }
}

function jsonIn(text: string): boolean {
  if (!/^[{["]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** A number that stands alone, in quotes, or as the only value of a JSON object. */
const numberIn = (text: string): string =>
  /^(?:\{\s*"\w+"\s*:\s*)?"?(-?\d[\d.]*(?:e\+?\d+)?)"?\s*\}?$/i.exec(text)?.[1] ?? ''

/**
 * A 19-digit echostr does not fit into a JavaScript number or a PHP float (…249 becomes …000, or 4.37E+18), and those
 * above 2^63 not into 64 bits.
 */
function isRounded(echostr: string, number: string): boolean {
  if (number === '' || !/^\d+$/.test(echostr)) return false
  const limits = ['2147483647', '9223372036854775807', '4294967295']
  if (limits.includes(number)) return true
  const [sent, got] = [BigInt(echostr), Number(number)]
  if (number === String(BigInt.asIntN(64, sent)) || number === String(BigInt.asIntN(32, sent))) return true
  return Math.abs(got - Number(sent)) <= Number(sent) * 1e-5
}

/** PHP writes its warnings into the answer, before what the program writes. */
const isPhpMessage = (text: string): boolean =>
  /(?:^|\n|<b>)(?:PHP )?(?:Warning|Notice|Deprecated|Strict Standards|Parse error|Fatal error|Catchable fatal error)(?:<\/b>)?:\s/.test(
    text.slice(0, 4000),
  )

/** Bytes that are shown of each side: they fit on a narrow terminal. */
const SHOWN = 8
/** Of these, as many stand before the first difference. */
const BEFORE = 2

/**
 * Where two runs of bytes begin to differ, and the bytes there: `offset` counts from 0, `expectedHex` and `gotHex` begin
 * at `from`, and are empty where that side has ended.
 */
function differenceOf(expected: Buffer, got: Buffer): Params {
  let offset = 0
  while (offset < expected.length && expected[offset] === got[offset]) offset++
  const from = Math.max(0, offset - BEFORE)
  return {
    offset,
    expectedBytes: expected.length,
    gotBytes: got.length,
    from,
    expectedHex: hex(expected, from),
    gotHex: hex(got, from),
  }
}

function hex(bytes: Buffer, from: number): string {
  const shown = [...bytes.subarray(from, from + SHOWN)].map((byte) => byte.toString(16).padStart(2, '0'))
  return `${shown.join(' ')}${bytes.length > from + SHOWN ? ' …' : ''}`
}
