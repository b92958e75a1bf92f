import { describe, expect, test } from 'vitest'
import { mask, redact } from '../../src/wechat/redact'

const SECRET = '0123456789abcdef0123456789abcdef'

describe('secrets are hidden wherever they are', () => {
  test.each([
    [
      'a token call',
      `https://api.weixin.qq.com/cgi-bin/token?grant_type=client_credential&appid=wx0123456789abcdef&secret=${SECRET}`,
      'https://api.weixin.qq.com/cgi-bin/token?grant_type=client_credential&appid=wx0123456789abcdef&secret=***',
    ],
    [
      'an access token in a query',
      'GET /cgi-bin/menu/get?access_token=68_abc-DEF&x=1',
      'GET /cgi-bin/menu/get?access_token=***&x=1',
    ],
    ['a token at the end of a line', 'url?access_token=68_abc\nnext line', 'url?access_token=***\nnext line'],
    [
      'an OAuth code',
      'https://example.com/cb?code=081abcDEF&state=1',
      'https://example.com/cb?code=***&state=1',
    ],
    [
      'an OAuth code that is not the first parameter',
      '/sns/oauth2/access_token?appid=wx1&code=081abc#x',
      '/sns/oauth2/access_token?appid=wx1&code=***#x',
    ],
    ['a refresh token', '?refresh_token=abc', '?refresh_token=***'],
    ['what is read from stdin is named, not shown', '-F access_token=@- (x)', '-F access_token=@- (x)'],
    ['a value that only begins so', 'secret=@-abc', 'secret=***'],
    ['a ticket', 'showqrcode?ticket=gQH47joAAAAA', 'showqrcode?ticket=***'],
    ['a form body', 'appid=wx1&secret=s3cr3t&js_code=0a1', 'appid=wx1&secret=***&js_code=***'],
    [
      'an environment',
      `WXADMIN_SECRET=${SECRET} WXADMIN_AES_KEY=abc WXADMIN_ACCESS_TOKEN=68_x node`,
      'WXADMIN_SECRET=*** WXADMIN_AES_KEY=*** WXADMIN_ACCESS_TOKEN=*** node',
    ],
    ['a flag', 'wxadmin account add x --token=abc', 'wxadmin account add x --token=***'],
    [
      'a third-party platform',
      '?component_access_token=a&authorizer_refresh_token=b',
      '?component_access_token=***&authorizer_refresh_token=***',
    ],
    ['JSON', '{"access_token":"68_abc","expires_in":7200}', '{"access_token":"***","expires_in":7200}'],
    ['JSON with spaces', '{"appid": "wx1", "secret": "abc"}', '{"appid": "wx1", "secret": "***"}'],
    ['JSON with a quote in the value', '{"secret":"a\\"b","x":"y"}', '{"secret":"***","x":"y"}'],
    [
      'JSON inside JSON',
      '{"body":"{\\"secret\\":\\"abc\\",\\"x\\":\\"y\\"}"}',
      '{"body":"{\\"secret\\":\\"***\\",\\"x\\":\\"y\\"}"}',
    ],
    ['JSON that was cut off', 'not JSON: {"access_token":"68_abcdef', 'not JSON: {"access_token":"***'],
    ['an EncodingAESKey', '{"EncodingAESKey":"abc"}', '{"EncodingAESKey":"***"}'],
    ['an object as Node shows it', "{ appid: 'wx1', secret: 'abc' }", "{ appid: 'wx1', secret: '***' }"],
    [
      'a query inside JSON',
      '{"url":"https://x/?access_token=abc\\"","n":1}',
      '{"url":"https://x/?access_token=***\\"","n":1}',
    ],
    ['a value cut off behind a backslash', 'said {"secret":"abc\\', 'said {"secret":"***'],
    ['a password with marks in it', 'HTTPS_PROXY=http://me:hunt#er2?x@h:1', 'HTTPS_PROXY=http://***@h:1'],
    ["a proxy's password", 'CONNECT http://user:p@ss@proxy:8080/', 'CONNECT http://***@proxy:8080/'],
    ['a store with a password', 'redis://:pw@127.0.0.1:6379', 'redis://***@127.0.0.1:6379'],
    ['a bearer header', 'Authorization: Bearer abc.DEF-123', 'Authorization: Bearer ***'],
    ['a key for a hub', `no: wxhub_${'aB3-_'.repeat(8)}xyz!`, 'no: ***!'],
    ['what a hub gives for a token', `wxhubt_${'aB3-_'.repeat(11)}, twice`, '***, twice'],
    ['the form of a key in a sentence', 'wxhub_… and 43 characters', 'wxhub_… and 43 characters'],
    ['the variable of the key', 'WXADMIN_HUB_KEY=abcdef', 'WXADMIN_HUB_KEY=***'],
    ['a bearer header in JSON', '{"authorization":"Bearer abcdef"}', '{"authorization":"Bearer ***"}'],
    ['a basic header', 'Proxy-Authorization: Basic dXNlcjpwYXNz', 'Proxy-Authorization: Basic ***'],
    ['a bearer key in a sentence', 'sent with bearer hub_9f8e7d6c5b', 'sent with bearer ***'],
  ])('%s', (_, text, safe) => {
    expect(redact(text)).toBe(safe)
  })
})

describe('ordinary words stay', () => {
  test.each([
    'errcode=40001 errmsg=invalid credential',
    '?errcode=40001',
    'the child ended with exit code=5',
    'code=200',
    '{"error":{"code":"WECHAT_40164","exitCode":4}}',
    'expires_in=7200&grant_type=client_credential&appid=wx0123456789abcdef',
    'wxadmin account set NAME token-source=stable',
    'a bearer token is needed',
    'basic menus and web authorization: see the docs',
    'Unexpected token \'<\', "<html>" is not valid JSON',
    'the token "abc" of the file',
    '{"token":"","secret":""}',
    'tokenizer=fast secretary=Ann',
    'mail me@example.com about https://example.com/a/b',
    'https://example.com/@user/page',
    'https://example.com:443?to=me@example.com',
  ])('%s', (text) => {
    expect(redact(text)).toBe(text)
  })
})

describe('known values', () => {
  test('are hidden plain, percent-encoded, in a form and in JSON', () => {
    const known = 'p+ss w/"d\\'
    const text = [
      known,
      encodeURIComponent(known),
      encodeURI(known),
      new URLSearchParams({ x: known }).toString(),
      JSON.stringify({ x: known }),
    ].join(' | ')
    expect(redact(text, [known])).toBe('*** | *** | *** | x=*** | {"x":"***"}')
  })

  test('are hidden whole where one begins like another', () => {
    expect(redact('abcdef abcdefghij', ['abcdef', 'abcdefghij'])).toBe('*** ***')
  })

  test('secrets too short to be told from words are left alone', () => {
    expect(redact('menu of main', ['menu', 'main'])).toBe('menu of main')
  })

  test('leave a JSON document a JSON document', () => {
    const document = JSON.stringify({
      hint: `curl "https://x/?access_token=${SECRET}"`,
      url: `a?secret=${SECRET}\nb`,
    })
    const safe = redact(document, [SECRET])
    expect(JSON.parse(safe)).toEqual({ hint: 'curl "https://x/?access_token=***"', url: 'a?secret=***\nb' })
  })
})

test('a mask tells tokens apart without showing them', () => {
  expect(mask('68_abcdefghijklmnop')).toBe('68_abc…(19)')
  expect(mask('short')).toBe('***')
})

describe('a megabyte of anything is gone through once', () => {
  const SIZE = 1_000_000
  const units = [
    ...['\\', 'a-', 'a.', 'a_', '"', "'", ' ', 'a:', '://', 'a://', 'a://b:', '://a:1?', '&code=', 'token_'],
    ...['"token":"', '"token":"\\', '\\"token\\":\\"', 'x"token":\\\\"y', '"token" ', "token:'", 'secret:  '],
    ...[
      'bearer ',
      'bearer a',
      'authorization',
      'authorization:  ',
      'authorization\\',
      'authorization: basic ',
    ],
  ]
  // A pattern that looked again and again would take minutes here.
  test.each(units)('%j', (unit) => {
    expect(redact(unit.repeat(SIZE / unit.length)).length).toBeGreaterThan(0)
  })

  test.each([
    ['white space', `token:${' '.repeat(SIZE)}`],
    ['backslashes in a value', `"token":"${'\\'.repeat(SIZE)}`],
    ['backslashes before a value', `"token":${'\\'.repeat(SIZE)}"x`],
    [
      'values that do not end alike',
      Array.from({ length: 1400 }, (_, n) => `"token":${'\\'.repeat(n)}"a`).join(''),
    ],
  ])('%s', (_, text) => {
    expect(redact(text).length).toBeGreaterThan(0)
  })
})
