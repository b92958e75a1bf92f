/** `wxadmin trigger` against express with the npm package `wechat`, as many bots are built. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { describe, expect, onTestFinished, test } from 'vitest'
import wechat from 'wechat'
import { messageModes } from '../../src/wechat/callback/values'
import { pushTypes } from '../../src/wechat/messages/types'
import { AES_KEY, APPID, TOKEN, world } from '../commands/endpoint/trigger-world'

type Reply = (response: wechat.Outgoing) => void

/** A bot that gives this reply to every push, and what it has read. */
async function bot(mode: string, reply: Reply) {
  const read: wechat.Message[] = []
  const config = mode === 'plain' ? TOKEN : { token: TOKEN, appid: APPID, encodingAESKey: AES_KEY }
  const app = express()
  app.use(
    '/wechat',
    wechat(config, (request, response) => {
      read.push(request.weixin)
      reply(response)
    }),
  )
  const server = createServer(app)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { read, url: `http://127.0.0.1:${port}/wechat` }
}

/** The middleware writes milliseconds, which WeChat puts up with: a warning, and it is accepted. */
const MILLISECONDS = 'reply-time-milliseconds'

describe.each(messageModes)('in %s mode', (mode) => {
  test('every type of push is read and answered', async () => {
    const { url, read } = await bot(mode, (response) => response.reply('hello'))
    const { run } = world()
    for (const { name, type, MsgType, Event } of pushTypes) {
      const { code, stdout, stderr } = await run(['trigger', name, '--to', url, '--mode', mode, '--json'])
      expect({ name, code, stderr }).toEqual({ name, code: 0, stderr: '' })
      const { reply, push } = JSON.parse(stdout)
      expect(reply).toMatchObject({ type: 'text', encrypted: mode !== 'plain', fields: { Content: 'hello' } })
      expect(JSON.parse(stdout).type).toBe(type)
      const message = read.at(-1)
      expect({ MsgType: message?.MsgType, Event: message?.Event }).toEqual({ MsgType, Event })
      expect(push).toContain(`<CreateTime>${message?.CreateTime}</CreateTime>`)
      if (Event === undefined) expect(push).toContain(`<MsgId>${message?.MsgId}</MsgId>`)
    }
    expect(read).toHaveLength(pushTypes.length)
  })

  const article = {
    title: 'Title',
    description: 'About',
    picurl: 'https://a.example/p.png',
    url: 'https://a.example/',
  }
  const kinds: [type: string, reply: Reply, fields: object, drawn: string][] = [
    ['text', (to) => to.reply('a & b <c> ]]'), { Content: 'a & b <c> ]]' }, '  Content  a & b <c> ]]'],
    [
      'image',
      (to) => to.reply({ type: 'image', content: { mediaId: 'M1' } }),
      { Image: { MediaId: 'M1' } },
      '  MediaId  M1',
    ],
    [
      'voice',
      (to) => to.reply({ type: 'voice', content: { mediaId: 'M2' } }),
      { Voice: { MediaId: 'M2' } },
      '  MediaId  M2',
    ],
    [
      'video',
      (to) => to.reply({ type: 'video', content: { mediaId: 'M3', title: 'T', description: 'D' } }),
      { Video: { MediaId: 'M3', Title: 'T', Description: 'D' } },
      '  Title        T',
    ],
    [
      'music',
      (to) =>
        to.reply({
          type: 'music',
          content: { title: 'Song', thumbMediaId: 'M4', musicUrl: 'https://a.example/m' },
        }),
      { Music: { Title: 'Song', ThumbMediaId: 'M4', MusicUrl: 'https://a.example/m' } },
      '  ThumbMediaId  M4',
    ],
    ['news', (to) => to.reply([article]), { ArticleCount: '1' }, '  1. Title\n     Description  About'],
    [
      'transfer_customer_service',
      (to) => to.transfer2CustomerService('agent@gh_1'),
      { TransInfo: { KfAccount: 'agent@gh_1' } },
      '  KfAccount  agent@gh_1',
    ],
  ]
  test.each(kinds)('a reply of the kind %s is read, judged and drawn', async (type, reply, fields, drawn) => {
    const { url } = await bot(mode, reply)
    const argv = ['trigger', 'text', '--to', url, '--mode', mode]
    const { code, stdout } = await world().run([...argv, '--json'])
    expect(code).toBe(0)
    const answered = JSON.parse(stdout).reply
    expect(answered).toMatchObject({ type, encrypted: mode !== 'plain', fields })
    expect(answered.findings.map((finding: { code: string }) => finding.code)).toEqual([MILLISECONDS])
    const told = await world().run(argv)
    expect(told.stdout).toMatch(new RegExp(`^${type}  `))
    expect(told.stdout).toContain(drawn)
  })

  test('saying nothing is read as such', async () => {
    const { url } = await bot(mode, (response) => response.reply(''))
    const { code, stdout } = await world().run([
      'trigger',
      'subscribe',
      '--to',
      url,
      '--mode',
      mode,
      '--json',
    ])
    expect(code).toBe(0)
    expect(JSON.parse(stdout).reply).toEqual({ type: 'nothing', encrypted: false, findings: [] })
  })

  test('another token is refused', async () => {
    const { url, read } = await bot(mode, (response) => response.reply('hello'))
    const argv = ['trigger', 'text', '--to', url, '--mode', mode, '--token', 'anotherToken']
    const { code, stderr } = await world().run(argv)
    expect({ code, read }).toEqual({ code: 5, read: [] })
    expect(stderr).toContain('a rightly signed push was refused (HTTP 401)')
    expect(stderr).toContain('Invalid signature')
  })
})

test('many at the same time are answered, each once', async () => {
  const { url, read } = await bot('safe', (response) => response.reply('hello'))
  const argv = ['trigger', 'text', '--to', url, '--mode', 'safe', '--repeat', '200', '--json']
  const { code, stdout } = await world().run(argv)
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ count: 200, accepted: 200, failed: 0 })
  expect(new Set(read.map(({ MsgId }) => MsgId)).size).toBe(200)
})
