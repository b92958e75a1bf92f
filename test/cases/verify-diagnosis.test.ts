import type { Socket } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { expect } from 'vitest'
import { send, serving, textPush } from '../commands/endpoint/serve-world'
import { world } from '../commands/endpoint/trigger-world'
import { verified } from '../commands/endpoint/verify-endpoints'
import { rawServer, whole } from '../support/raw-server'
import { kind } from './kind'

// @module-tag slow

/** Whom a reply is for. */
interface Users {
  readonly to: string
  readonly from: string
}

interface Bad {
  readonly cause: string
  /** Beside it others may be told. */
  readonly answer: (users: Users, socket: Socket) => unknown
  /** In either language. */
  readonly en?: RegExp
  readonly zh?: RegExp
  readonly level?: 'warning'
}

const head = ({ to, from }: Users) =>
  `<ToUserName>${to}</ToUserName><FromUserName>${from}</FromUserName><CreateTime>1700000000</CreateTime>`
const text = (users: Users, content = '<![CDATA[你好]]>') =>
  `<xml>${head(users)}<MsgType>text</MsgType><Content>${content}</Content></xml>`

/** A reply as its body; undefined: the answer was written already. */
const bad = (cause: string, body: (users: Users) => string | Buffer, more: Partial<Bad> = {}): Bad => ({
  cause,
  ...more,
  answer: (users, socket) => socket.end(whole(body(users))),
})

const packed = (pack: (text: string) => Buffer, encoding: string, named = true): Bad => ({
  cause: 'compressed',
  en: new RegExp(`^the answer is compressed \\(${encoding}\\), which was not asked for`),
  zh: new RegExp(`^应答经过压缩（${encoding}）`),
  answer: (users, socket) =>
    socket.end(whole(pack(text(users)), named ? { 'Content-Encoding': encoding } : {})),
})

/** What the three commands say of an endpoint whose answers to pushes are bad: cause and sentence. */
async function told({ answer }: Bad, language: 'en' | 'zh') {
  const { url } = await rawServer(({ method, query, body }, socket) => {
    if (method === 'GET') return void socket.end(whole(query.get('echostr') ?? ''))
    const name = (element: string) => new RegExp(`<${element}>(?:<!\\[CDATA\\[)?(\\w+)`).exec(body)?.[1] ?? ''
    answer({ to: name('FromUserName'), from: name('ToUserName') }, socket)
  })
  const more = ['--lang', language] as const
  const verify = async () => {
    const { checks } = await verified(url, undefined, more)
    return checks
      .filter(({ check, level }) => check === 'text' && level !== 'ok')
      .map(({ cause, code, message }) => ({ cause: cause ?? code, message }))
  }
  const trigger = async () => {
    const { code, stdout, stderr } = await world().run(['trigger', 'text', '--to', url, '--json', ...more])
    const { reply } = JSON.parse(stdout)
    const { error } = stderr === '' ? { error: undefined } : JSON.parse(stderr)
    const findings: { cause: string; message: string }[] = reply?.findings ?? [error]
    return { code, findings: findings.map(({ cause, message }) => ({ cause, message })) }
  }
  const forward = async () => {
    const { stdout } = await serving(['--forward-to', url, '--json', ...more], async (here) => {
      await send(here, textPush('hi'))
    })
    const events = stdout.split('\n').filter(Boolean)
    const push = events.map((line) => JSON.parse(line)).find(({ type }) => type === 'push')
    return push.notes as { cause: string; message: string }[]
  }
  const [byVerify, byTrigger, byServe] = await Promise.all([verify(), trigger(), forward()])
  return { byVerify, byTrigger, byServe }
}

const first = <One>(list: readonly One[], cause: string, is: (one: One) => string): One => {
  const found = list.find((one) => is(one) === cause)
  if (!found) throw new Error(`no ${cause} in ${JSON.stringify(list)}`)
  return found
}

/** All three name the same cause, in the same words. */
async function check(row: Bad): Promise<void> {
  for (const language of ['en', 'zh'] as const) {
    const { byVerify, byTrigger, byServe } = await told(row, language)
    const causes = [byVerify, byTrigger.findings, byServe].map(
      (list) => first(list, row.cause, ({ cause }) => String(cause)).message,
    )
    const [verify = '', trigger = '', serve = ''] = causes
    // An error of the whole call names the address before it.
    const sentence = trigger.replace(/^http\S+ (?:did not answer: |没有应答：)/, '')
    expect(verify.startsWith(sentence)).toBe(true)
    expect(serve.toLowerCase()).toContain(sentence.toLowerCase())
    expect(sentence).toMatch(row[language] ?? /./)
    expect(byTrigger.code).toBe(
      row.level === 'warning' ? 0 : ['dropped', 'not-http'].includes(row.cause) ? 6 : 5,
    )
  }
}

const short =
  (declared: (body: string) => number): Bad['answer'] =>
  (users, socket) => {
    const body = text(users)
    socket.end(whole(body, { 'Content-Length': String(declared(body)) }))
  }

kind(
  'a Content-Length that is smaller than the body is named, and that characters may be meant',
  {
    'text.length of a Chinese text': {
      cause: 'length-short',
      answer: short((body) => body.length),
      en: /^Content-Length is smaller than the body: often characters in place of bytes/,
      zh: /^Content-Length 小于应答体：通常是把字符数当作了字节数/,
    },
    'one byte too few': { cause: 'length-short', answer: short((body) => Buffer.byteLength(body) - 1) },
    'the length of success, and a reply': { cause: 'length-short', answer: short(() => 7) },
    'no length, and a body': { cause: 'length-short', answer: short(() => 0) },
    'the rest in a packet of its own': {
      cause: 'length-short',
      answer: (users, socket) => {
        const bytes = whole(text(users), { 'Content-Length': '10' })
        const end = bytes.indexOf('<xml>') + 10
        socket.write(bytes.subarray(0, end))
        setTimeout(() => socket.end(bytes.subarray(end)), 1)
      },
    },
  } satisfies Record<string, Bad>,
  async (row, name) => {
    // While a connection is kept, nobody waits for what comes behind an answer.
    if (!name.includes('packet')) return check(row)
    const { url } = await rawServer(({ method, query }, socket) => {
      if (method === 'GET') socket.end(whole(query.get('echostr') ?? ''))
      else row.answer({ to: 'a', from: 'b' }, socket)
    })
    expect((await verified(url)).found('length-short')).toMatchObject({ check: 'text', level: 'error' })
  },
)

kind(
  'a compressed reply is named as such by every command',
  {
    gzip: packed(gzipSync, 'gzip'),
    deflate: packed(deflateSync, 'deflate'),
    br: packed(brotliCompressSync, 'br'),
    'gzip, of which the head says nothing': packed(gzipSync, 'gzip', false),
    'deflate, of which the head says nothing': packed(deflateSync, 'deflate', false),
  },
  check,
)

const gbk = Buffer.from('c4e3bac3cac0bde7', 'hex') // 你好世界
const around = (users: Users, bytes: Buffer): Buffer => {
  const [before = '', after = ''] = text(users, '|').split('|')
  return Buffer.concat([Buffer.from(before), bytes, Buffer.from(after)])
}

kind(
  'what is wrong with a reply has a name of its own',
  {
    'a document in a document': bad('reply-nested', (users) => `<xml>${text(users)}</xml>`, {
      en: /^a second <xml> stands inside the first, at line 1, column 6$/,
      zh: /^第 1 行第 6 列，<xml> 中又有一个 <xml>$/,
    }),
    'a document in an element': bad('reply-nested', (users) => text(users, text(users))),
    ']]> in a text': bad('reply-cdata-end', (users) => text(users, '<![CDATA[a]]>b]]>')),
    ']]> at the end of a text': bad('reply-cdata-end', (users) => text(users, '<![CDATA[a]]>]]>')),
    'two documents': bad('reply-twice', (users) => `${text(users)}\n${text(users)}`),
    'two documents with declarations': bad(
      'reply-twice',
      (users) => `<?xml version="1.0"?>${text(users)}<?xml version="1.0"?>${text(users)}`,
    ),
    'success behind the document': bad('reply-trailing', (users) => `${text(users)}success`),
    'a debug line behind it': bad('reply-trailing', (users) => `${text(users)}\n[debug] 3 ms`),
    'a text cut in a character': bad('cut-character', (users) =>
      around(users, Buffer.from('你好').subarray(0, 5)),
    ),
    'a text cut at its beginning': bad('cut-character', (users) =>
      around(users, Buffer.from('你好').subarray(1)),
    ),
    'a body cut in a character': bad('cut-character', (users) =>
      Buffer.from(text(users)).subarray(0, Buffer.from(text(users)).indexOf('好') + 2),
    ),
    'an emoji cut in half': bad('cut-character', (users) =>
      around(users, Buffer.from('好😀').subarray(0, 5)),
    ),
    'U+FFFD': bad('reply-replacement', (users) => text(users, '你\ufffd'), { level: 'warning' }),
    'HTTP headers in the body': bad(
      'reply-http-headers',
      (users) =>
        `HTTP/1.0 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\nServer: a-bot\r\n\r\n${text(users)}`,
    ),
    'header fields in the body': bad(
      'reply-http-headers',
      (users) => `Content-Type: text/xml; charset=utf-8\nServer: a bot of somebody\n\n${text(users)}`,
    ),
    'a literal \\n': bad('reply-newline-literal', (users) => text(users, '第一行\\n第二行'), {
      level: 'warning',
    }),
    'a literal \\r\\n': bad('reply-newline-literal', (users) => text(users, '<![CDATA[a\\r\\nb]]>'), {
      level: 'warning',
    }),
    'a BOM': bad('reply-bom', (users) => `\ufeff${text(users)}`),
    'a page': bad('reply-html', () => '<!doctype html><html><body>oops</body></html>'),
    'an error of the API': bad('reply-json', () => '{"errcode":40001,"errmsg":"x"}'),
    GBK: bad('gbk', (users) => around(users, gbk)),
    'one character of GBK': bad('gbk', (users) => around(users, gbk.subarray(0, 2))),
    'Latin-1': bad('not-utf8', (users) => around(users, Buffer.from('né', 'latin1'))),
    'an empty text': bad('reply-field-missing', (users) => text(users, '<![CDATA[]]>')),
    'no MediaId': bad(
      'reply-field-missing',
      (users) => `<xml>${head(users)}<MsgType>image</MsgType><Image></Image></xml>`,
    ),
    'a root in capitals': bad('reply-root', (users) => text(users).replaceAll(/(<\/?)xml>/g, '$1XML>')),
    'elements in lower case': bad('reply-element-case', (users) =>
      text(users).replaceAll('ToUserName', 'tousername'),
    ),
    'users as in the push': bad('reply-users-not-swapped', ({ to, from }) => text({ to: from, from: to })),
    'no CreateTime': bad('reply-element-missing', (users) =>
      text(users).replace(/<CreateTime>.*<\/CreateTime>/, ''),
    ),
  },
  check,
)

kind(
  'an answer that began and did not end well is named with what came of it',
  {
    'closed in the middle, by its length': {
      cause: 'answer-cut-length',
      answer: (_, socket) => socket.end(whole('<xml>', { 'Content-Length': '300' })),
      en: /^the connection was closed in the middle of the answer, after 5 of 300 bytes$/,
      zh: /^应答中途连接被关闭，只收到 5 字节，Content-Length 为 300$/,
    },
    'closed in the middle of its chunks': {
      cause: 'answer-cut',
      answer: (_, socket) =>
        socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<xml>\r\n'),
      en: /after 5 bytes$/,
    },
    'closed in the middle of its head': {
      cause: 'answer-cut',
      answer: (_, socket) => socket.end('HTTP/1.1 200 OK\r\nContent-'),
    },
    'reset in the middle': {
      cause: 'answer-cut-length',
      answer: (_, socket) =>
        socket.write(whole('<xml>', { 'Content-Length': '300' }), () =>
          setTimeout(() => socket.resetAndDestroy(), 30),
        ),
    },
    'no answer at all': { cause: 'dropped', answer: (_, socket) => socket.destroy() },
    'something that is no HTTP': { cause: 'not-http', answer: (_, socket) => socket.end('SSH-2.0-x\r\n') },
  } satisfies Record<string, Bad>,
  check,
)

kind(
  'an answer that began is told from one that never came',
  {
    'written and not ended': {
      cause: 'answer-unfinished',
      answer: (users, socket) =>
        socket.write(
          `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n13\r\n${text(users).slice(0, 19)}\r\n`,
        ),
      en: /^the answer began \(19 bytes\) and was never ended$/,
      zh: /^应答已开始（19 字节），但一直没有结束$/,
    },
    'a Content-Length of 40 for 19 bytes': {
      cause: 'answer-unfinished-length',
      answer: (users, socket) => socket.write(whole(text(users).slice(0, 19), { 'Content-Length': '40' })),
      en: /^the answer began \(19 bytes\) and was never ended: Content-Length says 40$/,
    },
    nothing: {
      cause: 'timeout',
      answer: () => undefined,
      en: /^no answer within/,
    },
  } satisfies Record<string, Bad>,
  async ({ cause, answer, en }) => {
    const { byVerify, byTrigger, byServe } = await told({ cause, answer }, 'en')
    for (const list of [byVerify, byTrigger.findings, byServe])
      expect(first(list, cause, (one) => String(one.cause)).message).toMatch(
        new RegExp(`(?:^|: )${en?.source.slice(1)}`.replace(/\$$/, '(?:$|\\. )'), 'i'),
      )
    expect(byTrigger.code).toBe(cause === 'timeout' ? 6 : 5)
  },
)
