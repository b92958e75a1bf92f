import { escaped } from '../../escape-html'
import { lookUpErrcode } from '../../wechat/errcodes/errcodes'
import { remedyFor } from '../../wechat/errcodes/remedies/remedies'
import type { User } from '../state'
import type { AuthorizeRequest, BadLink } from './authorize-request'
import { type Page, say } from './html'
import { accountHead, notice, row, userSelect } from './parts'
import { hints, type Language, tellsAll, words } from './words'

/** The page that asks the user. @param query of the link: the form sends it back, and it is checked again */
export function consentPage(
  { account, redirectUri }: AuthorizeRequest,
  query: string,
  visitor: User,
  language: Language,
): Page {
  const { origin, pathname } = redirectUri
  return {
    title: words.consentTitle,
    leads: true,
    body: `<form method="post" action="/sandbox/authorize">
${accountHead(account, language)}
<h1>${say(words.consentTitle, language)}</h1>
<dl>
${row(say(words.asks, language), say(words.nameAndPicture, language))}
${row(say(words.goesTo, language), escaped(origin + pathname))}
</dl>
<input type="hidden" name="query" value="${escaped(query)}">
${userSelect(account, visitor, say(words.signInAs, language), language)}
<div class="buttons">
<button id="deny" name="answer" value="deny">${say(words.deny, language)}</button>
<button id="allow" name="answer" value="allow" class="main">${say(words.allow, language)}</button>
</div>
<button id="snapshot" name="answer" value="snapshot" class="link">${say(words.snapshot, language)}</button>
</form>`,
  }
}

/** [?] WeChat closes its window when the user declines; a browser cannot, so it says so. */
export function deniedPage(language: Language): Page {
  return notice(words.deniedTitle, say(words.denied, language), { sign: '×', id: 'denied', language })
}

/** What WeChat shows for a bad link, and why and what to do, which WeChat does not show. */
export function errorPage({ errcode, hint }: Pick<BadLink, 'errcode' | 'hint'>, language: Language): Page {
  const remedy = errcode === undefined || (hint && tellsAll(hint)) ? undefined : remedyFor(errcode)
  const known = errcode === undefined || hint ? undefined : lookUpErrcode(errcode)
  const causes = [
    remedy ? say(remedy.cause, language) : escaped(known?.[language] ?? ''),
    hint ? say(hints[hint], language) : '',
  ].filter((text) => text !== '')
  const head = notice(
    words.errorTitle,
    errcode === undefined ? '' : say(words.errorCode, language, { code: String(errcode) }),
    { status: 200, id: 'error', language },
  )
  const fix = remedy ? `\n${row(say(words.fix, language), say(remedy.fix, language))}` : ''
  return {
    ...head,
    body: `${head.body.replace('<p class="middle">', '<p class="middle soft" id="errcode">')}
<dl>
${row(say(words.cause, language), causes.join('<br>'))}${fix}
</dl>`,
  }
}
