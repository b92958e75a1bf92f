import { BadControl } from '../control/input'
import { type SandboxState, sandboxTime, type User } from '../state'
import { consentPage, deniedPage, errorPage } from './authorize-page'
import { type AuthorizeRequest, BadLink, landing, readAuthorizeRequest } from './authorize-request'
import { issueCode } from './grants'
import { type Page, pageResponse, redirectTo } from './html'
import { SNAPSHOT_OPENID, visitorOf } from './people'
import type { Grant } from './state'
import type { Language } from './words'

/** The outcome of a visit to the authorize page. */
export type Visit =
  | { readonly location: string }
  /** `errcode`: the number on the page, 0 where nothing is wrong; absent where the page has none. */
  | { readonly page: Page; readonly errcode?: number }

/**
 * Opens a link: with `snsapi_base`, or with a snapshot that the link demands, the user is sent on without a question;
 * with `snsapi_userinfo` the user is asked every time.
 * @param query the link's, as it was sent
 * @param now milliseconds since 1970
 */
export function openLink(state: SandboxState, query: string, now: number, language: Language): Visit {
  return orError(language, () => {
    const request = readAuthorizeRequest(state, query)
    const visitor = visitorOf(request.account)
    const time = sandboxTime(state, now)
    if (request.scope === 'snsapi_base') return goOn(request, asUser(request, visitor), time)
    if (request.forceSnapshot) return goOn(request, asSnapshot(request), time)
    return { page: consentPage(request, query, visitor, language), errcode: 0 }
  })
}

/** The user's answer to the consent page. @throws BadControl for anything else */
export function answerConsent(
  state: SandboxState,
  { query, user, answer }: Readonly<Record<'query' | 'user' | 'answer', string>>,
  now: number,
  language: Language,
): Visit {
  return orError(language, () => {
    const request = readAuthorizeRequest(state, query)
    const time = sandboxTime(state, now)
    if (answer === 'deny') return { page: deniedPage(language), errcode: 0 }
    if (answer === 'snapshot') return goOn(request, asSnapshot(request), time)
    if (answer !== 'allow') throw new BadControl('answer must be allow, deny or snapshot')
    return goOn(request, asUser(request, visitorOf(request.account, user)), time)
  })
}

export function visitResponse(visit: Visit, status: 302 | 303, language: Language): Response {
  return 'location' in visit ? redirectTo(visit.location, status) : pageResponse(visit.page, language)
}

/** @throws BadLink 10006 where a test account's user does not follow it */
function asUser({ account, scope }: AuthorizeRequest, { openid, follows }: User): Grant {
  if (account.test && !follows) throw new BadLink(10006)
  return { openid, scope, snapshot: false }
}

function asSnapshot({ scope }: AuthorizeRequest): Grant {
  return { openid: SNAPSHOT_OPENID, scope, snapshot: true }
}

function goOn(request: AuthorizeRequest, grant: Grant, time: number): Visit {
  return { location: landing(request, issueCode(request.account, grant, time)) }
}

function orError(language: Language, visit: () => Visit): Visit {
  try {
    return visit()
  } catch (error) {
    if (!(error instanceof BadLink)) throw error
    return { page: errorPage(error, language), errcode: error.errcode }
  }
}
