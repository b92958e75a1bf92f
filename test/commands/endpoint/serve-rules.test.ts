import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryDirectory, wxadmin } from '../../support/run'
import { AES_KEY, APPID, serving } from './serve-world'

const rules = `rules:
  - { keyword: 文字, reply: 你好 }
  - { keyword: 图片, reply: { image: { media_id: M1 } } }
  - { keyword: 语音, reply: { voice: { media_id: M2 } } }
  - { keyword: 视频, reply: { video: { media_id: M3, title: 标题 } } }
  - { keyword: 音乐, reply: { music: { thumb_media_id: M4, musicurl: 'https://a.cn/a.mp3' } } }
  - { contains: 图文, reply: { news: [{ title: t, description: d, picurl: 'https://a.cn/p.png', url: 'https://a.cn/' }] } }
  - { keyword: 客服, reply: { transfer_customer_service: true } }
  - { keyword: 智能, reply: { transfer_biz_ai_ivr: true } }
  - { keyword: 无, reply: { none: true } }
  - { regex: '^订单(\\d+)$', reply: '订单 $1' }
  - { type: image, reply: 收到图片 }
  - { event: CLICK, key: K1, reply: '点击 \${EventKey}' }
  - { event: subscribe, reply: 欢迎 }
default: 默认
`

const text = (content: string) => ['text', '--set', `Content=${content}`]

const table: readonly (readonly [argv: string[], type: string, within: string | undefined])[] = [
  [text('文字'), 'text', '你好'],
  [text('图片'), 'image', 'M1'],
  [text('语音'), 'voice', 'M2'],
  [text('视频'), 'video', '标题'],
  [text('音乐'), 'music', 'https://a.cn/a.mp3'],
  [text('看图文吧'), 'news', 'https://a.cn/p.png'],
  [text('客服'), 'transfer_customer_service', ''],
  [text('智能'), 'transfer_biz_ai_ivr', ''],
  [text('无'), 'nothing', undefined],
  [text('订单42'), 'text', '订单 42'],
  [['image'], 'text', '收到图片'],
  [['CLICK', '--set', 'EventKey=K1'], 'text', '点击 K1'],
  [['CLICK', '--set', 'EventKey=K2'], 'text', '默认'],
  [['subscribe'], 'text', '欢迎'],
  [text('别的'), 'text', '默认'],
]

describe('a rules file of every condition and every reply, served, and run by trigger', () => {
  test.each(['plain', 'compat', 'safe'])('in %s mode', async (mode) => {
    const cwd = temporaryDirectory()
    writeFileSync(join(cwd, 'rules.yaml'), rules)
    const world = { cwd, env: { WXADMIN_APPID: APPID, WXADMIN_SECRET: 's', WXADMIN_AES_KEY: AES_KEY } }
    const answers: unknown[] = []
    const { stderr } = await serving(
      ['--reply', 'rules.yaml', '--mode', mode],
      async ({ url, env }) => {
        for (const [argv] of table) {
          const run = ['trigger', ...argv, '--to', url, '--mode', mode, '--json']
          const { code, stdout } = await wxadmin(run, { cwd, env })
          const { reply } = JSON.parse(stdout)
          answers.push([code, reply.type, reply.encrypted, reply.findings, reply.xml])
        }
      },
      world,
    )
    expect(stderr).toContain('It answers by the rules of rules.yaml.')
    const encrypted = (type: string) => mode !== 'plain' && type !== 'nothing'
    expect(answers).toEqual(
      table.map(([, type, within]) => [
        0,
        type,
        encrypted(type),
        [],
        within === undefined ? undefined : expect.stringContaining(within),
      ]),
    )
  })
})
