import { describe, expect, test } from 'vitest'
import { wechatError } from '../../src/errors'
import type { Subject } from '../../src/terminal/hint'
import { errorSentences } from '../../src/terminal/messages/errors'
import { explainRefusal } from '../../src/terminal/refusal'
import { consoleAddresses, places } from '../../src/wechat/consoles'
import { allErrcodes } from '../../src/wechat/errcodes/errcodes'
import { remedyAreas } from '../../src/wechat/errcodes/remedies/remedies'
import { kind } from './kind'

// @module-tag slow

const RID = '61725984-6126f6f9-040f19c4'
const languages = ['en', 'zh'] as const

/** Whoever may meet a refusal. */
const subjects: Readonly<Record<string, Subject>> = {
  'an account of the store': { account: 'prod', secret: 'account', source: 'stable', given: false },
  'the classic source': { account: 'prod', secret: 'account', source: 'classic', given: false },
  'an environment with a hub': {
    secret: 'environment',
    source: 'hub',
    given: false,
    appid: 'wx0123456789abcdef',
  },
  'an account of a hub': { account: 'prod', secret: 'account', source: 'hub', given: false },
  'a token command': { account: 'prod', secret: 'account', source: 'command', given: false },
  'the environment alone': { secret: 'environment', source: 'stable', given: false },
  'a token that was given': { secret: 'environment', source: 'stable', given: true },
  'credentials that are being tried': { secret: 'typed' },
  'the sandbox': { account: 'sandbox', flag: 'sandbox', secret: 'account', source: 'stable', sandbox: true },
  nothing: {},
}

const tokenless = ['/cgi-bin/token', '/cgi-bin/stable_token', '/cgi-bin/clear_quota/v2']
const paths = [...tokenless, '/cgi-bin/menu/create', '/sns/oauth2/access_token', '/cgi-bin/clear_quota']

/** Commands that talk to WeChat with a token; `clear_quota/v2` alone takes none. */
const NEEDS_TOKEN =
  /wxadmin (?:-a \S+ )?(?:api (?:GET|POST) (?!\/cgi-bin\/clear_quota\/v2(?![\w/]))|media |jssdk |qrcode |menu (?:push|pull|get|diff|delete|rollback))/

async function said(errcode: number, path: string, subject: Subject, errmsg = `text rid: ${RID}`) {
  const { details } = wechatError({ errcode, errmsg, path })
  if (!details.refusal) throw new Error('no refusal')
  return Promise.all(
    languages.map(async (language) => {
      const {
        what,
        why = '',
        tryThis = '',
      } = await explainRefusal(details.refusal ?? never(), language, subject)
      return { language, what, why, tryThis }
    }),
  )
}

const never = (): never => {
  throw new Error('never')
}

describe('every refusal is explained', () => {
  test.each(Object.entries(subjects))('to %s, in both languages and without holes', async (_, subject) => {
    for (const { code } of allErrcodes())
      for (const path of paths)
        for (const { language, what, why, tryThis } of await said(code, path, subject)) {
          const place = `${code} ${path} ${language}: ${tryThis}`
          expect(tryThis, place).not.toBe('')
          expect([what, why, tryThis].join('\n'), place).not.toMatch(/\{[$!]?\w+\}|undefined|\[object/)
          expect(tryThis.split('\n'), place).toHaveLength(1)
          // A place that has moved is named behind the one where it is now, whose address is given.
          if (tryThis.includes('设置与开发')) {
            expect(tryThis, place).toContain(consoleAddresses.platform)
            expect(tryThis.indexOf(consoleAddresses.platform), place).toBeLessThan(
              tryThis.indexOf('设置与开发'),
            )
          }
        }
  })

  test.each(tokenless)('without a command that needs a token where %s failed', async (path) => {
    for (const { code } of allErrcodes())
      for (const subject of Object.values(subjects))
        for (const { tryThis } of await said(code, path, subject))
          expect(tryThis, `${code} ${path}`).not.toMatch(NEEDS_TOKEN)
  })
})

test('no remedy and no hint names the older place alone', () => {
  const texts = JSON.stringify([remedyAreas, errorSentences, places])
  const sentences = [...texts.matchAll(/"(?:en|zh)":"((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) => text)
  expect(sentences.length).toBeGreaterThan(500)
  // The web developer tools have stayed where they were.
  const stayed = [places.devtools.en, places.devtools.zh]
  for (const text of sentences.map((one) => stayed.reduce((rest, place) => rest.replaceAll(place, ''), one)))
    if (text.includes('设置与开发')) expect(text).toContain('https://developers.weixin.qq.com/platform')
})

interface Settled {
  readonly errcode: number
  readonly path: string
  readonly subject: Subject
  /** What is already so, and therefore helps nobody. */
  readonly not: RegExp
  readonly but: RegExp
}

kind<Settled>(
  'what is already so is no remedy',
  {
    'stable already, and 40001 stays': {
      errcode: 40001,
      path: '/cgi-bin/menu/create',
      subject: { account: 'prod', source: 'stable', given: false },
      not: /token-source=stable/,
      but: /wxadmin whoami.*wxadmin token refresh --force.*(?:ends the token|失效)/s,
    },
    'classic, and 40001 stays: stable helps, force does not exist': {
      errcode: 40001,
      path: '/cgi-bin/menu/create',
      subject: { account: 'prod', source: 'classic', given: false },
      not: /--force/,
      but: /wxadmin account set prod token-source=stable/,
    },
    'a program gives the token': {
      errcode: 40001,
      path: '/cgi-bin/user/info',
      subject: { account: 'prod', source: 'command', given: false },
      not: /--force|token-source=stable/,
      but: /wxadmin token refresh/,
    },
    'the token was given: it cannot be refreshed': {
      errcode: 40001,
      path: '/cgi-bin/menu/get',
      subject: { secret: 'environment', source: 'stable', given: true },
      not: /wxadmin token refresh/,
      but: /WXADMIN_ACCESS_TOKEN/,
    },
    'an expired token that was given': {
      errcode: 42001,
      path: '/cgi-bin/menu/get',
      subject: { secret: 'environment', source: 'stable', given: true },
      not: /wxadmin token refresh/,
      but: /WXADMIN_ACCESS_TOKEN/,
    },
    'an expired token that was fetched: no variable is set': {
      errcode: 42001,
      path: '/cgi-bin/menu/get',
      subject: { account: 'prod', source: 'stable', given: false },
      not: /WXADMIN_ACCESS_TOKEN/,
      but: /wxadmin token refresh/,
    },
    'the quota of /cgi-bin/token where the source is stable': {
      errcode: 45009,
      path: '/cgi-bin/token',
      subject: { account: 'prod', source: 'stable', given: false },
      not: /token-source=stable/,
      but: /clear_quota\/v2/,
    },
    'a wrong secret that the environment gave': {
      errcode: 40125,
      path: '/cgi-bin/stable_token',
      subject: { secret: 'environment', source: 'stable', given: false },
      not: /account set/,
      but: /WXADMIN_SECRET/,
    },
  },
  async ({ errcode, path, subject, not, but }) => {
    for (const { tryThis } of await said(errcode, path, subject)) {
      expect(tryThis).not.toMatch(not)
      expect(tryThis).toMatch(but)
    }
  },
)

interface Seen {
  readonly errcode: number
  readonly errmsg: string
  readonly addresses: readonly string[]
}

kind<Seen>(
  'the address that goes on the allowlist is the one that WeChat names',
  {
    '40164 in both forms': {
      errcode: 40164,
      errmsg: `invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist rid: ${RID}`,
      addresses: ['1.2.3.4'],
    },
    '61004 with requestIP': {
      errcode: 61004,
      errmsg: 'access clientip is not registered requestIP: 203.0.113.9',
      addresses: ['203.0.113.9'],
    },
    '61004 without a blank': {
      errcode: 61004,
      errmsg: `access clientip is not registered requestIP:203.0.113.9 rid: ${RID}`,
      addresses: ['203.0.113.9'],
    },
    'IPv6 alone': {
      errcode: 40164,
      errmsg: 'invalid ip 240e:1:2::9, not in whitelist',
      addresses: ['240e:1:2::9'],
    },
    'an IPv4 and an IPv6 that differ': {
      errcode: 40164,
      errmsg: 'invalid ip 198.51.100.7 ipv6 2001:db8::7, not in whitelist',
      addresses: ['198.51.100.7', '2001:db8::7'],
    },
    'IPv6 at requestIP': {
      errcode: 61004,
      errmsg: 'access clientip is not registered requestIP: 2001:db8::7',
      addresses: ['2001:db8::7'],
    },
    'IPv4 written as IPv6': {
      errcode: 61004,
      errmsg: 'access clientip is not registered requestIP: ::ffff:203.0.113.9',
      addresses: ['203.0.113.9'],
    },
    'no address': { errcode: 40164, errmsg: 'invalid ip, not in whitelist', addresses: [] },
    'no address at 61004': { errcode: 61004, errmsg: 'access clientip is not registered', addresses: [] },
  },
  async ({ errcode, errmsg, addresses }) => {
    const subject = { account: 'prod', secret: 'account', source: 'stable' } as const
    for (const path of ['/cgi-bin/stable_token', '/cgi-bin/menu/create'])
      for (const { language, why, tryThis } of await said(errcode, path, subject, errmsg)) {
        for (const address of addresses) {
          expect(tryThis).toContain(address)
          expect(why).toContain(address)
        }
        expect(tryThis).toContain(places.allowlist[language])
        expect(tryThis).not.toContain('this machine')
        // Without one the reader is told where WeChat names it.
        if (addresses.length === 0) expect(tryThis).toMatch(/invalid ip ….*wxadmin token/)
        expect(tryThis).not.toContain('::ffff:')
      }
  },
)

test('a word that only ends in ip is before no address', async () => {
  const subject = { account: 'prod', source: 'stable' } as const
  const [first] = await said(40164, '/cgi-bin/token', subject, 'unzip 1.2.3.4 failed')
  expect(first?.tryThis).not.toContain('1.2.3.4')
})
