import { allErrcodes, lookUpErrcode } from './errcodes'
import { codeTexts } from './page-texts'

/** A number in a text that is an errcode. */
export interface NumberFound {
  readonly code: number
  readonly start: number
  readonly end: number
}

/** Between a name and its value: `=`, `":"`, `is`, `为`, and of PHP `] => ` and `"]=> int(`. */
const ASSIGNED = String.raw`[\s"'\\\])]{0,20}(?:[:=]?>?|\bis\b|\bwas\b|为|是|等于)[\s"'\\]{0,20}(?:int\(|string\(\d{1,2}\)\s{0,3}"|\()?`
/** `"errcode":1`, `errcode=1`, `errcode: "1"`, `\"errcode\":1`, `WECHAT_1` (ours): whatever the number. */
const NAMED = new RegExp(String.raw`(?:\berr_?code\b${ASSIGNED}|\bWECHAT_)(-?\d{1,10})\b`, 'gi')
/** Not the `code` of something else: a post code, an exit code. */
const CODE = String.raw`(?<!(?:zip|post|postal|area|country|exit|status|http|response|product|promo|coupon|invite|sms|verify|verification|discount|tracking|bar|qr|item|order|source|city|bank|stock)[ _-]?)\bcode`
/**
 * Words for an errcode before a number: taken where the number is a known code.
 */
const CALLED = new RegExp(
  String.raw`(?:(?:error|err|ret|return|result)[ _-]?code|${CODE}(?=["'\\\s]{0,4}[:=])|错误码|错误代码|返回码|状态码|报错码)(?:${ASSIGNED}|[\s"'\\:=#([]{0,40})(-?\d{1,10})\b`,
  'gi',
)
/** Words that say that something failed before a number: taken where, besides, nothing is counted with it. */
const FAILED = new RegExp(
  String.raw`(?:error|exception|\berr|${CODE}|\b(?:answered|returned)|\b(?:failed|refused|rejected) with|错误|异常|返回了?|报错?|失败|提示|出现|遇到)[\s"':=#([]{0,40}(-?\d{1,10})(?!\w)`,
  'gi',
)
/** A number before such a word. */
const BEFORE =
  /(?<![\w.:/-])(\d{5,10})[ "'\])]{0,3}(?:错误|报错|异常|error(?!s|\w)|是什么|什么意思|啥意思|怎么|如何)/gi
/** What continues a list of codes. */
const GOES_ON = /(?:\s{0,3}(?:[,;/、&]|and\b|or\b|also\b|和|或|及)){1,3}\s{0,3}(-?\d{5,10})(?!\w)/iy

/** What may follow a number that is not a count. */
const CONNECTIVE =
  /^(?:when|while|on|in|at|from|for|by|after|before|during|and|or|with|because|but|errors?|means?|what|how|why|is|was|again|as|if|hints?|rid|errmsg|message|msg|desc|reason|then|since|also|to|not)$/i
const CONNECTIVE_HAN =
  /^(?:错误|报错|异常|失败|怎么|如何|是|的|时|了|问题|说明|表示|代表|什么|啥|吗|呢|求|请|但|而|和|或|及|导致|无法|不合法|无效|没有|缺|已|因为|原因|代码|消息|信息)/
/** A number of something else: `port 40013`, `第 40016 行`. */
const NUMBER_OF =
  /(?:\b(?:ids?|ports?|lines?|pid|uid|users?|orders?|numbers?|no|num|versions?|build|rows?|pages?|size|count|total|amount|price|process|thread|items|files|messages|records)|号|端口|进程|编号|金额|用户|订单|第|共|版本)\W{0,3}$/i

/** What a text begins with, and what separates it from what it says: `40164: ip`, `"40164 invalid ip"`. */
const BEGINNING = /^[\s"'“‘]{0,5}(-\d{1,4}|\d{5,10})(?=[ \t]{0,3}[:,;|-](?!\w*\d)|[ \t]|\p{Script=Han})/gu
/** What is counted or measured, with the number before it. */
const UNIT =
  /^(?:[a-z]+s|s|sec|min|h|m|g|kg|km|cm|mm|px|[kmgt]i?b|byte|bit|usd|cny|rmb|yuan|am|pm|tcp|udp|port|in|of)$/i
const UNIT_HAN = /^[行条個个元次人块毫秒字天年月日号分位名份件台页米公万千百亿多余只张套岁度斤家户篇点端订用]/
/** The only number, in brackets: `ip 不在白名单 (40164)`. In square ones it is a process as well, so nothing is beside. */
const BRACKETED =
  /(?<=^|[\s\p{Script=Han},.:;"'])\((-\d{1,4}|\d{5,10})\)|^\s{0,5}[[【](\d{5,10})[\]】]\s{0,5}$/gu

/** The errcodes that a text marks as such, in order; other numbers are left out. */
export function errcodeNumbers(text: string): NumberFound[] {
  const found = new Map<number, NumberFound>()
  const add = (one: NumberFound) => {
    if (!found.has(one.start)) found.set(one.start, one)
  }
  for (const one of matches(text, NAMED)) add(one)
  for (const one of matches(text, CALLED)) if (isKnown(one) && !isPart(text, one)) add(one)
  for (const one of [...matches(text, FAILED), ...matches(text, BEFORE)])
    if (isKnown(one) && !isPart(text, one) && !isOf(text, one) && !isCounted(text, one)) add(one)
  for (const one of matches(text, BEGINNING))
    if (isKnown(one) && !isPart(text, one) && isHeading(text, one)) add(one)
  for (const one of matches(text, BRACKETED)) if (isKnown(one) && !isOf(text, one) && isOnly(text)) add(one)
  for (const one of [...found.values()]) for (const more of goingOn(text, one.end)) add(more)
  return [...found.values()].sort((a, b) => a.start - b.start)
}

function* matches(text: string, pattern: RegExp): Generator<NumberFound> {
  for (const match of text.matchAll(pattern)) {
    const digits = match[1] ?? match[2] ?? ''
    // The number is at the end, and others before it: `string(5) "40164"`.
    const start = match.index + match[0].lastIndexOf(digits)
    yield { code: Number(digits), start, end: start + digits.length }
  }
}

/** `40001` and `40013` of `errcode 48001, 40001 and 40013`. */
function* goingOn(text: string, from: number): Generator<NumberFound> {
  for (let end = from; ; ) {
    GOES_ON.lastIndex = end
    const match = GOES_ON.exec(text)
    const digits = match?.[1]
    if (!match || digits === undefined) return
    end = match.index + match[0].length
    const one = { code: Number(digits), start: end - digits.length, end }
    if (!isKnown(one) || isPart(text, one) || isCounted(text, one)) return
    yield one
  }
}

let known: ReadonlySet<number> | undefined

/** 0 is success, so a word for failure does not mean it. */
function isKnown({ code }: NumberFound): boolean {
  known ??= new Set([...allErrcodes().map((row) => row.code), ...Object.keys(codeTexts).map(Number)])
  return code !== 0 && known.has(code)
}

/** Of an address, a date, a version, an amount: `40.016`, `40016-1`, `40016:1`, `40016%`. */
function isPart(text: string, { end }: NumberFound): boolean {
  return /^(?:[.:/-]\d|,\d{3}(?!\d)|[%‰$€¥]|-\w)/.test(text.slice(end, end + 6))
}

function isOf(text: string, { start }: NumberFound): boolean {
  return NUMBER_OF.test(text.slice(Math.max(0, start - 16), start))
}

/** `40016 lines`, `40016 行`: the next word neither continues the sentence nor begins the errmsg. */
function isCounted(text: string, { code, end }: NumberFound): boolean {
  const [, latin, han] =
    /^[ \t]{0,3}(?:([a-z_]+)|(\p{Script=Han}{1,4}))/iu.exec(text.slice(end, end + 40)) ?? []
  if (latin !== undefined) {
    const errmsg = lookUpErrcode(code)?.errmsg ?? ''
    return !CONNECTIVE.test(latin) && !errmsg.toLowerCase().startsWith(latin.toLowerCase())
  }
  return han !== undefined && !CONNECTIVE_HAN.test(han)
}

/** Whether a text that begins with a code goes on with what the code means: its errmsg, or words without numbers. */
function isHeading(text: string, { code, end }: NumberFound): boolean {
  const [, separator = '', latin, han] =
    /^[ \t]{0,3}([:,;|-]?)[ \t]{0,3}(?:([a-z_]+)|(\p{Script=Han}{1,4}))/iu.exec(text.slice(end, end + 40)) ??
    []
  if (latin !== undefined) {
    const errmsg = lookUpErrcode(code)?.errmsg.toLowerCase() ?? ''
    if (errmsg.startsWith(latin.toLowerCase())) return true
    // `-1 day`: a small number needs more than a word behind it.
    return (code >= 0 || separator !== '') && !UNIT.test(latin) && isOnly(text)
  }
  return han !== undefined && !UNIT_HAN.test(han) && isOnly(text)
}

/** Whether one number alone is in a text, besides IP addresses, request ids and digits in words. */
function isOnly(text: string): boolean {
  const rest = text
    .slice(0, 2000)
    .replace(/\b(?:rid|req_id)\b[\s:"']{0,5}[\w-]{1,60}|\bhints?:\s{0,3}\[[^\]]{0,200}\]/gi, ' ')
    .replace(/(?<!\d)(?:\d{1,3}\.){3}\d{1,3}(?!\d)/g, ' ')
  return (rest.match(/(?<![\w])\d+/g) ?? []).length === 1
}
