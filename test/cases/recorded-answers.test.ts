import { expect } from 'vitest'
import { SANDBOX_APPID, SANDBOX_SECRET } from '../../src/wechat/sandbox-account'
import { ALICE, BOB, CAROL, click, DAVE, ERIN, FRANK, type Json, sandbox, view } from '../sandbox/support'
import { beginnings, png } from '../support/media'
import { kind } from './kind'

type Box = Awaited<ReturnType<typeof sandbox>>

interface Asked {
  readonly path: string
  readonly body?: object
  readonly answer: object
  /** What happens before. */
  readonly given?: (box: Box) => Promise<unknown>
}

const everybodyLeaves = ({ state }: Box) =>
  state.transact((value) => {
    for (const user of value.accounts[SANDBOX_APPID]?.users ?? []) user.follows = false
  })

const USERS = '/cgi-bin/user/get'
const TAGGED = '/cgi-bin/user/tag/get'
const last = (openid: string) => ({ data: { openid: [openid] }, next_openid: openid })

kind<Asked>(
  'the last page names its last openid, and an empty page comes after it',
  {
    'followers, the only page': {
      path: USERS,
      answer: { total: 5, count: 5, data: { openid: [ALICE, BOB, CAROL, DAVE, ERIN] }, next_openid: ERIN },
    },
    'followers, a last page of one': {
      path: `${USERS}?next_openid=${DAVE}`,
      answer: { total: 5, count: 1, ...last(ERIN) },
    },
    'followers, after the last page': {
      path: `${USERS}?next_openid=${ERIN}`,
      answer: { total: 5, count: 0, next_openid: '' },
    },
    'no followers': {
      path: USERS,
      answer: { total: 0, count: 0, next_openid: '' },
      given: everybodyLeaves,
    },
    'users of a tag, the only page': {
      path: TAGGED,
      body: { tagid: 100 },
      answer: { count: 2, data: { openid: [BOB, CAROL] }, next_openid: CAROL },
    },
    'users of a tag, a last page of one': {
      path: TAGGED,
      body: { tagid: 100, next_openid: BOB },
      answer: { count: 1, ...last(CAROL) },
    },
    'users of a tag, after the last page': {
      path: TAGGED,
      body: { tagid: 100, next_openid: CAROL },
      answer: { count: 0 },
    },
    'a tag without users': { path: TAGGED, body: { tagid: 101 }, answer: { count: 0 } },
    'a tag whose users have all left': {
      path: TAGGED,
      body: { tagid: 2, next_openid: '' },
      answer: { count: 0 },
      given: everybodyLeaves,
    },
  },
  async ({ path, body, answer, given }) => {
    const box = await sandbox()
    await given?.(box)
    expect(await box.api(path, body)).toEqual(answer)
  },
)

kind<{ readonly given: Json; readonly shown: Json }>(
  'menu/get shows a tag as group_id, and a menuid is a number wherever it is answered',
  {
    'a tag as text': { given: { tag_id: '100' }, shown: { group_id: '100' } },
    'a tag as a number': { given: { tag_id: 2 }, shown: { group_id: '2' } },
    'a tag beside a platform': {
      given: { tag_id: '101', client_platform_type: 2 },
      shown: { group_id: '101', client_platform_type: '2' },
    },
    'a tag beside blank fields': { given: { tag_id: '2', sex: '', country: '' }, shown: { group_id: '2' } },
    'a platform alone': { given: { client_platform_type: '1' }, shown: { client_platform_type: '1' } },
  },
  async ({ given, shown }) => {
    const { api } = await sandbox()
    await api('/cgi-bin/menu/create', { button: [click()] })
    const { menuid } = await api('/cgi-bin/menu/addconditional', { button: [click()], matchrule: given })
    expect(menuid).toBeTypeOf('number')
    const { conditionalmenu } = await api('/cgi-bin/menu/get')
    expect(conditionalmenu).toEqual([expect.objectContaining({ matchrule: shown, menuid })])
    expect(await api('/cgi-bin/menu/delconditional', { menuid: String(menuid) })).toMatchObject({
      errcode: 0,
    })
  },
)

const infoKeys = [
  ...['subscribe', 'openid', 'nickname', 'sex', 'language', 'city', 'province', 'country', 'headimgurl'],
  ...['subscribe_time', 'unionid', 'remark', 'groupid', 'tagid_list', 'subscribe_scene', 'qr_scene'],
  'qr_scene_str',
]

async function unionidInSns(box: Box, openid: string): Promise<unknown> {
  const redirect = encodeURIComponent('https://example.com/')
  const query = `appid=${SANDBOX_APPID}&redirect_uri=${redirect}&response_type=code&scope=snsapi_userinfo&state=s`
  const pressed = await fetch(`${box.url}/sandbox/authorize`, {
    method: 'POST',
    body: new URLSearchParams({ query, user: openid, answer: 'allow' }),
    redirect: 'manual',
  })
  const code = new URL(pressed.headers.get('location') ?? '').searchParams.get('code') ?? ''
  const credentials = { appid: SANDBOX_APPID, secret: SANDBOX_SECRET, grant_type: 'authorization_code' }
  const token = await box.send(`/sns/oauth2/access_token?${new URLSearchParams({ ...credentials, code })}`)
  const user = await box.send(`/sns/userinfo?access_token=${token.access_token}&openid=${openid}`)
  expect(user.openid).toBe(openid)
  return user.unionid
}

interface Info {
  readonly openid: string
  readonly lang?: string
  readonly follows: boolean
  /** That the user has set. */
  readonly language?: string
}

kind<Info>(
  'user/info keeps the keys of what is told no more, the language of the user, and the unionid of sns',
  {
    'a follower': { openid: CAROL, follows: true, language: 'zh_CN' },
    'a follower, asked for in English': { openid: ALICE, lang: 'en', follows: true, language: 'zh_CN' },
    'one who reads English, asked for in Chinese': {
      openid: DAVE,
      lang: 'zh_CN',
      follows: true,
      language: 'en',
    },
    'one who does not follow': { openid: FRANK, follows: false },
    'one who does not follow, asked for in English': { openid: FRANK, lang: 'en', follows: false },
  },
  async ({ openid, lang, follows, language }) => {
    const box = await sandbox()
    const info = await box.api(`/cgi-bin/user/info?openid=${openid}${lang ? `&lang=${lang}` : ''}`)
    const { user_info_list } = await box.api('/cgi-bin/user/info/batchget', { user_list: [{ openid, lang }] })
    expect(user_info_list).toEqual([info])
    const unionid = await unionidInSns(box, openid)
    expect(unionid).toEqual(expect.any(String))
    if (!follows) {
      expect(info).toEqual({ subscribe: 0, openid, unionid, tagid_list: [] })
      return
    }
    expect(Object.keys(info)).toEqual(infoKeys)
    const empty = { nickname: '', sex: 0, city: '', province: '', country: '', headimgurl: '' }
    expect(info).toMatchObject({ subscribe: 1, openid, ...empty, language, unionid })
  },
)

const PICTURE = { type: 'image', file: { name: 'a.png', content: png() } } as const

async function uploaded(
  box: Box,
  path: string,
  { type, file, more = {} }: { type: string; file: { name: string; content: Buffer }; more?: object },
): Promise<Json> {
  const form = new FormData()
  form.append('media', new File([new Uint8Array(file.content)], file.name))
  for (const [name, value] of Object.entries(more)) form.append(name, String(value))
  const url = `${path}?type=${type}&access_token=${await box.token()}`
  return box.send(url, { method: 'POST', body: form })
}

kind<{ readonly act: (box: Box) => Promise<unknown>; readonly answer: unknown }>(
  'uploads answer an empty list as well, and lists of material empty tags',
  {
    'a temporary picture': {
      act: (box) => uploaded(box, '/cgi-bin/media/upload', PICTURE),
      answer: { type: 'image', media_id: expect.any(String), created_at: expect.any(Number), item: [] },
    },
    'a temporary recording': {
      act: (box) =>
        uploaded(box, '/cgi-bin/media/upload', {
          type: 'voice',
          file: { name: 'a.amr', content: beginnings.amr },
        }),
      answer: { type: 'voice', media_id: expect.any(String), created_at: expect.any(Number), item: [] },
    },
    'a permanent picture': {
      act: (box) => uploaded(box, '/cgi-bin/material/add_material', PICTURE),
      answer: { media_id: expect.any(String), url: expect.stringMatching(/^http/), item: [] },
    },
    'a permanent video': {
      act: (box) =>
        uploaded(box, '/cgi-bin/material/add_material', {
          type: 'video',
          file: { name: 'a.mp4', content: beginnings.mp4 },
          more: { description: '{"title":"t","introduction":"i"}' },
        }),
      answer: { media_id: expect.any(String), item: [] },
    },
    'a list of pictures': {
      act: async (box) => {
        await uploaded(box, '/cgi-bin/material/add_material', PICTURE)
        return box.api('/cgi-bin/material/batchget_material', { type: 'image', offset: 0, count: 1 })
      },
      answer: {
        item: [
          {
            media_id: expect.any(String),
            name: 'a.png',
            update_time: expect.any(Number),
            url: expect.stringMatching(/^http/),
            tags: [],
          },
        ],
        total_count: 1,
        item_count: 1,
      },
    },
  },
  async ({ act, answer }) => expect(await act(await sandbox())).toEqual(answer),
)

const raw = async ({ url, token }: Box, path: string, body?: object) => {
  const address = `${url}${path}${path.includes('?') ? '&' : '?'}access_token=${await token()}`
  const response = await fetch(address, body && { method: 'POST', body: JSON.stringify(body) })
  return response.text()
}

kind<{ readonly act: (box: Box) => Promise<string>; readonly part: string }>(
  'slashes in JSON are escaped',
  {
    'an address in a menu': {
      act: async (box) => {
        await box.api('/cgi-bin/menu/create', { button: [view('https://a.cn/x')] })
        return raw(box, '/cgi-bin/menu/get')
      },
      part: '"url":"https:\\/\\/a.cn\\/x"',
    },
    'behind a backslash': {
      act: async (box) => {
        await box.api('/cgi-bin/menu/create', { button: [{ ...click(), key: 'a\\/b' }] })
        return raw(box, '/cgi-bin/menu/get')
      },
      part: String.raw`"key":"a\\\/b"`,
    },
    'the name of a tag': {
      act: (box) => raw(box, '/cgi-bin/tags/create', { tag: { name: 'A/B' } }),
      part: '"name":"A\\/B"',
    },
    'the address of a code': {
      act: (box) =>
        raw(box, '/cgi-bin/qrcode/create', {
          action_name: 'QR_SCENE',
          action_info: { scene: { scene_id: 1 } },
        }),
      part: '"url":"http:\\/\\/127.0.0.1',
    },
    'a refusal': {
      act: async ({ url }) => (await fetch(`${url}/cgi-bin/menu/get?access_token=x`)).text(),
      part: 'https:\\/\\/mmbizurl.cn\\/s\\/JtxxFh33r rid: ',
    },
    'a network in a list': {
      act: (box) => raw(box, '/cgi-bin/getcallbackip'),
      part: '"101.226.103.0\\/25"',
    },
  },
  async ({ act, part }) => {
    const text = await act(await sandbox())
    expect(text).toContain(part)
    expect(text).not.toMatch(/(?<!\\)\//)
    expect(() => JSON.parse(text)).not.toThrow()
  },
)

const QUOTA = '/cgi-bin/openapi/quota/get'

kind<{ readonly path: string; readonly used: number; readonly calls: number; readonly answer: object }>(
  'a quota counts refused calls, and has keys of a rate only where there is one',
  {
    'one call too many': {
      path: '/cgi-bin/menu/create',
      used: 1000,
      calls: 1,
      answer: { quota: { daily_limit: 1000, used: 1001, remain: 0 } },
    },
    'two calls too many': {
      path: '/cgi-bin/menu/create',
      used: 999,
      calls: 3,
      answer: { quota: { daily_limit: 1000, used: 1002, remain: 0 } },
    },
    'a call refused for its body': {
      path: '/cgi-bin/menu/addconditional',
      used: 0,
      calls: 1,
      answer: { quota: { daily_limit: 2000, used: 1, remain: 1999 } },
    },
    'a call that has a rate': {
      path: '/cgi-bin/stable_token',
      used: 10,
      calls: 0,
      answer: {
        quota: { daily_limit: 500_000, used: 11, remain: 499_989 }, // the token that this test asks with
        rate_limit: { call_count: 10_000, refresh_second: 60 },
      },
    },
  },
  async ({ path, used, calls, answer }) => {
    const { api, control } = await sandbox()
    await control('quota', { path, used })
    for (let count = 0; count < calls; count++)
      expect(await api(path, { button: [] })).toHaveProperty('errcode')
    expect(await api(QUOTA, { cgi_path: path })).toEqual({ errcode: 0, errmsg: 'ok', ...answer })
  },
)
