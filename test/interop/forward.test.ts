import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { describe, expect, onTestFinished, test } from 'vitest'
import wechat from 'wechat'
import { readXml, textOf } from '../../src/wechat/xml/read'
import { AES_KEY, APPID, forwarding, TOKEN, textPush } from '../endpoint/reply/forward-world'

/** A bot as its documentation has it: express and the middleware `wechat`, which reads the body itself. */
async function bot(secured: boolean) {
  const heard: wechat.Message[] = []
  const config = secured ? { token: TOKEN, appid: APPID, encodingAESKey: AES_KEY } : TOKEN
  const app = express()
  let held: (() => void) | undefined
  app.use(
    '/wechat',
    wechat(config, (request, response) => {
      heard.push(request.weixin)
      const { MsgType, Content = '', Event = '' } = request.weixin
      if (Content === 'slow') held = () => response.reply('at last')
      else if (Content === 'news')
        response.reply([
          { title: '标题', description: '描述', picurl: 'https://a.cn/p', url: 'https://a.cn' },
        ])
      else if (Content === 'transfer') response.transfer2CustomerService('alice@shop')
      else if (Content === 'nothing') response.reply('')
      else response.reply(`${MsgType}${Event}: ${Content}`)
    }) as express.RequestHandler,
  )
  const server: Server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { url: new URL(`http://127.0.0.1:${port}/wechat`), heard, release: () => held?.() }
}

describe.each(['plain', 'safe'] as const)('serve --forward-to a bot of express and wechat, %s', (mode) => {
  test('it is accepted, and its replies reach WeChat', async () => {
    const { url, heard } = await bot(mode === 'safe')
    const world = await forwarding(url, mode)
    const said = async (content: string) => readXml((await world.push(textPush(content))).xml ?? '')

    expect(textOf(await said('你好 & <b>'), 'Content')).toBe('text: 你好 & <b>')
    expect(heard[0]).toMatchObject({ FromUserName: 'oAlice', MsgType: 'text', Content: '你好 & <b>' })
    expect(await said('news')).toMatchObject({ MsgType: 'news', ArticleCount: '1' })
    expect(await said('transfer')).toMatchObject({ MsgType: 'transfer_customer_service' })
    expect((await world.push(textPush('nothing'))).text).toBe('')
    expect(world.events.map(({ answer, notes }) => [answer.by, notes])).toEqual(
      Array(4).fill(['forward', []]),
    )
    expect(world.events[1]?.answer.text).toContain('<MsgType><![CDATA[news]]></MsgType>')
  })

  test('what it does not escape is told: WeChat could not read it', async () => {
    const { url, heard } = await bot(mode === 'safe')
    const world = await forwarding(url, mode)
    await world.push(textPush('a]]>b'))
    expect(heard[0]).toMatchObject({ Content: 'a]]>b' })
    expect(world.notes()).toMatchObject([{ code: 'reply-cdata-end' }])
  })

  test('a retry is answered from memory', async () => {
    const { url, heard } = await bot(mode === 'safe')
    const world = await forwarding(url, mode)
    const [first, second] = [await world.push(textPush('a')), await world.push(textPush('a'))]
    expect(second.xml).toBe(first.xml)
    expect(textOf(readXml(second.xml ?? ''), 'Content')).toBe('text: a')
    expect(heard).toHaveLength(1)
  })

  test('a slow one is bridged with success, and what it says in the end is told', async () => {
    const slow = await bot(mode === 'safe')
    const world = await forwarding(slow.url, mode, { softMs: 100 })
    expect((await world.push(textPush('slow'))).text).toBe('success')
    slow.release()
    const { answer } = await world.firstLate
    expect(textOf(readXml(answer.text), 'Content')).toBe('at last')
    expect(answer.notes).toMatchObject([{ code: 'target-late', params: { seconds: expect.any(Number) } }])
  })

  test('one that knows another Token refuses, and that is told', async () => {
    const { url } = await bot(mode === 'safe')
    const world = await forwarding(url, mode)
    const other = await forwarding(
      new URL(`${url}?signature=${'0'.repeat(40)}&msg_signature=${'0'.repeat(40)}`),
      mode,
    )
    expect(await other.push(textPush('a'))).toMatchObject({ status: 401, text: 'Invalid signature' })
    expect(other.notes()).toMatchObject([{ code: 'target-status', params: { status: 401 } }])
    expect((await world.push(textPush('a'))).status).toBe(200)
  })
})
