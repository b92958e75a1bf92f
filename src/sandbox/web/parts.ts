/** Pieces that several pages have. Each returns HTML. */

import { escaped } from '../../escape-html'
import type { AccountState, User } from '../state'
import { type Page, say } from './html'
import { nicknameOf } from './people'
import { type Language, words } from './words'

export function accountHead({ appid }: AccountState, language: Language): string {
  return `<div class="account"><span aria-hidden="true">沙</span><div>${say(words.accountName, language)}<small>${escaped(appid)}</small></div></div>`
}

/** Chooses the user. */
export function userSelect({ users }: AccountState, chosen: User, label: string, language: Language): string {
  const options = users.map((user) => {
    const aside = user.follows ? '' : ` · ${say(words.notFollowing, language)}`
    const selected = user === chosen ? ' selected' : ''
    return `<option value="${escaped(user.openid)}"${selected}>${escaped(nicknameOf(user))}${aside}</option>`
  })
  return `<label for="user">${label}</label>\n<select id="user" name="user">\n${options.join('\n')}\n</select>`
}

export function row(name: string, value: string): string {
  return `<div><dt>${name}</dt><dd>${value}</dd></div>`
}

/** A page with one message. */
export function notice(
  title: Page['title'],
  text: string,
  { status, sign = '!', id, language }: { status?: number; sign?: string; id: string; language: Language },
): Page {
  const heading = `<h1 class="middle" id="${id}">${say(title, language)}</h1>`
  const calm = sign === '!' ? '' : ' calm'
  return {
    title,
    status,
    body: `<div class="sign${calm}" aria-hidden="true">${sign}</div>\n${heading}\n<p class="middle">${text}</p>`,
  }
}
