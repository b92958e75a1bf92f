import { describe, expect, test } from 'vitest'
import { fillShorthands } from '../../src/menu/fill-shorthands'
import { button, conditional, read, told } from './rules/reading'

const APPID = 'wxfedcba9876543210'
const oauth = (inside: string) => button('name: a', 'type: view', `oauth: ${inside}`)

/** The url that is sent for the first button of a file. */
function sent(text: string): string | undefined {
  const { menu } = read(text)
  return menu && fillShorthands(menu, APPID, (name) => name).button[0]?.url
}

describe('oauth in place of url', () => {
  test('becomes the authorize URL of the account', () => {
    expect(sent(oauth('{ url: "https://a.cn/?b=1", scope: snsapi_userinfo, state: s1 }'))).toBe(
      `https://open.weixin.qq.com/connect/oauth2/authorize?appid=${APPID}&redirect_uri=https%3A%2F%2Fa.cn%2F%3Fb%3D1&response_type=code&scope=snsapi_userinfo&state=s1#wechat_redirect`,
    )
  })

  test('needs nothing but the url', () => {
    expect(sent(oauth('{ url: "https://a.cn" }'))).toMatch(/scope=snsapi_base&state=#wechat_redirect$/)
    expect(sent(oauth('{ url: "https://a.cn", scope: , state: "" }'))).toMatch(/scope=snsapi_base&state=#/)
    expect(sent(oauth('{ url: "https://a.cn", forcePopup: true }'))).toMatch(/&forcePopup=true#/)
  })

  test('leaves nothing of itself behind, on parents and other buttons neither', () => {
    const text = `button:
  - name: m
    sub_button:
      - { name: a, type: view, oauth: { url: "https://a.cn" } }
      - { name: b, type: click, key: k, oauth: { url: "https://a.cn" } }
`
    const { menu, findings } = read(text)
    expect(findings.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual(['warning field-unused'])
    const filled = menu && fillShorthands(menu, APPID, (name) => name)
    expect(JSON.stringify(filled)).not.toContain('"oauth"')
  })

  test.each([
    ['no url', '{ scope: snsapi_base }', ['4:14 field-missing']],
    ['an empty url', '{ url: "" }', ['4:19 field-empty']],
    ['no scheme', '{ url: a.cn/b }', ['4:19 url-scheme']],
    ['no host', '{ url: "https:///b" }', ['4:19 url-host']],
    ['a space', '{ url: "https://a.cn/b c" }', ['4:19 (url-space)']],
    ['an unknown scope', '{ url: "https://a.cn", scope: snsapi_user }', ['4:42 oauth-scope']],
    ['a state with a mark', '{ url: "https://a.cn", state: a-b }', ['4:42 oauth-state']],
    ['a state that is a number', '{ url: "https://a.cn", state: 1 }', ['4:42 not-text']],
    ['a long state', `{ url: "https://a.cn", state: ${'s'.repeat(129)} }`, ['4:42 oauth-state-long']],
    ['a switch that is text', '{ url: "https://a.cn", forcePopup: "yes" }', ['4:47 oauth-flag']],
    ['an unknown key', '{ url: "https://a.cn", scop: snsapi_base }', ['4:35 unknown-key']],
    ['a mistyped url', '{ urll: "https://a.cn" }', ['4:14 unknown-key']],
    ['text', 'https://a.cn', ['4:12 not-a-map']],
    ['nothing', '', ['3:11 field-missing']],
  ])('refuses %s', (_, inside, expected) => {
    expect(told(read(oauth(inside)))).toEqual(expected)
  })

  test('suggests what was meant', () => {
    const { findings } = read(oauth('{ url: "https://a.cn", scope: snsapi_userinf, stat: a }'))
    expect(findings.map(({ params }) => params.suggestion)).toEqual(['snsapi_userinfo', 'state'])
  })

  test('excludes url, and does nothing for a mini program', () => {
    const both = button('name: a', 'type: view', 'url: https://a.cn', 'oauth: { url: "https://a.cn" }')
    expect(told(read(both))).toEqual(['5:5 field-exclusive'])
    const program = button(
      'name: a',
      'type: miniprogram',
      'oauth: { url: "https://a.cn" }',
      'appid: wx0123456789abcdef',
      'pagepath: p',
    )
    expect(told(read(program))).toEqual(['3:11 field-missing', '4:5 (field-unused)'])
  })

  test('the finished address has 1024 bytes at most, whatever the account', () => {
    const fits = (length: number) => `{ url: "https://a.cn/${'x'.repeat(length)}" }`
    const room = 1024 - Buffer.byteLength(sent(oauth(fits(0))) ?? '')
    expect(told(read(oauth(fits(room))))).toEqual([])
    const { findings } = read(oauth(fits(room + 1)))
    expect(findings).toMatchObject([
      { rule: 'oauth-too-long', line: 4, column: 19, params: { bytes: 1025, limit: 1024 }, errcode: 40020 },
    ])
    expect(told(read(oauth(`{ url: "https://a.cn/${'登'.repeat(110)}" }`)))).toEqual(['4:19 oauth-too-long'])
  })

  test('takes variables', () => {
    const { menu } = read(oauth('{ url: "${BASE}/x", state: "${MENU_STATE:-s}" }'), { BASE: 'https://a.cn' })
    expect(menu && fillShorthands(menu, APPID, String).button[0]?.url).toContain(
      'a.cn%2Fx&response_type=code',
    )
  })

  test('the domain of such a button is WeChat’s own', () => {
    const view = (host: string) => `{ name: a, type: view, oauth: { url: "https://${host}" } }`
    const sub = ['a.cn', 'b.cn', 'c.cn', 'd.cn'].map(view).join(', ')
    const many = conditional('matchrule: { tag_id: "2" }', `button: [{ name: m, sub_button: [${sub}] }]`)
    expect(told(read(many))).toEqual([])
    const open = '{ name: e, type: view, url: "https://open.weixin.qq.com/" }'
    const plain = ['a.cn', 'b.cn', 'c.cn'].map((host) => `{ name: a, type: view, url: "https://${host}" }`)
    const fourth = [...plain, view('d.cn')].join(', ')
    expect(
      told(
        read(
          conditional(
            'matchrule: { tag_id: "2" }',
            `button: [{ name: m, sub_button: [${fourth}, ${open}] }]`,
          ),
        ),
      ),
    ).toHaveLength(1)
  })

  test('a type that was forgotten is told by it', () => {
    const { findings } = read(button('name: a', 'oauth: { url: "https://a.cn" }'))
    expect(findings).toMatchObject([{ rule: 'type-missing', params: { suggestion: 'view' } }])
  })
})
