import { describe, expect, test } from 'vitest'
import { allErrcodes, lookUpErrcode } from '../../../src/wechat/errcodes/errcodes'
import { readErrmsg } from '../../../src/wechat/errcodes/errmsg'
import { errorsInText } from '../../../src/wechat/errcodes/errors-in-text'
import { consoleMessages } from '../../../src/wechat/errcodes/remedies/callback'
import { adviceAt, remedyAreas, remedyFor } from '../../../src/wechat/errcodes/remedies/remedies'
import type { Advice, Remedies } from '../../../src/wechat/errcodes/remedies/remedy'
import { menuErrcodes } from '../../../src/wechat/menu/rules'
import { pageAddress, pages } from '../../../src/wechat/pages'

// @module-tag slow

const HAN = /\p{Script=Han}/u
const areas = Object.entries<Remedies>(remedyAreas)
const remedied = areas.flatMap(([, area]) =>
  Object.entries(area).map(([code, remedy]) => ({ code: Number(code), remedy })),
)

describe('the table of errcodes', () => {
  test('holds every published code once, in order, with both meanings', () => {
    const all = allErrcodes()
    expect(all).toHaveLength(578)
    expect(all.map(({ code }) => code)).toEqual(
      [...new Set(all.map(({ code }) => code))].sort((a, b) => a - b),
    )
    for (const { code, zh, en } of all) {
      expect(Number.isInteger(code), `${code}`).toBe(true)
      expect(zh, `${code}`).toMatch(HAN)
      expect(en.trim(), `${code}`).not.toBe('')
      expect(en, `${code}`).not.toMatch(HAN)
    }
  })

  test('is searched by the whole code', () => {
    expect(lookUpErrcode(40164)).toEqual({
      code: 40164,
      errmsg: 'invalid ip, not in whitelist',
      zh: '来源 IP 不在白名单',
      en: 'client ip not in the whitelist',
    })
    expect(lookUpErrcode(-1)?.errmsg).toBe('system error')
    expect(lookUpErrcode(-1000)?.code).toBe(-1000)
    expect(lookUpErrcode(0)?.errmsg).toBe('ok')
    expect(lookUpErrcode(268487002)?.errmsg).toBe('')
    for (const code of [4016, 164, 1, -10, 40164.5, 999999])
      expect(lookUpErrcode(code), `${code}`).toBeUndefined()
    for (const row of allErrcodes()) expect(lookUpErrcode(row.code)).toEqual(row)
  })

  test('keeps the backslashes of the official text', () => {
    expect(lookUpErrcode(47002)?.errmsg).toContain('(\\uxxxx\\uxxxx)')
  })
})

describe('the remedies', () => {
  test('cover at least 130 codes, each in one area', () => {
    const codes = remedied.map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes.length).toBeGreaterThanOrEqual(130)
  })

  test('are for codes that exist', () => {
    for (const { code } of remedied)
      expect(lookUpErrcode(code) ?? consoleMessages[code], `${code}`).toBeDefined()
  })

  test.each(
    remedied.flatMap(({ code, remedy }) => [
      [code, remedy] as const,
      ...(remedy.at ?? []).map((at) => [code, at] as const),
    ]),
  )('%d says cause and fix in both languages', (_, { cause, fix, docs }: Advice) => {
    for (const words of [cause, fix]) {
      expect(words.en.length).toBeGreaterThan(2)
      expect(words.zh.length).toBeGreaterThan(2)
      expect(holes(words.en)).toEqual(holes(words.zh))
      expect(['address', 'rid', 'path', 'appid', 'account', 'setSecret', 'setAppid']).toEqual(
        expect.arrayContaining(holes(words.en)),
      )
    }
    expect(cause.en).toMatch(/^[A-Za-z].*[.)]$/s)
    expect(cause.zh).toMatch(/[。）]$/)
    expect(cause.zh).toMatch(HAN)
    expect(fix.en).not.toMatch(/[.。]$/)
    expect(fix.zh).not.toMatch(/[.。]$/)
    if (docs) expect(Object.values(pages)).toContain(docs)
  })

  test('know every refusal that the menu rules name', () => {
    const codes = Object.values(menuErrcodes).flatMap((value) =>
      typeof value === 'number' ? [value] : Object.values(value),
    )
    for (const code of codes) expect(remedyFor(code), `${code}`).toBeDefined()
  })

  test('tell apart what a code means at one endpoint and at another', () => {
    expect(adviceAt(40001, '/cgi-bin/token')?.cause.en).toContain('AppSecret')
    expect(adviceAt(40001, '/cgi-bin/stable_token')?.cause.en).toContain('AppSecret')
    expect(adviceAt(40001, '/cgi-bin/menu/get')?.cause.en).toContain('access token')
    expect(adviceAt(40001, '/cgi-bin/tokenizer')?.cause.en).not.toContain('AppSecret')
    expect(adviceAt(40007, '/cgi-bin/draft/update')?.cause.en).toContain('required field')
    expect(adviceAt(48001, '/cgi-bin/menu/create')?.cause.en).toContain('verified')
    expect(adviceAt(48001, '/cgi-bin/user/info')).toBe(remedyFor(48001))
    expect(adviceAt(12345, '/cgi-bin/token')).toBeUndefined()
  })

  test('name pages of the official documentation', () => {
    for (const page of Object.values(pages)) expect(URL.canParse(pageAddress(page))).toBe(true)
    expect(pageAddress(pages.menuCreate)).toBe(
      'https://developers.weixin.qq.com/doc/service/api/custommenu/api_createcustommenu.html',
    )
  })
})

describe('an errmsg', () => {
  test.each([
    [
      'invalid button size rid: 61725984-6126f6f9-040f19c4',
      { text: 'invalid button size', rid: '61725984-6126f6f9-040f19c4' },
    ],
    [
      'code been used, rid: 61725984-6126f6f9-040f19c4',
      { text: 'code been used', rid: '61725984-6126f6f9-040f19c4' },
    ],
    [
      'data format error hint: [abc_1] rid: 61725984-6126f6f9-040f19c4',
      { text: 'data format error', rid: '61725984-6126f6f9-040f19c4' },
    ],
    ['invalid credential hint: [wX.1ha0123]', { text: 'invalid credential' }],
    [
      'invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist rid: 61725984-6126f6f9-040f19c4',
      {
        text: 'invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist',
        rid: '61725984-6126f6f9-040f19c4',
        address: '1.2.3.4',
      },
    ],
    [
      'invalid ip 240e:1:2::9, not in whitelist',
      { text: 'invalid ip 240e:1:2::9, not in whitelist', address: '240e:1:2::9' },
    ],
    [
      'invalid ip ::ffff:9.8.7.6, not in whitelist',
      { text: 'invalid ip ::ffff:9.8.7.6, not in whitelist', address: '9.8.7.6' },
    ],
    ['two\nlines\u0007 and a bell', { text: 'two lines and a bell' }],
    ['version 1.2.3.4', { text: 'version 1.2.3.4' }],
    ['', { text: '' }],
  ])('%j', (errmsg, read) => {
    expect(readErrmsg(errmsg)).toEqual(read)
  })

  test('is cut where it is longer than a line should be', () => {
    expect(readErrmsg('x'.repeat(5000)).text).toBe(`${'x'.repeat(200)}…`)
  })
})

describe('errcodes are found in', () => {
  const rid = '61725984-6126f6f9-040f19c4'
  const plain = (...codes: number[]) => codes.map((code) => ({ code, addresses: [] }))
  test.each<[string, string, unknown]>([
    [
      'an answer',
      `{"errcode":40016,"errmsg":"invalid button size rid: ${rid}"}`,
      [{ code: 40016, rid, addresses: [] }],
    ],
    [
      'an answer with its keys the other way round',
      `{"errmsg":"invalid x rid: ${rid}", "errcode" : 40016}`,
      [{ code: 40016, rid, addresses: [] }],
    ],
    [
      'an answer over several lines',
      `{\n "errcode": 40016,\n "errmsg": "x rid: ${rid}"\n}`,
      [{ code: 40016, rid, addresses: [] }],
    ],
    [
      'an answer inside a JSON log',
      '{"msg":"{\\"errcode\\":40164,\\"errmsg\\":\\"invalid ip 1.2.3.4, not in whitelist\\"}"}',
      [{ code: 40164, addresses: ['1.2.3.4'] }],
    ],
    ['an errcode as text', '{"errcode":"48001"}', plain(48001)],
    ['other spellings', 'errcode=40001; ErrCode: 40013, err_code 45009', plain(40001, 40013, 45009)],
    ['a negative one', '{"errcode":-1,"errmsg":"system error"}', plain(-1)],
    ['an unlisted one', '{"errcode":123456}', plain(123456)],
    ['an error of ours', '{"error":{"code":"WECHAT_40164","exitCode":4}}', plain(40164)],
    [
      'an error of ours for people',
      'Error: menu/create: WeChat answered 40018 invalid button name size',
      plain(40018),
    ],
    [
      'an error of ours in Chinese',
      '错误：menu/create：微信返回 40018 invalid button name size',
      plain(40018),
    ],
    [
      'the words of SDKs',
      'WxErrorException: 错误代码：40164, 错误信息：x\nError code: 40013, message: y\n[40125] invalid appsecret',
      plain(40164, 40013, 40125),
    ],
    [
      'known codes by themselves, where the line speaks of an error',
      'push failed with 40164, also 48001.\n48003 rows in 40001 ms\nfailed on port 40013 after 45009 ms',
      plain(40164, 48001),
    ],
    ['a list of numbers', '40164 48001\n-1, 40164', plain(40164, 48001, -1)],
    ['an errmsg alone', 'the server said: Invalid button name size', plain(40018)],
    ['an errmsg that two codes share', 'invalid template_id', plain(40037, 40081)],
    ['nothing but success', '{"errcode":0,"errmsg":"ok"}', plain(0)],
    ['a mixture of success and failure', '{"errcode":0,"errmsg":"ok"} {"errcode":40013}', plain(40013)],
    ['a log without any', '2024-01-01 10:00:00 listening on port 40001, exit code 1', []],
    ['nothing', '', []],
  ])('%s', (_, text, found) => {
    expect(errorsInText(text)).toEqual(found)
  })

  test('a log: each once, in order, with the latest rid and every address', () => {
    const line = (code: number, ip: string, last: string) =>
      `10.0.0.1 - 2024 {"errcode":${code},"errmsg":"invalid ip ${ip}, not in whitelist rid: ${last}"}`
    const log = [
      line(40164, '1.1.1.1', '1-1-1'),
      line(40001, '9.9.9.9', '2-2-2'),
      line(40164, '2.2.2.2', '3-3-3'),
      line(40164, '1.1.1.1', '4-4-4'),
    ]
    expect(errorsInText(log.join('\n'))).toEqual([
      { code: 40164, rid: '4-4-4', addresses: ['1.1.1.1', '2.2.2.2'] },
      { code: 40001, rid: '2-2-2', addresses: ['9.9.9.9'] },
    ])
  })

  describe('a text that is made to take long, all the same', () => {
    const MANY = 4 * 1024 * 1024
    const filled = (text: string) => text.repeat(Math.floor(MANY / text.length))
    test.each<[string, string, number]>([
      ['on one line', filled('errcode=40001 '), 1],
      ['objects that are not closed', filled('{"errcode":40001 '), 1],
      ['a key and nothing behind it', `errcode${' '.repeat(MANY)}x`, 0],
      ['numbers alone', filled('40001 '), 1],
      ['numbers and a letter', `${filled('40001 ')}x`, 0],
      ['all kinds of codes', Array.from({ length: 300_000 }, (_, at) => `errcode=${at + 1} `).join(''), 200],
      ['the words of SDKs', filled('error: 40001 '), 1],
      ['numbers by themselves', `error 1 ${filled('x 40001 ')}`, 0],
      ['the beginnings of rids', `errcode=40001 ${filled(' rid: ')}`, 1],
      ['the beginnings of hints', `errcode=40001 ${filled('hint: [')}`, 1],
      ['the beginnings of addresses', `errcode=40001 ${filled('ip::::')}`, 1],
      ['an errmsg alone', filled('invalid button name size '), 1],
    ])('%s', (_, text, count) => {
      expect(errorsInText(text)).toHaveLength(count)
    })

    test('an errmsg of blanks', () => {
      for (const part of [' ', ', ', ' rid:', 'hint: [', 'ip:'])
        expect(readErrmsg(filled(part)).text.length).toBeLessThanOrEqual(201)
    })
  })

  test('what is far away does not belong to a code', () => {
    const far = (gap: number) => `errcode=40164 ${' '.repeat(gap)} ip 1.2.3.4 rid: 1-2-3`
    expect(errorsInText(far(100))).toEqual([{ code: 40164, rid: '1-2-3', addresses: ['1.2.3.4'] }])
    expect(errorsInText(far(3000))).toEqual(plain(40164))
  })

  test('a large log, without taking long', () => {
    const noise = '2024-01-01 10:00:00 GET /cgi-bin/menu/get 200 {"a":[1,2,3]}\n'.repeat(100_000)
    const start = performance.now()
    expect(errorsInText(`${noise}{"errcode":40164}`)).toEqual(plain(40164))
    expect(errorsInText(noise)).toEqual([])
    expect(performance.now() - start).toBeLessThan(5000)
  })
})

function holes(text: string): string[] {
  return [...text.matchAll(/\{[$!]?(\w+)\}/g)].map(([, name = '']) => name).sort()
}
