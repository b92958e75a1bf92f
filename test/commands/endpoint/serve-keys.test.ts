import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import type { CommandContext } from '../../../src/commands/command'
import { listenToKeys } from '../../../src/commands/endpoint/serve/hotkeys'
import { asNew } from '../../../src/commands/endpoint/serve/send'
import { keys, wxadminWithPerson } from '../../support/person'
import { temporaryDirectory } from '../../support/run'
import { AES_KEY, APPID, TOKEN } from './serve-world'

const env = { WXADMIN_CONFIG_DIR: '', WXADMIN_CALLBACK_TOKEN: TOKEN }
const world = (more: Record<string, string> = {}) => ({
  env: { ...env, WXADMIN_CONFIG_DIR: temporaryDirectory(), ...more },
})

describe('serve at a terminal', () => {
  test('t sends a text through the endpoint, r sends it anew, d shows all of it, q stops', async () => {
    const { code, stdout, stderr } = await wxadminWithPerson(
      ['serve', '--port', '0'],
      [
        { sees: 'h shows the keys, Ctrl+C stops it.', types: 'r' },
        { sees: 'There was no push yet.', types: 't' },
        { sees: '→ text Hello from wxadmin serve', types: 'r' },
        { sees: '→ text Hello from wxadmin serve', types: 'd' },
        { sees: 'Pushes and replies are shown whole.', types: 't' },
        { sees: '<Content><![CDATA[Hello from wxadmin serve]]></Content>', types: 'd' },
        { sees: 'One line for each push.', types: 'h' },
        { sees: 'q  stop', types: 'x' },
        { sees: '', types: 'q' },
      ],
      world(),
    )
    expect([code, stdout]).toEqual([0, ''])
    expect(stderr).toContain(TOKEN)
    expect(stderr).not.toContain('try 2') // sent again it is a new push
    expect(stderr).toMatch(/The endpoint has stopped\.\n$/)
  })

  test('in safe mode they are encrypted as every other; f shows the fields again', async () => {
    const { stderr } = await wxadminWithPerson(
      ['serve', '--port', '0', '--mode', 'safe', '--lang', 'zh'],
      [
        { sees: '按 h 查看快捷键', types: 't' },
        { sees: '→ text 来自 wxadmin serve 的测试消息', types: 'f' },
        { sees: AES_KEY, types: 'c' },
        { sees: '正在监听', types: keys.interrupt },
      ],
      world({ WXADMIN_APPID: APPID, WXADMIN_SECRET: 'f'.repeat(32), WXADMIN_AES_KEY: AES_KEY }),
    )
    expect(stderr).not.toContain('✗')
  })

  test('Ctrl+C stops it with 130, although the raw terminal sends no signal', async () => {
    const steps = [{ sees: 'h shows the keys', types: keys.interrupt }]
    const { code, stderr } = await wxadminWithPerson(['serve', '--port', '0'], steps, world())
    expect(code).toBe(130)
    expect(stderr).toContain('The endpoint has stopped.')
  })

  test('with --no-input no key is listened to', async () => {
    const steps = [{ sees: 'Ctrl+C stops it.', types: 'q' }]
    const argv = ['serve', '--port', '0', '--no-input', '--once']
    const ended = wxadminWithPerson(argv, steps, world())
    const early = await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 1000, 'serving'))])
    expect(early).toBe('serving')
  })
})

describe('the keys', () => {
  function terminal() {
    const modes: boolean[] = []
    const stdin = Object.assign(new PassThrough(), {
      isTTY: true,
      isRaw: false,
      setRawMode: (raw: boolean) => void modes.push(raw),
    })
    const cx = { stdin, platform: 'linux', pid: 1, terminal: { interactive: true, json: false } }
    return { stdin, modes, cx: cx as unknown as CommandContext }
  }

  test('the terminal is given back as it was', async () => {
    const { stdin, modes, cx } = terminal()
    const pressed: string[] = []
    const release = await listenToKeys(cx, { t: () => pressed.push('t'), '?': () => pressed.push('?') })
    expect(modes).toEqual([true])
    stdin.write('t?T')
    await expect.poll(() => pressed).toEqual(['t', '?', 't'])
    release?.()
    expect(modes).toEqual([true, false])
    expect(stdin.isPaused()).toBe(true)
    expect(stdin.listenerCount('keypress')).toBe(0)
  })

  test('with Ctrl or Alt they are others', async () => {
    const { stdin, cx } = terminal()
    const pressed: string[] = []
    await listenToKeys(cx, { q: () => pressed.push('q'), 'ctrl+c': () => pressed.push('ctrl+c') })
    stdin.write('\u0011\u001bq\u0003')
    await expect.poll(() => pressed).toEqual(['ctrl+c'])
  })

  test.each([
    ['a pipe', { isTTY: false }, {}],
    ['--json', {}, { json: true }],
    ['nobody to ask', {}, { interactive: false }],
  ])('%s: nothing is read', async (_, stream, options) => {
    const { stdin, modes, cx } = terminal()
    Object.assign(stdin, stream)
    Object.assign(cx.terminal, options)
    expect(await listenToKeys(cx, {})).toBeUndefined()
    expect(modes).toEqual([])
    expect(stdin.listenerCount('data')).toBe(0)
  })
})

test('a push that is sent anew has a time and an id of its own, and all else as it was', () => {
  const cx = { now: () => 1_800_000_000_000 } as CommandContext
  const message =
    '<xml><CreateTime> 1 </CreateTime><Content><![CDATA[<MsgId>5</MsgId>]]></Content><MsgId><![CDATA[7]]></MsgId></xml>'
  expect(asNew(cx, message)).toMatch(/<CreateTime>1800000000<\/CreateTime>.*<MsgId>18\d+<\/MsgId><\/xml>$/)
  const event = '<xml><CreateTime>1</CreateTime><Event>CLICK</Event></xml>'
  expect(asNew(cx, event)).toBe('<xml><CreateTime>1800000000</CreateTime><Event>CLICK</Event></xml>')
  expect(asNew(cx, message)).not.toBe(asNew(cx, message))
})
