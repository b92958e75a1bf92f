import { expect } from 'vitest'
import OAuth from 'wechat-oauth'
import { judgeAddress } from '../../src/endpoint/verify/address'
import { wxadmin } from '../support/run'
import { kind } from './kind'

const APPID = 'wx0123456789abcdef'

function oauth(argv: readonly string[]) {
  return wxadmin(['oauth', ...argv], { env: { WXADMIN_APPID: APPID, WXADMIN_SECRET: '0'.repeat(32) } })
}

const link = (encoded: string) =>
  `https://open.weixin.qq.com/connect/oauth2/authorize?appid=${APPID}&redirect_uri=${encoded}&response_type=code&scope=snsapi_base&state=S1#wechat_redirect`

kind<string>(
  'oauth url encodes what was typed once and changes nothing of it, as the SDKs do',
  {
    'no slash behind the host': 'http://a.example.com',
    'a query behind the host': 'https://a.example.com?x=1',
    'Han characters and a fragment': 'https://a.example.com/cb?y=二#frag',
    'a plus and a blank': 'https://a.example.com/cb?q=a+b c',
    'characters that encodeURIComponent leaves': "https://a.example.com/cb?k=!'()*~",
    'an address encoded already in a parameter': 'https://a.example.com/?u=https%3A%2F%2Fb.cn%2F%3Fc%3Dd',
    'encoded Han characters': 'https://a.example.com/%E7%99%BB%E5%BD%95?q=a%20b',
    'lower-case escapes': 'https://a.example.com/%e7%99%bb',
    'capitals in scheme and host': 'HTTPS://A.Example.com/B',
    'the port that the scheme has anyway': 'https://a.example.com:443/',
    'another port': 'https://a.example.com:8443/cb',
    'dots as directories': 'https://a.example.com/a/../b/./c//d',
    'a host in Han characters': 'https://商店.example.com/',
    'an escaped ampersand': 'https://a.example.com/?a=1&amp;b=2',
    'a percent sign alone': 'https://a.example.com/100%?p=%zz',
    'a template': 'https://a.example.com/?u={{user}}',
    'quotes and angle brackets': 'https://a.example.com/?q="<b>"',
    'brackets of PHP': 'https://a.example.com/?a[]=1&a[]=2',
    'a backslash': 'https://a.example.com/a\\b',
    'blanks around it': '  https://a.example.com/  ',
    'an empty query': 'https://a.example.com/?',
    'an empty fragment': 'https://a.example.com/#',
    'a route in the fragment': 'https://a.example.com/#/me?z=2',
    'a smiley': 'https://a.example.com/😀',
    'an invisible blank': 'https://a.example.com/a\u200bb',
    'an address in the network': 'http://192.168.1.5:8080/cb',
  },
  async (redirect) => {
    const { code, stdout } = await oauth(['url', redirect, '--state', 'S1'])
    expect(code).toBe(0)
    expect(stdout.trim()).toBe(link(encodeURIComponent(redirect)))
    expect(stdout.trim()).toBe(new OAuth(APPID, '').getAuthorizeURL(redirect, 'S1', 'snsapi_base'))
    // Of libraries that escape !'()* as well: the same, once it is decoded.
    const wider = encodeURIComponent(redirect).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)
    expect(new URL(link(wider)).searchParams.get('redirect_uri')).toBe(
      new URL(stdout.trim()).searchParams.get('redirect_uri'),
    )
    const { stdout: json } = await oauth(['url', redirect, '--json'])
    expect(JSON.parse(json).redirectUri).toBe(redirect)
  },
)

kind<{ redirect: string; said: readonly string[]; not?: string }>(
  'oauth url warns of what was hardly meant, and names it',
  {
    'an HTML ampersand': { redirect: 'https://a.cn/?a=1&amp;b=2', said: ['&amp;', 'plain &'] },
    'an ampersand by its number': { redirect: 'https://a.cn/?a=1&#38;b=2', said: ['&#38;'] },
    'an ampersand of JSON': {
      redirect: 'https://a.cn/?a=1\\u0026b=2',
      said: ['\\u0026'],
      not: 'that no address',
    },
    'a blank': { redirect: 'https://a.cn/?q=a b', said: ['characters that no address has: " "'] },
    'a blank at the end': { redirect: 'https://a.cn/ ', said: ['characters that no address has: " "'] },
    'a template of Ruby': { redirect: 'https://a.cn/?u=#{x}', said: ['"{" "}"'] },
    'a template of ERB': { redirect: "https://a.cn/<%= ENV['H'] %>", said: ['"<"', '"%"', '">"'] },
    'a percent sign alone': { redirect: 'https://a.cn/100%', said: ['"%"'] },
    'an invisible character': { redirect: 'https://a.cn/\u200b', said: ['U+200B'] },
    'a blank of Chinese text': { redirect: 'https://a.cn/a\u3000b', said: ['U+3000'] },
    'a host with capitals': { redirect: 'https://A.cn/', said: ['register is a.cn'] },
    'a host in Han characters': { redirect: 'https://商店.cn/', said: ['register is xn--czrs0t.cn'] },
    'a host with a full-width dot': { redirect: 'https://a。cn/', said: ['register is a.cn'] },
  },
  async ({ redirect, said, not }) => {
    const { code, stderr } = await oauth(['url', redirect, '-q'])
    expect(code).toBe(0)
    for (const words of ['Warning: ', ...said]) expect(stderr).toContain(words)
    if (not !== undefined) expect(stderr).not.toContain(not)
    const chinese = await oauth(['url', redirect, '-q', '--lang', 'zh'])
    expect(chinese.stderr).toContain('警告：')
  },
)

kind<string>(
  'oauth url does not warn of what every browser takes',
  {
    'Han characters': 'https://a.cn/登录?y=二',
    'a plus': 'https://a.cn/?q=a+b',
    'marks that are left alone': "https://a.cn/?k=!'()*~",
    'escapes, also in small letters': 'https://a.cn/%E7%99%bb',
    'brackets of PHP': 'https://a.cn/?a[]=1',
    'an ampersand that begins no entity': 'https://a.cn/?a=1&amplifier=2',
  },
  async (redirect) => {
    const { code, stderr } = await oauth(['url', redirect, '-q'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  },
)

kind<{ redirect: string; error: string; next?: string }>(
  'an address that cannot be a redirect is an error with what was meant, never mended in silence',
  {
    'no scheme': { redirect: 'a.cn/b', error: 'REDIRECT_NO_SCHEME', next: 'https://a.cn/b' },
    'no host': { redirect: 'https:/a.cn/b', error: 'REDIRECT_NO_HOST', next: 'https://a.cn/b' },
    'encoded as a whole': { redirect: 'https%3A%2F%2Fa.cn', error: 'REDIRECT_ENCODED', next: 'https://a.cn' },
    'a line break at the end': {
      redirect: 'https://a.cn/b\r\n',
      error: 'REDIRECT_BROKEN',
      next: 'https://a.cn/b',
    },
    'a line break inside': { redirect: 'https://a.cn/\nb', error: 'REDIRECT_BROKEN' },
    'a blank in the host': { redirect: 'https://a b.cn/', error: 'REDIRECT_BROKEN' },
    'a password': { redirect: 'https://u:p@a.cn/', error: 'REDIRECT_USERINFO', next: 'https://a.cn/' },
    'nothing but blanks': { redirect: '  ', error: 'REDIRECT_EMPTY' },
  },
  async ({ redirect, error, next }) => {
    const { code, stdout, stderr } = await oauth(['url', redirect, '--json'])
    expect({ code, stdout }).toEqual({ code: 65, stdout: '' })
    const told = JSON.parse(stderr).error
    expect(told.code).toBe(error)
    if (next !== undefined) expect(told.hint).toContain(next)
  },
)

kind<{ given: string; meant: string }>(
  'what is suggested is the address that was meant, or what an address looks like',
  {
    'quotation marks': { given: '“https://a.cn/”', meant: 'https://a.cn/' },
    'straight quotes': { given: '"https://a.cn/b"', meant: 'https://a.cn/b' },
    'full-width brackets': { given: '（https://a.cn/b）', meant: 'https://a.cn/b' },
    'a full-width colon': { given: 'https：//a.cn', meant: 'https://a.cn' },
    'full-width slashes': { given: 'https：／／a.cn／b', meant: 'https://a.cn/b' },
    'no colon': { given: 'https//a.cn', meant: 'https://a.cn' },
    'no scheme': { given: 'a.cn/b?c=（d）e', meant: 'https://a.cn/b?c=（d）e' },
    'this machine': { given: 'localhost:18100', meant: 'http://localhost:18100' },
    'a path': { given: '/me', meant: 'https://example.com/' },
    'a word': { given: 'me', meant: 'https://example.com/' },
    'a script': { given: 'javascript:alert(1)', meant: 'https://example.com/' },
  },
  async ({ given, meant }) => {
    for (const [lang, words] of [
      ['en', 'an address such as '],
      ['zh', '例如 '],
    ] as const) {
      const told = await oauth(['url', given, '--lang', lang])
      expect(told.code).toBe(65)
      expect(
        told.stderr
          .split('\n')
          .find((line) => line.includes(words))
          ?.split(words)
          .at(-1),
      ).toBe(meant)
      expect(told.stderr).not.toContain('SUGGESTION')
    }
    if (given.startsWith('javascript:')) return
    const [finding] = judgeAddress(given).findings
    expect(finding?.params.suggestion).toBe(meant)
  },
)
