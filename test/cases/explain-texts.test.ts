import { describe, expect, test } from 'vitest'
import { pageTexts } from '../../src/wechat/errcodes/page-texts'
import { wxadmin } from '../support/run'
import { kind } from './kind'

type Code = number | string

/** The codes and names that `explain` tells of a text, given as one word. */
async function explained(text: string): Promise<Code[]> {
  const { code, stdout, stderr } = await wxadmin(['explain', '--json'], { stdin: text })
  if (code === 65) {
    expect(stdout).toBe('')
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'NO_ERROR_CODE' } })
    return []
  }
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return (JSON.parse(stdout) as { code: Code }[]).map((entry) => entry.code)
}

const tells = async (codes: Code | Code[], text: string) =>
  expect(await explained(text)).toEqual([codes].flat())

kind<Code | Code[]>(
  'an errmsg without its code is told by its words',
  {
    'invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist': 40164,
    'WeChatAPIError: invalid ip 40.16.40.13, hint: [cE6IAA01601533]': 40164,
    'invalid ip 240e:1:2::9, not in whitelist rid: 61725984-6126f6f9-040f19c4': 40164,
    'IP not in whitelist': 40164,
    'access clientip is not registered requestIP: 1.2.3.4': 61004,
    'invalid credential, access_token is invalid or not latest hint: [wX.1ha0123]': 40001,
    'Error: invalid credential': 40001,
    'invalid appsecret, view more at http://t.cn/RAEkdVq hint: [cE6IAA01601533]': 40125,
    'AuthorizeFailedException: invalid code, hints: [ req_id: I4Fr8a0006th38 ]': [40029, 40116],
    'code been used, rid: 61725984-6126f6f9-040f19c4': 40163,
    'Wechat::ResponseError: invalid code(40029)': 40029,
    'api unauthorized, hints: [ req_id: 1QoCla0699ns81 ]': 48001,
    'api freq out of limit': 45009,
    '出现 invalid button size 怎么办': 40016,
    'invalid sub button url domain': 40054,
    'invalid template_id': [40037, 40081],
  },
  tells,
)

kind<Code | Code[]>(
  'a text of an SDK, a log or a URL gives its code',
  {
    'WxErrorException: 错误代码：40029, 错误信息：invalid code, rid: 1-2-3': 40029,
    '微信 POST 请求发生错误！错误代码：40013，说明：invalid appid hint: [OM01944809]': 40013,
    'wechatpy.exceptions.WeChatClientException: Error code: 40164, message: invalid ip 1.2.3.4': 40164,
    'werobot.client.ClientException: 45009: api freq out of limit': 45009,
    'WeChatAPIError: 40001': 40001,
    "{ [WeChatAPIError: invalid credential, hint: [a b]] code: 40001, name: 'WeChatAPIError' }": 40001,
    'GetAccessToken Error , errcode=40164 , errmsg=invalid ip 1.2.3.4, not in whitelist': 40164,
    '{"errcode":40029,"errmsg":"invalid code, rid: 61725984-6126f6f9-040f19c4"}': 40029,
    '[ error ] [-1]Authorize Failed: {"errcode":41008,"errmsg":"missing code, hints: [ req_id: j ]"}': 41008,
    'PHP Fatal error:  Uncaught Exception: [40029] invalid code in /srv/www/wx.php:40013\n#0 {main}': 40029,
    'Caused by: me.chanjar.weixin.common.error.WxErrorException: {"errcode":48001,"errmsg":"x"}\n\tat a.b.C(D.java:40016)': 48001,
    'https://m.example.com/cb?errcode=40163&errmsg=code%20been%20used': 40163,
    'https://m.example.com/e?r=%7B%22errcode%22%3A40029%2C%22errmsg%22%3A%22invalid%20code%22%7D': 40029,
    '{"msg":"\\u9519\\u8bef\\u7801\\uff1a40003"}': 40003,
    '&quot;errcode&quot;:40018': 40018,
    '\u001b[31merror: 40013\u001b[0m': 40013,
    错误码４００２９: 40029,
    '今天开始，授权时候一直报40029，invalid code的错误': 40029,
    '40001错误': 40001,
    'errcode: -1, errmsg: system error': -1,
    '返回码：-1': -1,
  },
  tells,
)

kind<Code | Code[]>(
  'what the JS-SDK says gives its cause',
  {
    'config:invalid signature': 'JSSDK_INVALID_SIGNATURE',
    '{"errMsg":"config:fail,Error: System error, error code:63002,invalid signature [20200205 18:43:18][]"}':
      'JSSDK_INVALID_SIGNATURE',
    '"config:fail,Error: 系统错误,错误码:63002,invalid signature [20200205 18:43:18][]"':
      'JSSDK_INVALID_SIGNATURE',
    'errMsg: config:fail, invalid signature': 'JSSDK_INVALID_SIGNATURE',
    'invalid signature': 'JSSDK_INVALID_SIGNATURE',
    'invalid url domain': 'JSSDK_INVALID_URL_DOMAIN',
    'config:invalid url domain': 'JSSDK_INVALID_URL_DOMAIN',
    'config:fail,Error: 系统错误，错误码：40048，invalid url domain [20200519 15:22:19][]':
      'JSSDK_INVALID_URL_DOMAIN',
    'onMenuShareAppMessage:fail, the permission value is offline verifying': 'JSSDK_OFFLINE_VERIFYING',
    'chooseImage:permission denied': 'JSSDK_PERMISSION_DENIED',
    'permission denied': 'JSSDK_PERMISSION_DENIED',
    'system:function_not_exist': 'JSSDK_FUNCTION_NOT_EXIST',
    'config:require subscribe': 'JSSDK_REQUIRE_SUBSCRIBE',
    'require subscribe': ['JSSDK_REQUIRE_SUBSCRIBE', 43004],
    'Uncaught ReferenceError: wx is not defined': 'JSSDK_NOT_LOADED',
    'config:fail': 'JSSDK_CONFIG_FAIL',
  },
  tells,
)

kind<Code | Code[]>(
  'what the authorize page shows gives its code or cause',
  {
    'redirect_uri 参数错误': 10003,
    'redirect_uri参数错误 错误码：10003': 10003,
    'redirect_uri域名与后台配置不一致，错误码:10003': 10003,
    '此公众号并没有这些scope的权限，错误码:10005': 10005,
    'Scope 参数错误或没有 Scope 权限': 10005,
    Scope参数错误或没有Scope权限: 10005,
    'Scope parameter error or no Scope permission': 10005,
    未关注该测试号: 10006,
    '该公众号已被封禁，错误码：10004': 10004,
    '操作太频繁了，请稍后再试': 10009,
    'appid 参数错误': 'OAUTH_APPID',
    请在微信客户端打开链接: 'OAUTH_OPEN_IN_WECHAT',
    'Please open the link in WeChat client': 'OAUTH_OPEN_IN_WECHAT',
    '该链接无法访问，请稍后再试': 'OAUTH_LINK_UNREACHABLE',
    'https://m.example.com/cb?code=authdeny&state=1': 'OAUTH_DENIED',
  },
  tells,
)

kind<Code | Code[]>(
  'what the consoles and the app show gives its cause',
  {
    'token check fail': -106,
    '-106 token check fail': -106,
    '{"errcode":-106,"errmsg":"token check fail"}': -106,
    token验证失败: -106,
    'Token 验证失败': -106,
    '{"base_resp":{"ret":200302,"err_msg":"verify token fail"}}': -106,
    '{"errcode":-107,"errmsg":"token check timeout"}': -107,
    请求URL超时: -107,
    '提交服务器配置时提示请求 URL 超时，怎么办？': -107,
    '系统发生错误，请稍后重试': 'CONSOLE_SYSTEM_ERROR',
    '参数错误，请重新填写': 'CONSOLE_PARAMETER',
    该公众号暂时无法提供服务: 'SERVICE_UNAVAILABLE',
    '该公众号提供的服务出现故障，请稍后再试': 'SERVICE_UNAVAILABLE',
    '发消息后出现"该公众号暂时无法提供服务,请稍后再试"': 'SERVICE_UNAVAILABLE',
    '\\u8be5\\u516c\\u4f17\\u53f7\\u6682\\u65f6\\u65e0\\u6cd5\\u63d0\\u4f9b\\u670d\\u52a1':
      'SERVICE_UNAVAILABLE',
    'The Official Account is unable to provide services. Try again later.': 'SERVICE_UNAVAILABLE',
    未绑定网页开发者: 'DEVTOOLS_NOT_DEVELOPER',
  },
  tells,
)

kind<Code | Code[]>(
  'a code is read however it is marked as one',
  {
    '系统错误，错误码：-106': -106,
    '错误码：-107': -107,
    '40164 invalid ip': 40164,
    '"40164 invalid ip"': 40164,
    '40164：ip不在白名单': 40164,
    '40029 code无效': 40029,
    '40029, the code does not work': 40029,
    '-1 系统繁忙': -1,
    '(40164)': 40164,
    '（40164）': 40164,
    '登录不了 (40029)': 40029,
    errcode为40164: 40164,
    'errcode is 40029': 40029,
    'errcode 是 40029': 40029,
    'error code is 40029': 40029,
    错误码是40029: 40029,
    'Array\n(\n    [errcode] => 40164\n    [errmsg] => x\n)': 40164,
    'array(2) {\n  ["errcode"]=>\n  int(40164)\n}': 40164,
    '["errcode"]=> int(40164)': 40164,
    '["errcode"]=> string(5) "40164"': 40164,
    "'errcode': 40164": 40164,
    "{'errcode': 40164, 'errmsg': 'x'}": 40164,
    'redirect_uri 參數錯誤': 10003,
    '錯誤碼：40029': 40029,
    請在微信客戶端打開鏈接: 'OAUTH_OPEN_IN_WECHAT',
  },
  tells,
)

kind(
  'numbers and words that are no error give none',
  {
    lines: '40016 lines in 40017 ms',
    'lines alone': '40016 lines',
    'rows in Chinese': '40016 行',
    'an amount at the start': '40016 元',
    'an amount with cents at the start': '40016.50 paid',
    'a list of processes': '40125 pts/0 00:00:01 bash',
    'a port of a scan': '40013/tcp open',
    'a process at the start of a line': '[40125] z',
    'a process in brackets': 'worker started, pid (40125)',
    'a process in square brackets': 'Started server process [40125]',
    'a call': 'sleep(40001)',
    'two numbers, one in brackets': 'done 3 of (40016)',
    'a table': '40016,apples,3\n40017,pears,4',
    'a day': '-1 day',
    'a count behind a word for failure': 'failed after 40016 lines',
    'an error count': 'found 40016 errors',
    bytes: 'Error: 40016 bytes exceeded',
    'a word for failure and a unit': '错误：40016 元',
    行: '返回 40016 行',
    'a port': 'error on port 40013: refused',
    'an address': 'error connecting to 127.0.0.1:40013',
    'an IP address': 'failed to reach 40.16.40.13',
    'an id': '订单号 40029 错误',
    'a user': 'user 40001 failed to log in',
    'a process': '[40013] 30 Nov 23:11:49 * Ready to accept connections, no errors',
    'a line of a file': 'at Foo.bar(Foo.java:40029)',
    'a date': '2024-01-01 10:00:00 listening on port 40001, exit code 1',
    'a version': 'error v40.0.16 unsupported',
    'an amount': 'invalid amount 40016.50',
    'a thousand': 'error 40,016 rows',
    'a time': 'timeout error: 40001ms',
    'a post code': 'post code: 40029',
    'a verification code': 'your verification code: 40029',
    'an exit code': 'exit code=40001',
    'digits in a word': 'error abc40001def',
    'a file': 'bash: ./run.sh: Permission denied',
    'a failure of another program': 'ENOENT: no such file or directory, open menu.yaml',
    'a sentence': 'all is well',
    'another system error': 'a system error in the kernel was logged',
    'a percentage': 'error 40001%',
  },
  async (text) => expect(await explained(text)).toEqual([]),
)

describe('several errors in a text', () => {
  test('are told in order, each once', async () => {
    const text = [
      '用户反馈：该公众号提供的服务出现故障，请稍后再试',
      '{"errcode":40164,"errmsg":"invalid ip 1.2.3.4, not in whitelist"}',
      'config:invalid signature',
      'redirect_uri 参数错误',
      '该公众号暂时无法提供服务',
      'WeChatAPIError: invalid appid',
    ].join('\n')
    expect(await explained(text)).toEqual([
      'SERVICE_UNAVAILABLE',
      40164,
      'JSSDK_INVALID_SIGNATURE',
      10003,
      40013,
    ])
  })

  test('the address and the rid are read out of it', async () => {
    const { stdout } = await wxadmin(['explain', '--json'], {
      stdin: 'access clientip is not registered requestIP: 1.2.3.4 rid: 1-2-3',
    })
    expect(JSON.parse(stdout)).toMatchObject([{ code: 61004, rid: '1-2-3', addresses: ['1.2.3.4'] }])
    expect(stdout).toContain('add 1.2.3.4 in')
  })
})

describe('a text given as words', () => {
  test.each<[string[], Code]>([
    [['redirect_uri', '参数错误'], 10003],
    [['config:invalid', 'signature'], 'JSSDK_INVALID_SIGNATURE'],
    [['jssdk_invalid_signature'], 'JSSDK_INVALID_SIGNATURE'],
    [['-106', 'token', 'check', 'fail'], -106],
    [['40029', '是什么'], 40029],
  ])('%j', async (words, code) => {
    const { stdout } = await wxadmin(['explain', '--json', '--', ...words])
    expect(JSON.parse(stdout)).toMatchObject([{ code, known: true }])
  })

  test('numbers that are no codes are no errors either', async () => {
    expect((await wxadmin(['explain', '40016', 'lines', 'in', '40017', 'ms'])).code).toBe(65)
  })
})

describe('every text of the table', () => {
  const rows = Object.entries(pageTexts).flatMap(([name, row]) =>
    [...row.texts, ...('alone' in row ? row.alone : [])].map(
      (text) => [text.replaceAll('*', ''), name] as const,
    ),
  )
  test.each(rows)('%s is found: %s', async (text, name) => expect(await explained(text)).toContain(name))

  test.each(Object.entries(pageTexts))(
    '%s says meaning, cause and fix in both languages',
    async (name, row) => {
      for (const [lang, words] of [
        ['en', ['Meaning', 'Cause', 'What to do']],
        ['zh', ['含义', '原因', '处理']],
      ] as const) {
        const { code, stdout } = await wxadmin(['explain', name, '--lang', lang])
        expect(code).toBe(0)
        for (const word of [name, ...words, row.meaning[lang], row.cause[lang], row.fix[lang]])
          expect(stdout).toContain(word)
      }
      expect(row.cause.en).toMatch(/^[A-Za-z].*\.\)?$/)
      expect(row.cause.zh).toMatch(/。$/)
      expect(row.fix.en).not.toMatch(/\.$/)
      expect(row.fix.zh).not.toMatch(/。$|您/)
      expect(row.cause.zh + row.fix.zh).not.toMatch(/\p{Script=Han} \p{Script=Han}/u)
    },
  )
})
