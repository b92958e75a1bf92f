import { escaped } from '../../escape-html'
import type { Scanned } from '../scan'
import type { AccountState } from '../state'
import { callbackSummary } from '../summary'
import { type Page, say } from './html'
import { accountHead, notice, row, userSelect } from './parts'
import { visitorOf } from './people'
import type { Qrcode } from './state'
import { type Language, words } from './words'

/** The page in place of the phone whose camera reads a code. */
export function scanPage(account: AccountState, qrcode: Qrcode, language: Language): Page {
  const { id, scene, validUntil } = qrcode
  const until = validUntil === undefined ? say(words.permanent, language) : escaped(clock(validUntil))
  const endpoint = callbackSummary(account)
  return {
    title: words.scanTitle,
    body: `<form method="post" action="/sandbox/q/${escaped(id)}">
${accountHead(account, language)}
<h1>${say(words.scanTitle, language)}</h1>
<dl>
${row(say(words.scene, language), `<bdi>${escaped(String(scene))}</bdi>`)}
${row(say(words.validUntil, language), until)}
${row(say(words.endpoint, language), endpoint ? escaped(endpoint.url) : say(words.noEndpoint, language))}
</dl>
${userSelect(account, visitorOf(account), say(words.scanAs, language), language)}
<div class="buttons">
<button id="scan" class="main">${say(words.scan, language)}</button>
</div>
</form>`,
  }
}

/** The push and its answer. */
export function scannedPage(scanned: Scanned, { id }: Pick<Qrcode, 'id'>, language: Language): Page {
  const { event, eventKey, status, attempts, problem, push, reply } = scanned
  const answered = status === null ? say(words.noStatus, language) : `HTTP ${status}`
  const rows = [
    row(say(words.event, language), `<span id="event">${event}</span>`),
    row(say(words.eventKey, language), `<bdi id="event-key">${escaped(eventKey)}</bdi>`),
    row(say(words.attempts, language), String(attempts)),
    row(say(words.status, language), `<span id="status">${answered}</span>`),
    ...(problem === undefined ? [] : [row(say(words.problem, language), escaped(problem))]),
  ]
  const said = reply === null ? `<p class="soft">${say(words.noReply, language)}</p>` : xml(reply, 'reply')
  return {
    title: words.scanned,
    body: `<h1>${say(words.scanned, language)}</h1>
<dl>
${rows.join('\n')}
</dl>
<h2>${say(words.push, language)}</h2>
${xml(push, 'push')}
<h2>${say(words.reply, language)}</h2>
${said}
<div class="buttons"><a class="button" href="/sandbox/q/${escaped(id)}">${say(words.scanAgain, language)}</a></div>`,
  }
}

export function goneQrcodePage(language: Language): Page {
  return notice(words.goneTitle, say(words.goneQrcode, language), { status: 404, id: 'gone', language })
}

export function expiredQrcodePage({ validUntil = 0 }: Qrcode, language: Language): Page {
  const text = say(words.expiredQrcode, language, { time: clock(validUntil) })
  return notice(words.expiredTitle, text, { status: 410, id: 'expired', language })
}

/** A document on several lines, an element each. */
function xml(text: string, id: string): string {
  return `<pre id="${id}">${escaped(text.replaceAll(/(<\/[^>]+>|<xml>)(?=<)/g, '$1\n'))}</pre>`
}

/** In China's time, where the platform counts. */
function clock(time: number): string {
  return `${new Date(time + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')} UTC+8`
}
