import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import Crypto from 'wechat-crypto'
import { readyOf, startProgram } from '../support/program'
import { temporaryDirectory } from '../support/run'

const TOKEN = 'a1B2c3D4'
const AES_KEY = `${'abcdefghijklmnopqrstuvwxyz0123456789ABCDEF'}A`
const APPID = 'wx0123456789abcdef'

const section = (xml: string, name: string) =>
  new RegExp(`<${name}><!\\[CDATA\\[(.*?)\\]\\]></${name}>`).exec(xml)?.[1] ?? ''

test('a push that wechat-crypto encrypts is answered by wxadmin serve, and it decrypts the reply', async () => {
  const ready = join(temporaryDirectory(), 'ready.json')
  const started = startProgram(['serve', '--mode', 'safe', '--port', '0', '--ready-file', ready], {
    env: {
      WXADMIN_APPID: APPID,
      WXADMIN_SECRET: '0123456789abcdef0123456789abcdef',
      WXADMIN_CALLBACK_TOKEN: TOKEN,
      WXADMIN_AES_KEY: AES_KEY,
    },
  })
  const { child, ended } = started
  onTestFinished(() => void child.kill('SIGKILL'))
  const { url } = await readyOf(ready, started)

  expect(statSync(ready).mode & 0o777).toBe(0o600)

  const theirs = new Crypto(TOKEN, AES_KEY, APPID)
  const xml =
    '<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[o1]]></FromUserName><CreateTime>1</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[你好 🎁]]></Content><MsgId>1</MsgId></xml>'
  const encrypt = theirs.encrypt(xml)
  const timestamp = String(Math.floor(Date.now() / 1000))
  const query = new URLSearchParams({
    timestamp,
    nonce: 'n',
    encrypt_type: 'aes',
    msg_signature: theirs.getSignature(timestamp, 'n', encrypt),
  })
  const body = `<xml><ToUserName>gh_1</ToUserName><Encrypt><![CDATA[${encrypt}]]></Encrypt></xml>`
  const response = await fetch(`${url}?${query}`, { method: 'POST', body })
  expect(response.status).toBe(200)

  const reply = await response.text()
  const sealed = section(reply, 'Encrypt')
  const time = /<TimeStamp>(\d+)<\/TimeStamp>/.exec(reply)?.[1] ?? ''
  expect(theirs.getSignature(time, section(reply, 'Nonce'), sealed)).toBe(section(reply, 'MsgSignature'))
  const { message, id } = theirs.decrypt(sealed)
  expect(id).toBe(APPID)
  expect(['ToUserName', 'MsgType', 'Content'].map((name) => section(message, name))).toEqual([
    'o1',
    'text',
    '你好 🎁',
  ])

  child.kill('SIGTERM')
  const { stdout, stderr } = await ended
  for (const secret of [TOKEN, AES_KEY, sealed]) expect(stdout + stderr).not.toContain(secret)
})
