import { expect, test } from 'vitest'
import { temporaryDirectory, wxadmin } from '../support/run'
import { platform } from '../support/scripted-platform'
import { kind } from './kind'

const APPID = 'wx0123456789abcdef'
const SECRET = '0123456789abcdef0123456789abcdef'

/** A platform at whose token calls nothing can be had. */
async function refusing(answer: object) {
  const server = await platform(({ path }) =>
    path.endsWith('token') ? answer : { errcode: 0, errmsg: 'ok' },
  )
  const env = {
    WXADMIN_CONFIG_DIR: temporaryDirectory(),
    WXADMIN_API_BASE: server.url,
    WXADMIN_APPID: APPID,
    WXADMIN_SECRET: SECRET,
  }
  return { ...server, env }
}

interface Refused {
  readonly answer: { readonly errcode: number; readonly errmsg: string }
  readonly argv: readonly string[]
  readonly tells: RegExp
}

const QUOTA = { errcode: 45009, errmsg: 'reach max api daily quota limit' }

kind<Refused>(
  'where no token can be had, nothing that needs one is proposed',
  {
    'the quota of the day, wxadmin token': {
      answer: QUOTA,
      argv: ['token'],
      tells: /midnight in Beijing.*wxadmin api POST \/cgi-bin\/clear_quota\/v2.*stop/,
    },
    'the other text of that code': {
      answer: { errcode: 45009, errmsg: 'api freq out of limit' },
      argv: ['token', 'refresh'],
      tells: /clear_quota\/v2/,
    },
    'any command meets it': { answer: QUOTA, argv: ['menu', 'get'], tells: /clear_quota\/v2/ },
    'the quota of the minute': {
      answer: { errcode: 45011, errmsg: 'api minute-quota reach limit, must slower, retry next minute' },
      argv: ['token'],
      tells: /one minute/,
    },
    'an internal error with a rid': {
      answer: { errcode: -1000, errmsg: 'system error rid: 61725984-6126f6f9-040f19c4' },
      argv: ['token'],
      tells: /in a minute/,
    },
    'a code that no list has, with a rid': {
      answer: { errcode: 999001, errmsg: 'new rid: 61725984-6126f6f9-040f19c4' },
      argv: ['token'],
      tells: /61725984-6126f6f9-040f19c4/,
    },
    'a frozen secret': {
      answer: { errcode: 40243, errmsg: 'frozen' },
      argv: ['token'],
      tells: /https:\/\/developers\.weixin\.qq\.com\/platform.*AppSecret/,
    },
    'a risky call that waits for the administrator': {
      answer: { errcode: 89503, errmsg: '' },
      argv: ['token'],
      tells: /administrator/,
    },
  },
  async ({ answer, argv, tells }) => {
    const { env } = await refusing(answer)
    const { code, stderr, stdout } = await wxadmin(argv, { env })
    expect([code === 0, stdout]).toEqual([false, ''])
    const hint = /Try: (.*)/.exec(stderr)?.[1] ?? ''
    expect(hint).toMatch(tells)
    expect(hint.replaceAll('wxadmin api POST /cgi-bin/clear_quota/v2', '')).not.toMatch(
      /wxadmin (?:api|menu|media)/,
    )
    const chinese = await wxadmin([...argv, '--lang', 'zh'], { env })
    expect(chinese.stderr).not.toMatch(/openapi\/(?:rid|quota)/)
  },
)

kind<readonly string[]>(
  'clear_quota/v2 is called with AppID and AppSecret, and without a token',
  {
    'as the remedy writes it': ['api', 'POST', '/cgi-bin/clear_quota/v2'],
    'with --no-token': ['api', 'POST', '/cgi-bin/clear_quota/v2', '--no-token'],
    'without the slash, in small letters': ['api', 'post', 'cgi-bin/clear_quota/v2'],
  },
  async (argv) => {
    const { env, seen, paths } = await refusing(QUOTA)
    const { code, stdout, stderr } = await wxadmin([...argv, '--debug'], { env })
    expect([code, JSON.parse(stdout)]).toEqual([0, { errcode: 0, errmsg: 'ok' }])
    expect(paths()).toEqual(['/cgi-bin/clear_quota/v2'])
    const credentials = { appid: APPID, appsecret: SECRET }
    expect(seen[0]?.query).toEqual(credentials)
    expect(JSON.parse(String(seen[0]?.body))).toEqual(credentials)
    expect(stderr).not.toContain(SECRET)
  },
)

test('what is given to clear_quota/v2 by hand stays alone', async () => {
  const { env, seen } = await refusing(QUOTA)
  const argv = ['api', 'POST', '/cgi-bin/clear_quota/v2', '-f', 'appid=wx1', '-F', 'appsecret=@-']
  expect((await wxadmin(argv, { env, stdin: 'hush-hush\n' })).code).toBe(0)
  expect(JSON.parse(String(seen[0]?.body))).toEqual({ appid: 'wx1', appsecret: 'hush-hush' })
  expect(seen[0]?.query).toEqual({})
})

test('without an AppSecret clear_quota/v2 is not called', async () => {
  const { env, seen } = await refusing(QUOTA)
  const { code, stderr } = await wxadmin(['api', 'POST', '/cgi-bin/clear_quota/v2'], {
    env: { ...env, WXADMIN_SECRET: '' },
  })
  expect([code, seen.length]).toEqual([4, 0])
  expect(stderr).toContain('WXADMIN_SECRET')
})

test('the classic call that is used up points to the stable one first', async () => {
  const { env, url } = await refusing(QUOTA)
  const store = { WXADMIN_CONFIG_DIR: env.WXADMIN_CONFIG_DIR }
  const add = ['account', 'add', 'prod', '--appid', APPID, '--secret-stdin', '--token-source', 'classic']
  expect((await wxadmin(add, { env: store, stdin: SECRET })).code).toBe(0)
  const { stderr } = await wxadmin(['token'], { env: { ...store, WXADMIN_API_BASE: url } })
  expect(stderr).toMatch(/Try: .*wxadmin account set prod token-source=stable.*clear_quota\/v2/)
})
