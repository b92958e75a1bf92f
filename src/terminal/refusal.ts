import type { WechatRefusal } from '../errors'
import { lookUpErrcode } from '../wechat/errcodes'
import { readErrmsg } from '../wechat/errmsg'
import { pageAddress, pages } from '../wechat/pages'
import { consoleMessages } from '../wechat/remedies/callback'
import { adviceAt } from '../wechat/remedies/remedies'
import type { Advice, Words } from '../wechat/remedies/remedy'
import { beginning } from './capital'
import type { Explained } from './errors'
import type { Subject } from './hint'
import { enumerated, format, type Language } from './language'
import { explain } from './messages/explain'

/** What is known beside the code: fills the holes of a remedy. */
export interface Facts {
  readonly rid?: string
  readonly addresses?: readonly string[]
  readonly subject?: Subject
}

/** A refusal in words: what WeChat said, why in plain words, and the next step, each on one line. */
export async function explainRefusal(
  refusal: WechatRefusal,
  language: Language,
  subject?: Subject,
): Promise<Explained> {
  const { errcode } = refusal
  const { text, rid = refusal.rid, address } = readErrmsg(refusal.errmsg)
  const path = refusal.path.replace(/^\/(?:cgi-bin\/)?/, '') || '/'
  const what = format(rid ? explain.answeredWithRid : explain.answered, language, {
    path,
    errcode,
    text: text || knownText(errcode),
    rid: rid ?? '',
  })
  const advice = adviceAt(errcode, refusal.path)
  const facts = { rid, addresses: address ? [address] : [], subject }
  return { what: what.replace(/ {2,}/g, ' ').trim(), ...help(errcode, advice, facts, language) }
}

/** Why and what to do: the written remedy, else the little that is known. */
function help(errcode: number, advice: Advice | undefined, facts: Facts, language: Language) {
  if (advice) {
    return {
      why: fillFacts(advice.cause, facts, language),
      tryThis: fillFacts((facts.subject?.isTest && advice.testFix) || advice.fix, facts, language),
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

/** What to do where nothing is written about a code. */
export function nextStep(known: boolean, { rid }: Facts, language: Language): string {
  if (rid) return format(explain.askTheTrace, language, { rid })
  return known ? explain.compare[language] : explain.lookUp[language]
}

/** A remedy's sentence with what is known. */
export function fillFacts(
  words: Words,
  { rid, addresses = [], subject = {} }: Facts,
  language: Language,
): string {
  const { account = 'NAME', secret: from = 'account' } = subject
  const filled = format(words, language, {
    rid: rid ?? 'RID',
    address: enumerated(addresses, language) || explain.thisAddress[language],
    account,
    setAppid: format(appidSteps[subject.account === undefined ? from : 'account'], language, { account }),
    setSecret: format(secretSteps[from], language, { account }),
  })
  return filled.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '') // what filled a hole may be Chinese
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
