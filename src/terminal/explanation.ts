import { type ErrorCode, exitCodes, kindOf } from '../errors'
import { lookUpErrcode } from '../wechat/errcodes/errcodes'
import { type PageText, type PageTextName, pageTexts } from '../wechat/errcodes/page-texts'
import { consoleMessages } from '../wechat/errcodes/remedies/callback'
import { adviceFor, remedyFor } from '../wechat/errcodes/remedies/remedies'
import type { Advice } from '../wechat/errcodes/remedies/remedy'
import { pageAddress, pages } from '../wechat/pages'
import type { Language, Message } from './language'
import { errorSentences } from './messages/errors'
import { explain, ownFixes, ownMeanings } from './messages/explain'
import { circumstancesOf, type Facts, fillFacts, nextStep } from './refusal'

/** One entry of `wxadmin explain --json`. */
export interface Explanation {
  /** errcode, the name of one of our own errors, or of a text that WeChat shows without an errcode. */
  readonly code: number | ErrorCode | PageTextName
  /** False where no published list has it. */
  readonly known: boolean
  /** WeChat's text, where one is published. */
  readonly errmsg?: string
  readonly meaning: string
  readonly cause?: string
  readonly fix?: string
  /** Whether the same call can succeed: at once, later, or never without a change. */
  readonly retry?: Advice['retry']
  readonly docs?: string
  /** Endpoints at which the code means something else. */
  readonly at?: readonly (Pick<Explanation, 'cause' | 'fix' | 'retry' | 'docs'> & {
    readonly paths: readonly string[]
  })[]
  readonly rid?: string
  readonly addresses?: readonly string[]
  /** Of our own errors. */
  readonly kind?: string
  readonly exitCode?: number
}

/** The entry of an errcode. @param facts those in the text around it */
export function explanationOf(code: number, facts: Facts, language: Language): Explanation {
  const { rid, addresses = [] } = facts
  const seen = { ...(rid && { rid }), ...(addresses.length > 0 && { addresses }) }
  const known = lookUpErrcode(code) ?? consoleMessages[code]
  if (!known)
    return {
      code,
      known: false,
      meaning: explain.unlisted[language],
      fix: nextStep(false, facts, language),
      docs: pageAddress(pages.errorCodes),
      ...seen,
    }
  const remedy = remedyFor(code)
  return {
    code,
    known: true,
    ...(known.errmsg && { errmsg: known.errmsg }),
    meaning: known[language],
    ...(remedy
      ? advise(remedy, facts, language)
      : { fix: code === 0 ? explain.succeeded[language] : nextStep(true, facts, language) }),
    ...(remedy?.at && {
      at: remedy.at.map((advice) => ({ paths: advice.paths, ...advise(advice, facts, language) })),
    }),
    ...seen,
  }
}

function advise(advice: Advice, facts: Facts, language: Language) {
  const { cause, fix, retry, docs } = adviceFor(advice, circumstancesOf(facts))
  return {
    cause: fillFacts(cause, facts, language),
    fix: fillFacts(fix, facts, language),
    ...(retry && { retry }),
    ...(docs && { docs: pageAddress(docs) }),
  }
}

/** The entry of a text that WeChat's app, pages or consoles show. */
export function pageTextExplanation(name: PageTextName, facts: Facts, language: Language): Explanation {
  const row: PageText = pageTexts[name]
  return {
    code: name,
    known: true,
    errmsg: row.texts[0] ?? row.alone?.[0],
    meaning: row.meaning[language],
    ...advise(row, facts, language),
  }
}

/** One of our own errors, its parameters shown as `<name>`. */
export function ownExplanation(code: ErrorCode, language: Language): Explanation {
  const { what, why, tryThis } = errorSentences[code]
  const kind = kindOf(code)
  const cause = why && general(why, language)
  const fix = ownFixes[code]?.[language] ?? (tryThis && general(tryThis, language))
  return {
    code,
    known: true,
    meaning: ownMeanings[code]?.[language] ?? general(what, language),
    ...(cause && { cause }),
    ...(fix && { fix }),
    kind,
    exitCode: exitCodes[kind],
  }
}

/** A sentence without the values of a particular error: `{host}` becomes `<host>`, plurals stay plural. */
function general(message: Message, language: Language): string {
  return message[language].replace(/\{\w+\?[^:{}]*:([^{}]*)\}/g, '$1').replace(/\{[$!]?(\w+)\}/g, '<$1>')
}
