import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tokenLimits, userLimits } from '../../src/wechat/api-limits'
import { catalogue } from '../../src/wechat/catalogue/endpoints'
import { endpoints } from '../../src/wechat/endpoints'
import { allErrcodes } from '../../src/wechat/errcodes/errcodes'
import { buttonTypes, matchRuleFields, menuErrcodes, menuLimits } from '../../src/wechat/menu/rules'
import { pushTypes } from '../../src/wechat/messages/types'
import { oauthLimits, qrcodeLimits } from '../../src/wechat/oauth/web-limits'
import { ANSWER_SECONDS, ATTEMPTS } from '../../src/wechat/replies/reply'

const page = readFileSync(join(import.meta.dirname, '../../docs/platform.md'), 'utf8')

/** What stands under a heading of the page, up to the next one. */
function fact(number: string): string {
  const start = page.search(new RegExp(`^#{2,3} ${number.replace('.', '\\.')}\\b`, 'm'))
  const rest = page.slice(start)
  return rest.slice(0, rest.search(/\n#{2,3} \d/))
}

/** `10 000`, as the page writes it. */
const spaced = (value: number) =>
  value < 10_000 ? String(value) : String(value).replace(/\B(?=(?:\d{3})+$)/g, ' ')
const count = (status: string) => catalogue().filter((entry) => entry.status === status).length

test.each([
  ['1.1', `${tokenLimits.lifeSeconds} s`],
  ['1.1', `about ${tokenLimits.overlapSeconds / 60} minutes`],
  ['1.2', `${spaced(tokenLimits.stablePerMinute)} a minute`],
  ['1.2', `${tokenLimits.forcedPerDay} a day`],
  ['1.2', `${tokenLimits.forcedApartSeconds} s between`],
  ['2.1', `1–${menuLimits.topButtons}`],
  ['2.1', `1–${menuLimits.subButtons}`],
  ['2.1', `on top ≤ ${menuLimits.topNameBytes} bytes, below ≤ ${menuLimits.subNameBytes} bytes`],
  ['2.1', `| key | ≤ ${menuLimits.keyBytes} bytes`],
  ['2.1', `| url | ≤ ${menuLimits.urlBytes} bytes`],
  ['2.1', `on top ${menuLimits.topNameShown} Chinese characters, below ${menuLimits.subNameShown}`],
  ['2.6', `link to ${menuLimits.conditionalDomains} domains at most (${menuErrcodes.domainCount})`],
  ['2.6', `withdrawn: ${menuErrcodes.matchRulePrivacy}`],
  ['3.5', `After ${ANSWER_SECONDS} s`],
  ['3.5', `${ATTEMPTS} attempts in all`],
  ['5.1', `for ${oauthLimits.codeSeconds / 60} minutes`],
  ['5.2', `${oauthLimits.refreshSeconds / 86_400} days`],
  ['8', spaced(qrcodeLimits.mostExpireSeconds)],
  ['8', `${qrcodeLimits.defaultExpireSeconds} s where it is left out`],
  ['9', `≤ ${userLimits.tags} tags`],
  ['9', `≤ ${userLimits.tagName} characters`],
  ['9', `${spaced(userLimits.page)} a page`],
  ['12', `${allErrcodes().length} codes`],
  ['16.1', `${catalogue().length}, each`],
  ['16.1', `\`current\` (${count('current')})`],
  ['16.1', `\`restricted\` (${count('restricted')})`],
  ['16.1', `\`retired\` (${count('retired')})`],
])('docs/platform.md %s and the code agree on "%s"', (number, words) => {
  expect(fact(number)).toContain(words)
})

test('docs/platform.md 2.2 has the types of button of the code, with what each needs', () => {
  const rows = [...fact('2.2').matchAll(/^\| `(\w+)` \| ([^|]*) \|/gm)]
  expect(rows.map(([, type]) => type)).toEqual(Object.keys(buttonTypes))
  for (const [, type = '', needs = ''] of rows) {
    const named = [...needs.matchAll(/`(\w+)`/g)].map(([, field]) => field)
    expect([type, named]).toEqual([type, buttonTypes[type as keyof typeof buttonTypes].required])
  }
})

test('docs/platform.md 2.6 has the fields of a matchrule of the code', () => {
  const table = fact('2.6').slice(fact('2.6').indexOf('| field |'))
  const rows = [...table.matchAll(/^\| (`\w+`(?:, `\w+`)*) \|.*\|\s*([^|]*)\|$/gm)]
  const fields = rows.flatMap(([, names = '', state = '']) =>
    [...names.matchAll(/`(\w+)`/g)].map(([, name]) => [name, /current|replaced|withdrawn/.exec(state)?.[0]]),
  )
  expect(Object.fromEntries(fields)).toEqual(
    Object.fromEntries(Object.entries(matchRuleFields).map(([name, { state }]) => [name, state])),
  )
})

test('docs/platform.md 3.6 and 3.7 name every message and event of the code', () => {
  const words = new Set(`${fact('3.6')}${fact('3.7')}`.match(/\w+/g))
  const names = pushTypes.map(({ MsgType, Event }) => Event ?? MsgType)
  expect(names.filter((name) => !words.has(name))).toEqual([])
})

test('docs/platform.md 1.5 has the daily limits of the code', () => {
  const limits = Object.values(endpoints).flatMap(({ path, daily }) => (daily ? [{ path, ...daily }] : []))
  const figures = fact('1.5')
  expect(limits.length).toBeGreaterThan(10)
  const missing = limits.filter(
    ({ normal, test: tests }) =>
      !figures.includes(spaced(normal)) || (tests !== undefined && !figures.includes(spaced(tests))),
  )
  expect(missing).toEqual([])
})
