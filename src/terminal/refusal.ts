import type { WechatRefusal } from '../errors'
import { lookUpErrcode } from '../wechat/errcodes/errcodes'
import { readErrmsg } from '../wechat/errcodes/errmsg'
import { consoleMessages } from '../wechat/errcodes/remedies/callback'
import { adviceAt } from '../wechat/errcodes/remedies/remedies'
import type { Advice, Circumstances, Words } from '../wechat/errcodes/remedies/remedy'
import { pageAddress, pages } from '../wechat/pages'
import { isTokenless } from '../wechat/tokenless'
import { beginning } from './capital'
import { needsToken, type Subject } from './hint'
import { enumerated, format, type Language } from './language'
import { explain } from './messages/explain'

/** An error in words: at most four lines, or one JSON document with `--json`. */
export interface Explained {
  readonly what: string
  readonly why?: string
  readonly tryThis?: string
  /** Address of WeChat's own page about it. */
  readonly docs?: string
}

/** Facts besides the code, for the placeholders of a remedy. */
export interface Facts {
  readonly rid?: string
  readonly addresses?: readonly string[]
  /** Of the call that failed, `/cgi-bin/menu/create`. */
  readonly path?: string
  readonly subject?: Subject
}

/** A refusal in words: what WeChat said, why in plain words, and the next step, each on one line. */
export async function explainRefusal(
  refusal: WechatRefusal,
  language: Language,
  subject: Subject = {},
): Promise<Explained> {
  const { errcode, path } = refusal
  const { text, rid = refusal.rid, address, moreAddresses = [] } = readErrmsg(refusal.errmsg)
  const addresses = address ? [address, ...moreAddresses] : []
  const what = format(rid ? explain.answeredWithRid : explain.answered, language, {
    path: path.replace(/^\/(?:cgi-bin\/)?/, '') || '/',
    errcode,
    text: text || knownText(errcode),
    rid: rid ?? '',
  })
  const facts = { rid, addresses, path, subject }
  const found = adviceAt(errcode, path, circumstancesOf(facts))
  // For a call that takes no token, nothing is proposed that needs one: the reader may have none.
  const advice = found && isTokenless(path) && needsToken(found.fix.en) ? undefined : found
  return { what: what.replace(/ {2,}/g, ' ').trim(), ...help(errcode, advice, facts, language) }
}

/** The circumstances that a remedy depends on, as far as they are known. */
export function circumstancesOf({
  addresses = [],
  subject: { source, given, sandbox, isTest } = {},
}: Facts): Circumstances {
  return { source, given, sandbox, test: isTest, address: addresses.length > 0 }
}

/** Cause and remedy: the written ones, else what little is known. */
function help(errcode: number, advice: Advice | undefined, facts: Facts, language: Language) {
  if (advice) {
    const fix = fillFacts(advice.fix, facts, language)
    return {
      why: fillFacts(advice.cause, facts, language),
      tryThis: facts.subject?.sandbox ? inSandbox(fix, language) : fix,
      docs: advice.docs && pageAddress(advice.docs),
    }
  }
  const known = lookUpErrcode(errcode)
  return {
    why: known ? sentence(known, language) : explain.unlisted[language],
    tryThis: nextStep(known !== undefined, facts, language),
    docs: known ? undefined : pageAddress(pages.errorCodes),
  }
}

/** The built-in sandbox has no console and its account cannot be changed, but the remedy for WeChat is shown as well. */
function inSandbox(fix: string, language: Language): string {
  const isElsewhere = fix.includes('https://') || fix.includes('wxadmin account set')
  return isElsewhere ? format(explain.inSandbox, language, { fix }) : fix
}

/** The remedy for a code without a written one. The record of a call can be read only with a token. */
export function nextStep(known: boolean, { rid, path = '' }: Facts, language: Language): string {
  if (rid) return format(isTokenless(path) ? explain.giveRid : explain.askTheTrace, language, { rid })
  return known ? explain.compare[language] : explain.lookUp[language]
}

/** A remedy's sentence with what is known. */
export function fillFacts(
  words: Words,
  { rid, addresses = [], path = 'PATH', subject = {} }: Facts,
  language: Language,
): string {
  const { account = 'NAME', appid = 'wx…', secret: from = 'account' } = subject
  const filled = format(words, language, {
    rid: rid ?? 'RID',
    address: enumerated(addresses, language) || explain.thisAddress[language],
    path,
    account,
    appid,
    setAppid: format(appidSteps[subject.account === undefined ? from : 'account'], language, { account }),
    setSecret: format(secretSteps[from], language, { account }),
  })
  return filled.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '') // a value may be Chinese
}

/** How AppID and AppSecret are replaced, by where they came from. */
const appidSteps = {
  account: explain.setAppid,
  environment: explain.setAppidVariable,
  typed: explain.giveAgain,
} as const
const secretSteps = {
  account: explain.setSecret,
  environment: explain.setSecretVariable,
  typed: explain.giveAgain,
} as const

/** The short meaning as a sentence. */
function sentence(words: Words, language: Language): string {
  return language === 'zh' ? `${words.zh}。` : `${beginning(words, language)}.`
}

function knownText(errcode: number): string {
  return lookUpErrcode(errcode)?.errmsg ?? consoleMessages[errcode]?.errmsg ?? ''
}
