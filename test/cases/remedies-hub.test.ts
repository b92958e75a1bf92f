import { expect, test } from 'vitest'
import { wechatError } from '../../src/errors'
import { explainRefusal } from '../../src/terminal/refusal'
import { kind } from './kind'

/** What people with a hub are told of a refusal. */
async function told(errcode: number, path: string, errmsg = 'text') {
  const { refusal } = wechatError({ errcode, errmsg, path }).details
  if (!refusal) throw new Error('no refusal')
  const subject = { secret: 'environment', source: 'hub', given: false } as const
  const texts = [await explainRefusal(refusal, 'en', subject), await explainRefusal(refusal, 'zh', subject)]
  return texts.map(({ why = '', tryThis = '' }) => `${why}\n${tryThis}`) as [string, string]
}

kind<{ readonly code: number; readonly path: string; readonly errmsg?: string; readonly tells: RegExp }>(
  'with a hub the remedy is for the machine of the hub',
  {
    'a wrong AppSecret': { code: 40125, path: '/cgi-bin/stable_token', tells: /on the machine of the hub/ },
    'a wrong AppSecret by the other code': {
      code: 40001,
      path: '/cgi-bin/stable_token',
      tells: /AppSecret that the hub has[\s\S]*on the machine of the hub/,
    },
    'a frozen AppSecret': { code: 40243, path: '/cgi-bin/stable_token', tells: /AppSecret that the hub has/ },
    'no AppSecret for a code': {
      code: 41004,
      path: '/sns/oauth2/access_token',
      tells: /the account has none on the hub/,
    },
    'an address that is not on the allowlist': {
      code: 40164,
      path: '/cgi-bin/menu/create',
      errmsg: 'invalid ip 203.0.113.9, not in whitelist',
      tells: /203\.0\.113\.9 is the address of the hub[\s\S]*add 203\.0\.113\.9/,
    },
    'the same without an address in the text': {
      code: 40164,
      path: '/cgi-bin/stable_token',
      errmsg: 'not in whitelist',
      tells: /the address of the hub is not on it[\s\S]*not the address of this machine/,
    },
    'the same by the code of a guide': {
      code: 61004,
      path: '/cgi-bin/stable_token',
      errmsg: 'access clientip is not registered requestip: 203.0.113.9',
      tells: /address of the hub/,
    },
    'a token that fails': { code: 40001, path: '/cgi-bin/menu/get', tells: /token that the hub has/ },
    'a token that has ended': { code: 42001, path: '/cgi-bin/menu/get', tells: /token that the hub has/ },
    'a token of another form': { code: 40014, path: '/cgi-bin/menu/get', tells: /token that the hub has/ },
    'the quota of the day': { code: 45009, path: '/cgi-bin/menu/create', tells: /on the machine of the hub/ },
    'the quota of menus': { code: 45010, path: '/cgi-bin/menu/create', tells: /on the machine of the hub/ },
    'the quota of the classic call': {
      code: 45009,
      path: '/cgi-bin/token',
      tells: /on the machine of the hub/,
    },
    'the quota of the stable call': {
      code: 45009,
      path: '/cgi-bin/stable_token',
      tells: /on the machine of the hub/,
    },
  },
  async ({ code, path, errmsg, tells }) => {
    const [english, chinese] = await told(code, path, errmsg)
    expect(english).toMatch(tells)
    expect(english).not.toMatch(/WXADMIN_SECRET|WXADMIN_ACCESS_TOKEN/)
    expect(chinese).toContain('中控服务')
    expect(chinese).not.toMatch(/WXADMIN_SECRET|WXADMIN_ACCESS_TOKEN/)
  },
)

test('without a hub no remedy speaks of one', async () => {
  const { refusal } = wechatError({
    errcode: 40164,
    errmsg: 'invalid ip 203.0.113.9',
    path: '/cgi-bin/token',
  }).details
  if (!refusal) throw new Error('no refusal')
  const { why, tryThis } = await explainRefusal(refusal, 'en', { account: 'prod', source: 'stable' })
  expect(`${why}${tryThis}`).not.toMatch(/\bhub\b/)
})
