import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { seedUsers } from '../../../src/sandbox/state'
import { pushTypes } from '../../../src/wechat/messages/types'
import { keys, wxadminWithPerson } from '../../support/person'
import { AES_KEY, closedPort, endpoint, reply, sealed, TOKEN, textTo, world } from './trigger-world'

// @module-tag slow

describe('a push of a type', () => {
  test('arrives signed, and its reply is drawn on stdout', async () => {
    const { url, received } = await endpoint()
    const { code, stdout, stderr } = await world().run(['trigger', 'text', '--to', url])
    expect(code).toBe(0)
    expect(stdout).toBe('text  a text\n  Content  hello\n')
    expect(stderr).toMatch(
      /^text → http:\/\/127.0.0.1:\d+\/wechat \(plain\)\nHTTP 200 after \d+ ms\nWeChat would take/,
    )
    const [one] = received
    expect(one?.push).toMatchObject({ type: 'text', FromUserName: seedUsers()[0]?.openid })
    expect(one?.query.get('openid')).toBe(seedUsers()[0]?.openid)
    expect(one?.request.headers).toMatchObject({ 'content-type': 'text/xml', 'user-agent': 'Mozilla/4.0' })
  })

  test('is new each time', async () => {
    const { url, received } = await endpoint()
    const { run } = world()
    await run(['trigger', 'text', '--to', url])
    await run(['trigger', 'text', '--to', url])
    const ids = received.map(({ push }) => push.MsgId)
    expect(new Set(ids).size).toBe(2)
    for (const id of ids) expect(BigInt(id ?? 0) >> 63n).toBe(0n)
  })

  test.each(['safe', 'compat'])('is encrypted in %s mode, and its reply decrypted', async (mode) => {
    const { url, received } = await endpoint((one) => sealed(textTo(one, '你好')))
    const { code, stdout } = await world().run(['trigger', 'CLICK', '--to', url, '--mode', mode, '--json'])
    expect(code).toBe(0)
    expect(received[0]?.push.type).toBe('event/CLICK')
    expect(received[0]?.body.includes('<Event>')).toBe(mode === 'compat')
    expect(JSON.parse(stdout)).toMatchObject({
      type: 'event/CLICK',
      to: url,
      mode,
      push: received[0]?.xml,
      attempts: [{ status: 200 }],
      reply: { type: 'text', encrypted: true, fields: { Content: '你好' }, findings: [] },
    })
  })

  test('is kept with the query of the address', async () => {
    const { url, received } = await endpoint()
    expect((await world().run(['trigger', 'text', '--to', `${url}?app=1`])).code).toBe(0)
    expect(received[0]?.query.get('app')).toBe('1')
  })

  test('may be answered with nothing', async () => {
    for (const nothing of ['success', '']) {
      const { url } = await endpoint(() => nothing)
      const { code, stdout, stderr } = await world().run(['trigger', 'text', '--to', url, '--lang', 'zh'])
      expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
      expect(stderr).toContain('用户不会收到消息')
    }
  })
})

describe('every kind of reply is drawn', () => {
  const article = (number: number) => ({
    Title: `Title ${number}`,
    Description: 'what it is about',
    PicUrl: 'https://example.com/a.png',
    Url: `https://example.com/${number}`,
  })
  test.each([
    [
      { MsgType: 'text', Content: 'one\ntwo\u001b[31m' },
      'text  a text\n  Content  one\n           two\ufffd[31m\n',
    ],
    [{ MsgType: 'image', Image: { MediaId: 'M1' } }, 'image  an image\n  MediaId  M1\n'],
    [
      { MsgType: 'music', Music: { Title: 'S', ThumbMediaId: 'T' } },
      'music  a song\n  Title         S\n  ThumbMediaId  T\n',
    ],
    [
      { MsgType: 'transfer_customer_service', TransInfo: { KfAccount: 'a@b' } },
      'transfer_customer_service  a hand-over to customer service\n  KfAccount  a@b\n',
    ],
    [
      { MsgType: 'news', Articles: [article(1), article(2)] },
      [1, 2].reduce(
        (text, number) =>
          `${text}  ${number}. Title ${number}\n     Description  what it is about\n     PicUrl       https://example.com/a.png\n     Url          https://example.com/${number}\n`,
        'news  articles\n',
      ),
    ],
  ] as const)('%j', async (passive, drawn) => {
    const { url } = await endpoint(({ push }) => reply(passive, push))
    const { code, stdout } = await world().run(['trigger', 'CLICK', '--to', url])
    expect({ code, stdout }).toEqual({ code: 0, stdout: drawn })
  })
})

describe('--list', () => {
  test('names every type with what it is', async () => {
    const { code, stdout, stderr } = await world().run(['trigger', '--list'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout.trimEnd().split('\n')).toHaveLength(pushTypes.length + 1)
    expect(stdout).toContain('CLICK  ')
    const json = JSON.parse((await world().run(['trigger', '--list', '--json'])).stdout)
    expect(json.map(({ name }: { name: string }) => name)).toEqual(pushTypes.map(({ name }) => name))
  })

  test('gives names that are understood', async () => {
    const { url } = await endpoint()
    const { run } = world()
    const { stdout } = await run(['trigger', '--list'])
    const names = stdout
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(' ')[0] ?? '')
    expect(names).toContain('LOCATION')
    for (const name of ['LOCATION', 'location', 'subscribe-qr'])
      expect((await run(['trigger', name, '--to', url])).code).toBe(0)
  })
})

describe('a type that there is not', () => {
  test('is told with the one that may be meant', async () => {
    const { code, stdout, stderr } = await world().run(['trigger', 'subscrib'])
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
    expect(stderr).toContain('Try: wxadmin trigger subscribe')
    const zh = await world().run(['trigger', 'qqqqqq', '--lang', 'zh'])
    expect(zh.stderr).toContain('没有名为 qqqqqq 的消息或事件')
    expect(zh.stderr).toContain('wxadmin trigger --list')
  })

  test('has to be given where nobody can be asked', async () => {
    const { code, stderr } = await world().run(['trigger'])
    expect(code).toBe(64)
    expect(stderr).toContain('--list')
  })

  test('is chosen at a terminal', async () => {
    const { url, received } = await endpoint()
    const { cwd, env } = world()
    const steps = [{ sees: 'Which push?', types: `${keys.down}${keys.enter}` }]
    const { code } = await wxadminWithPerson(['trigger', '--to', url], steps, { cwd, env })
    expect(code).toBe(0)
    expect(received[0]?.push.type).toBe(pushTypes[1]?.type)
  })
})

describe('--set', () => {
  const set = async (type: string, ...settings: string[]) => {
    const { url, received } = await endpoint(() => 'success')
    const argv = ['trigger', type, '--to', url, ...settings.flatMap((one) => ['--set', one])]
    const outcome = await world().run(argv)
    return { ...outcome, xml: received[0]?.xml ?? '', push: received[0]?.push }
  }

  test('changes fields at every depth, and numbers stay bare', async () => {
    const { code, xml, stderr } = await set(
      'pic_weixin',
      'SendPicsInfo.PicList.item.0.PicMd5Sum=aa=bb',
      'SendPicsInfo.PicList.item.1.PicMd5Sum=second',
      'SendPicsInfo.Count=2',
      'FromUserName=oSomebody',
      'CreateTime=1700000000',
    )
    expect(code).toBe(0)
    expect(xml).toContain(
      '<item><PicMd5Sum><![CDATA[aa=bb]]></PicMd5Sum></item><item><PicMd5Sum><![CDATA[second]]>',
    )
    expect(xml).toContain('<Count>2</Count>')
    expect(xml).toContain(
      '<FromUserName><![CDATA[oSomebody]]></FromUserName><CreateTime>1700000000</CreateTime>',
    )
    expect(stderr).not.toContain('documented')
  })

  test('keeps all digits of an id, empties, and counts the first element of a list by itself', async () => {
    const text = await set('text', 'MsgId=18446744073709551615', 'Content=')
    expect(text.xml).toContain('<Content><![CDATA[]]></Content><MsgId>18446744073709551615</MsgId>')
    expect((await set('pic_weixin', 'SendPicsInfo.PicList.item.PicMd5Sum=x')).xml).toContain(
      '<item><PicMd5Sum><![CDATA[x]]></PicMd5Sum></item>',
    )
  })

  test('knows fields that the example leaves out, and adds others with a note', async () => {
    const known = await set('voice', 'Recognition=hi')
    expect(known.xml).toContain('<Recognition><![CDATA[hi]]></Recognition>')
    expect(known.stderr).not.toContain('documented')
    const added = await set('text', 'Extra.Inner.0.Name=x', '__proto__=p')
    expect(added.xml).toContain(
      '<Extra><Inner><Name><![CDATA[x]]></Name></Inner></Extra><__proto__><![CDATA[p]]>',
    )
    expect(added.stderr).toContain('Extra.Inner.0.Name is not a documented field of text')
  })

  test.each([
    ['Content', 'Content is not path=value'],
    ['=x', '=x is not path=value'],
    ['MsgId=abc', 'MsgId is a number, and abc is none'],
    ['CreateTime=1.5', 'CreateTime is a number, and 1.5 is none'],
    ['Content.deeper=1', 'Content has no fields of its own'],
    ['a b=1', 'a b cannot be the name of an element'],
    ['1=1', 'cannot be the name of an element'],
    [`${'a.'.repeat(20)}b=1`, 'a path has 15 names at most'],
  ])('refuses %s', async (setting, told) => {
    const { code, stdout, stderr, push } = await set('text', setting)
    expect({ code, stdout, push }).toEqual({ code: 64, stdout: '', push: undefined })
    expect(stderr).toContain(told)
    expect(stderr).toContain('Fields of text: ')
  })

  test.each([
    ['SendPicsInfo.PicList.item.5.PicMd5Sum=x', 'has 1 element, so there is no number 5'],
    ['SendPicsInfo=x', 'SendPicsInfo has fields of its own: Count, PicList'],
  ])('refuses %s in a push with lists', async (setting, told) => {
    const { code, stderr } = await set('pic_weixin', setting)
    expect(code).toBe(64)
    expect(stderr).toContain(told)
  })
})

describe('--raw', () => {
  const raw = async (content: string | Buffer, ...more: string[]) => {
    const { url, received } = await endpoint(() => 'success')
    const { cwd, run } = world()
    writeFileSync(join(cwd, 'push.xml'), content)
    return { ...(await run(['trigger', '--raw', 'push.xml', '--to', url, ...more])), received }
  }

  test('sends a document as it is', async () => {
    const xml = '<xml>\n <FromUserName>o1</FromUserName><MsgType>event</MsgType><Event>NEW</Event>\n</xml>\n'
    const { code, received, stderr } = await raw(xml)
    expect(code).toBe(0)
    expect(received[0]?.body).toBe(xml)
    expect(stderr).toContain('event/NEW →')
    const { url, received: more } = await endpoint(() => 'success')
    await world().run(['trigger', '--raw', '-', '--to', url, '--mode', 'safe'], { stdin: xml })
    expect(more[0]?.xml).toBe(xml)
  })

  test('takes the type beside it, and warns where the file holds another', async () => {
    const xml = '<xml><FromUserName>o1</FromUserName><MsgType>text</MsgType><Content>hi</Content></xml>'
    const { url, received } = await endpoint(() => 'success')
    const { cwd, run } = world()
    writeFileSync(join(cwd, 'push.xml'), xml)
    const same = await run(['trigger', 'text', '--raw', 'push.xml', '--to', url])
    expect({ code: same.code, stderr: same.stderr }).toEqual({
      code: 0,
      stderr: expect.not.stringContaining('Warning'),
    })
    const other = await run(['trigger', 'subscribe', '--raw', 'push.xml', '--to', url])
    expect(other.code).toBe(0)
    expect(other.stderr).toContain('Warning: push.xml holds a push of type text, not event/subscribe')
    expect(received.map(({ body }) => body)).toEqual([xml, xml])
    expect((await run(['trigger', 'texxt', '--raw', 'push.xml', '--to', url])).stderr).toContain('texxt')
  })

  test('sends what is no document in plain mode, with a warning', async () => {
    const broken = await raw('<xml>\n<a></b></xml>')
    expect(broken.code).toBe(0)
    expect(broken.received[0]?.body).toBe('<xml>\n<a></b></xml>')
    expect(broken.stderr).toMatch(
      /Warning: push.xml is not a document of WeChat \(the XML is broken, line 2, column \d+\)/,
    )
    const latin = await raw(Buffer.from([0x3c, 0xff]))
    expect(latin.stderr).toContain('Warning: push.xml is not UTF-8')
  })

  test('refuses it where it has to be encrypted', async () => {
    const { code, stdout, stderr, received } = await raw(
      '<xml>\n<a></b></xml>',
      '--mode',
      'safe',
      '--lang',
      'zh',
    )
    expect({ code, stdout, received }).toEqual({ code: 65, stdout: '', received: [] })
    expect(stderr).toMatch(/push\.xml 不是可发送的推送：第 2 行第 \d+ 列：XML 有语法错误/)
  })

  test('refuses a file that is not there, and one without an end', async () => {
    const { run } = world()
    expect((await run(['trigger', '--raw', 'nowhere.xml'])).stderr).toContain('Cannot read nowhere.xml')
    const endless = await run(['trigger', '--raw', '/dev/zero'])
    expect(endless.code).toBe(65)
    expect(endless.stderr).toContain('larger than 10 MB')
  })

  test('excludes what would change it', async () => {
    const { run } = world()
    for (const more of [['--set', 'a=b'], ['--edit'], ['--repeat', '2']])
      expect((await run(['trigger', '--raw', 'x.xml', ...more])).code).toBe(64)
  })
})

describe('--edit', () => {
  const edit = async (script: string, steps: Parameters<typeof wxadminWithPerson>[1] = []) => {
    const { url, received } = await endpoint(() => 'success')
    const { cwd, env } = world()
    writeFileSync(join(cwd, 'editor.sh'), `#!/bin/sh\nls -l "$1" >> ${cwd}/mode\n${script}\n`, {
      mode: 0o755,
    })
    const more = { cwd, env: { ...env, EDITOR: `${cwd}/editor.sh`, PATH: process.env.PATH, TMPDIR: cwd } }
    return {
      ...(await wxadminWithPerson(['trigger', 'VIEW', '--edit', '--to', url], steps, more)),
      received,
      cwd,
    }
  }

  test('sends what the editor left, numbers still bare', async () => {
    const { code, received, cwd } = await edit(
      `sed -i 's#https://www.example.com/#https://edited.example/#' "$1"`,
    )
    expect(code).toBe(0)
    expect(received[0]?.xml).toContain(
      '<EventKey><![CDATA[https://edited.example/]]></EventKey><MenuId>430123456</MenuId>',
    )
    const { readFileSync, readdirSync } = await import('node:fs')
    expect(readFileSync(join(cwd, 'mode'), 'utf8')).toMatch(/^-rw-------/)
    expect(readdirSync(cwd).filter((name) => name.startsWith('wxadmin-'))).toEqual([])
  })

  test('tells the place where the document is broken, and edits it again', async () => {
    const { code, received, stderr } = await edit(
      `if [ -e "$1.seen" ]; then echo '<xml><MsgType>event</MsgType></xml>' > "$1"; else touch "$1.seen"; printf '<xml>\\n<a></xml>' > "$1"; fi`,
      [{ sees: 'Edit it again?', types: `y${keys.enter}` }],
    )
    expect(stderr).toMatch(/line 2, column \d+: the XML is broken/)
    expect(code).toBe(0)
    expect(received[0]?.xml).toBe('<xml><MsgType><![CDATA[event]]></MsgType></xml>')
  })

  test('sends nothing where the editor fails', async () => {
    const { code, received, stderr } = await edit('exit 3')
    expect({ code, received }).toEqual({ code: 1, received: [] })
    expect(stderr).toContain('exit 3')
  })

  test('needs a terminal', async () => {
    const { code, stderr } = await world().run(['trigger', 'text', '--edit'])
    expect(code).toBe(64)
    expect(stderr).toContain('--edit opens an editor on a terminal')
  })
})

describe('an answer that WeChat would refuse', () => {
  const cases: [string, Parameters<typeof endpoint>[0], string, string?][] = [
    ['a status', (_, response) => void response.writeHead(500).end('stack trace of it'), 'status'],
    ['a redirect', (_, response) => void response.writeHead(302, { location: '/login' }).end(), 'redirect'],
    ['plain text', () => 'hello', 'reply-not-xml'],
    [
      'a reply for somebody else',
      (one) => textTo(one, 'x').replace(one.push.FromUserName, 'oOther'),
      'reply-to-wrong',
    ],
    ['an answer without an end', (_, response) => void response.end('x'.repeat(3_000_000)), 'too-large'],
    ['bytes', (_, response) => void response.end(Buffer.from([0xff, 0xfe])), 'not-utf8'],
    ['an encrypted reply in plain mode', (one) => sealed(textTo(one, 'x')), 'encrypted-in-plain'],
    ['a plain reply in safe mode', (one) => textTo(one, 'x'), 'not-encrypted', 'safe'],
    ['a reply signed with another token', (one) => sealed(textTo(one, 'x'), 'other'), 'signature', 'safe'],
    [
      'an envelope with three parts',
      (one) => sealed(textTo(one, 'x')).replace(/<Nonce>.*<\/Nonce>/, ''),
      'envelope',
      'safe',
    ],
    [
      'a broken cipher text',
      (one) => sealed(textTo(one, 'x')).replace(/<Encrypt><!\[CDATA\[..../, '$&AAAA'),
      'cipher',
      'safe',
    ],
  ]
  test.each(cases)('%s', async (_, bot, code, mode = 'plain') => {
    const { url } = await endpoint(bot)
    const argv = ['trigger', 'text', '--to', url, '--mode', mode]
    const outcome = await world().run([...argv, '--json'])
    expect(outcome.code).toBe(5)
    const { findings } = JSON.parse(outcome.stdout).reply
    expect(findings.map((finding: { code: string }) => finding.code)).toContain(code)
    expect(outcome.stderr).toBe('')
    const told = await world().run([...argv, '--lang', 'zh'])
    expect(told.code).toBe(5)
    expect(told.stderr).toContain('错误：')
    expect(told.stderr).toContain('微信不会接受该应答')
  })

  test('is told with --quiet too', async () => {
    const { url } = await endpoint((_, response) => void response.writeHead(500).end())
    const { stderr } = await world().run(['trigger', 'text', '--to', url, '--quiet'])
    expect(stderr).toMatch(/^Error: the program failed \(HTTP 500\)\n {2}Try: .*\n$/)
  })

  test('shows how an error page begins, without what is secret', async () => {
    const { url } = await endpoint((one, response) => {
      response.writeHead(404).end(`no route for ${one.request.url} with ${TOKEN}`)
      return undefined
    })
    for (const more of [[], ['--json']]) {
      const { stdout, stderr } = await world().run(['trigger', 'text', '--to', url, ...more])
      expect(stdout + stderr).toContain('no route for')
      expect(stdout + stderr).not.toMatch(/[0-9a-f]{40}/)
      expect(stdout + stderr).not.toContain(TOKEN)
      expect(stdout + stderr).not.toContain(AES_KEY)
    }
  })
})

describe('an endpoint that does not answer', () => {
  test('at a closed port is exit 6', async () => {
    const to = `http://127.0.0.1:${await closedPort()}/`
    const { code, stdout, stderr } = await world().run(['trigger', 'text', '--to', to])
    expect({ code, stdout }).toEqual({ code: 6, stdout: '' })
    expect(stderr).toContain('nothing listens on port ')
    expect(stderr).toContain('wxadmin serve')
    const json = await world().run(['trigger', 'text', '--to', to, '--json'])
    expect(json.code).toBe(6)
    expect(JSON.parse(json.stdout)).toMatchObject({ attempts: [{ fault: 'refused' }], reply: null })
    expect(JSON.parse(json.stderr).error).toMatchObject({ code: 'ENDPOINT_UNREACHABLE', reason: 'refused' })
  })

  test('in time is exit 6, and so is one that hangs up', async () => {
    const slow = await endpoint(() => new Promise(() => undefined))
    const late = await world().run(['trigger', 'text', '--to', slow.url, '--timeout', '0.2', '--lang', 'zh'])
    expect(late.code).toBe(6)
    expect(late.stderr).toContain('没有应答：0.2 秒内没有应答')
    const gone = await endpoint((_, response) => void response.destroy())
    const dropped = await world().run(['trigger', 'text', '--to', gone.url])
    expect(dropped.code).toBe(6)
    expect(dropped.stderr).toContain('the connection was cut before the answer was whole (ECONNRESET)')
  })

  test('is not called at an address that is none', async () => {
    for (const to of ['localhost:3000', 'ftp://x/', 'http://me:secret99@x/'])
      expect((await world().run(['trigger', 'text', '--to', to])).code).toBe(65)
    expect((await world().run(['trigger', 'text', '--to', 'http://me:secret99@x/'])).stderr).not.toContain(
      'secret99',
    )
  })

  test('is interrupted as everything else is', async () => {
    const stop = new AbortController()
    const { url } = await endpoint(() => {
      stop.abort('SIGINT')
      return new Promise(() => undefined)
    })
    expect((await world().run(['trigger', 'text', '--to', url], { signal: stop.signal })).code).toBe(130)
  })
})

test('an answer that came too late for WeChat is refused', { timeout: 20_000 }, async () => {
  const { url } = await endpoint(async (one) => {
    await new Promise((resolve) => setTimeout(resolve, 5100))
    return textTo(one, 'late')
  })
  const { code, stdout, stderr } = await world().run(['trigger', 'text', '--to', url, '--timeout', '15'])
  expect(code).toBe(5)
  expect(stdout).toContain('late')
  expect(stderr).toMatch(/answered after 5\.\d+ s; WeChat waits 5 s/)
})

describe('--retry', () => {
  const retry = async (bot: Parameters<typeof endpoint>[0], ...more: string[]) => {
    const { url, received } = await endpoint(bot)
    const argv = ['trigger', 'text', '--retry', '--to', url, '--timeout', '0.3', ...more]
    return { ...(await world().run(argv)), received }
  }

  test('delivers the same push up to three times, each signed anew', async () => {
    const { code, stderr, received } = await retry(() => new Promise(() => undefined))
    expect(code).toBe(6)
    expect(received).toHaveLength(3)
    expect(new Set(received.map(({ xml }) => xml)).size).toBe(1)
    expect(new Set(received.map(({ query }) => query.get('signature'))).size).toBe(3)
    expect(stderr.match(/try \d: no answer within 0\.3 s/g)).toHaveLength(3)
  })

  test('ends with the try that is answered', async () => {
    const { code, stdout, received } = await retry((one, response) => {
      if (one.number === 1) return void response.destroy()
      if (one.number === 2) return void response.writeHead(502).end()
      return textTo(one, 'third')
    })
    expect(code).toBe(0)
    expect(received).toHaveLength(3)
    expect(stdout).toContain('third')
  })

  test.each([
    ['same', 'The retry got the same answer', () => 'hello'],
    ['different', 'Warning: The retry got another answer', (number: number) => `hello ${number}`],
  ])('compares the answers: %s', async (comparison, told, text) => {
    const bot = (one: Parameters<typeof textTo>[0]) => textTo(one, text(one.number))
    const { code, stderr, received } = await retry(bot)
    expect({ code, count: received.length }).toEqual({ code: 0, count: 2 })
    expect(stderr).toContain(told)
    expect(JSON.parse((await retry(bot, '--json')).stdout).retry).toBe(comparison)
  })

  test('tells an answer that is only made anew from another one, and silence from both', async () => {
    const anew = await retry((one) =>
      textTo(one, 'x').replace('1700000000', String(1_700_000_000 + one.number)),
    )
    expect(anew.stderr).toContain('only its CreateTime differs')
    const silent = await retry((one) => (one.number === 1 ? textTo(one, 'x') : ''))
    expect(silent.stderr).toContain('The retry got no reply: the endpoint knew it')
  })
})

describe('--repeat', () => {
  test('sends different pushes and counts the answers', async () => {
    const { url, received } = await endpoint((one, response) => {
      if (one.number % 10 === 0) return void response.writeHead(503).end()
      return one.number % 10 === 1 ? 'nonsense' : 'success'
    })
    const argv = ['trigger', 'text', '--to', url, '--repeat', '50', '--concurrency', '7']
    const { code, stdout, stderr } = await world().run([...argv, '--json'])
    expect({ code, stderr }).toEqual({ code: 5, stderr: '' })
    expect(JSON.parse(stdout)).toMatchObject({
      count: 50,
      concurrency: 7,
      accepted: 40,
      failed: 10,
      reasons: { 'status 503': 5, 'reply-not-xml': 5 },
      unanswered: 0,
      ms: {
        p50: expect.any(Number),
        p90: expect.any(Number),
        p99: expect.any(Number),
        max: expect.any(Number),
      },
    })
    expect(new Set(received.map(({ push }) => push.MsgId)).size).toBe(50)
  })

  test('sends events that differ too, never more at the same time than it may', async () => {
    let [now, most] = [0, 0]
    const { url, received } = await endpoint(async () => {
      most = Math.max(most, ++now)
      await new Promise((resolve) => setTimeout(resolve, 5))
      now--
      return 'success'
    })
    const argv = ['trigger', 'subscribe', '--to', url, '--repeat', '30', '--concurrency', '4', '--lang', 'zh']
    const { code, stdout } = await world().run(argv)
    expect(code).toBe(0)
    expect(stdout).toMatch(/^推送 +30\n成功 +30\n耗时 +.* 秒，每秒 .* 个\n应答耗时 +p50 /)
    expect(new Set(received.map(({ push }) => push.CreateTime)).size).toBe(30)
    expect(most).toBe(4)
  })

  test('is exit 6 where answers do not come', async () => {
    const { code, stdout } = await world().run([
      ...['trigger', 'text', '--to', `http://127.0.0.1:${await closedPort()}/`, '--repeat', '3'],
    ])
    expect(code).toBe(6)
    expect(stdout).toMatch(/failed +3 \(refused × 3\)/)
  })

  test('is refused for what is not one’s own', async () => {
    const { run } = world()
    const { code, stdout, stderr } = await run([
      'trigger',
      'text',
      '--repeat',
      '2',
      '--to',
      'https://example.com/w',
    ])
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toContain('neither on this machine nor the endpoint of the account')
    const zh = await run(['trigger', 'text', '--repeat', '2', '--to', 'http://10.0.0.1/', '--lang', 'zh'])
    expect(zh.code).toBe(3)
    expect(zh.stderr).toContain('不会对其进行压测')
  })

  test('is sent to the endpoint that the account names, and not beside it', async () => {
    const { url, received } = await endpoint()
    const own = url.replace('127.0.0.1', '0.0.0.0') // reaches this machine, and is no loopback address
    const { run } = world()
    await run(['account', 'add', 'own', '--appid', 'wx0123456789abcdef', '--secret-stdin'], {
      stdin: '0123456789abcdef0123456789abcdef',
    })
    expect((await run(['account', 'set', 'own', `callback-url=${own}`])).code).toBe(0)
    const load = (to: string) => run(['-a', 'own', 'trigger', 'text', '--repeat', '2', '--to', to])
    expect((await load(own)).code).toBe(0)
    expect(received).toHaveLength(2)
    expect((await load(own.replace('/wechat', '/other'))).code).toBe(3)
    expect((await load('http://0.0.0.0:1/wechat')).code).toBe(3)
    expect(received).toHaveLength(2)
  })

  test('ends with what was sent when it is interrupted', async () => {
    const stop = new AbortController()
    const { url } = await endpoint((one) => {
      if (one.number === 5) stop.abort('SIGINT')
      return 'success'
    })
    const argv = ['trigger', 'text', '--to', url, '--repeat', '100000', '--concurrency', '1', '--json']
    const { code, stdout } = await world().run(argv, { signal: stop.signal })
    expect(code).toBe(130)
    expect(JSON.parse(stdout).count).toBeLessThan(6)
  })

  test('excludes --retry', async () => {
    expect((await world().run(['trigger', 'text', '--repeat', '2', '--retry'])).code).toBe(64)
    expect((await world().run(['trigger', 'text', '--concurrency', '2'])).code).toBe(64)
  })
})
