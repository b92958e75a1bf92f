import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { startEmbedded } from '../../src/sandbox/embedded'
import { builtInState, FileState } from '../../src/sandbox/store'
import { SANDBOX_APPID, SANDBOX_SECRET } from '../../src/wechat/sandbox-account'
import { temporaryDirectory } from '../support/run'
import { click, sandbox } from './support'

const fileIn = (directory: string) => join(directory, 'store', 'sandbox.json')

describe('a state in a file', () => {
  test('is shared by servers that write at the same time', async () => {
    const file = fileIn(temporaryDirectory())
    const one = await sandbox({ state: new FileState(file) })
    const other = await sandbox({ state: new FileState(file) })
    const boxes = [one, other]
    await Promise.all(boxes.map((box) => box.token()))
    const made = await Promise.all(
      boxes.flatMap((box, server) =>
        Array.from({ length: 25 }, (_, at) =>
          box.api('/cgi-bin/tags/create', { tag: { name: `${server}-${at}` } }),
        ),
      ),
    )
    const ids = made.map(({ tag }) => (tag as { id: number }).id)
    expect(new Set(ids).size).toBe(50)
    const { tags } = (await one.api('/cgi-bin/tags/get')) as { tags: { name: string }[] }
    expect(tags.filter(({ name }) => /^\d-\d+$/.test(name))).toHaveLength(50)
    expect(await other.send('/sandbox/calls')).toMatchObject({ '/cgi-bin/tags/create': 50 })
  })

  test('outlives its server: the next one knows token and menu', async () => {
    const file = fileIn(temporaryDirectory())
    const now = () => Date.UTC(2026, 2, 1)
    const first = await startEmbedded({ stateFile: file, now })
    const answer = await fetch(`${first.url}/cgi-bin/stable_token`, {
      method: 'POST',
      body: JSON.stringify({ grant_type: 'client_credential', appid: SANDBOX_APPID, secret: SANDBOX_SECRET }),
    })
    const { access_token } = (await answer.json()) as { access_token: string }
    await fetch(`${first.url}/cgi-bin/menu/create?access_token=${access_token}`, {
      method: 'POST',
      body: JSON.stringify({ button: [click('kept')] }),
    })
    await first.close()
    const second = await startEmbedded({ stateFile: file, now })
    const menu = await fetch(`${second.url}/cgi-bin/menu/get?access_token=${access_token}`)
    expect(await menu.json()).toHaveProperty('menu.button.0.name', 'kept')
    await second.close()
  })

  test.runIf(process.platform !== 'win32')('is for its owner alone', async () => {
    const file = fileIn(temporaryDirectory())
    await new FileState(file).reset()
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  test('does not grow with calls and tokens', async () => {
    const state = new FileState(fileIn(temporaryDirectory()))
    const box = await sandbox()
    for (let count = 0; count < 200; count++) {
      await box.classic()
      await box.send('/cgi-bin/menu/get')
      box.later(7200)
    }
    await state.transact((kept) => box.state.transact((value) => Object.assign(kept, value)))
    const { accounts, requests } = await box.state.read()
    expect(accounts[SANDBOX_APPID]?.tokens.length).toBeLessThan(66)
    expect(requests).toHaveLength(50)
  })

  test('does not grow with codes, tokens and QR codes of the web', async () => {
    const box = await sandbox()
    const query = new URLSearchParams({
      appid: SANDBOX_APPID,
      redirect_uri: 'http://a.cn/',
      response_type: 'code',
      scope: 'snsapi_base',
      state: '',
    })
    for (let count = 0; count < 40; count++) {
      const opened = await fetch(`${box.url}/connect/oauth2/authorize?${query}`, { redirect: 'manual' })
      const code = new URL(opened.headers.get('location') ?? '').searchParams.get('code')
      const exchange = `appid=${SANDBOX_APPID}&secret=${SANDBOX_SECRET}&code=${code}&grant_type=authorization_code`
      await box.send(`/sns/oauth2/access_token?${exchange}`)
      const scene = { scene_id: count + 1 }
      const body = JSON.stringify({ action_name: 'QR_SCENE', action_info: { scene } })
      const { access_token } = await box.stable()
      await box.post(`/cgi-bin/qrcode/create?access_token=${access_token}`, body)
      box.later(4 * 86_400)
    }
    const web = (await box.state.read()).accounts[SANDBOX_APPID]?.web
    expect([web?.codes.length, web?.qrcodes.length]).toEqual([1, 1])
    expect(web?.tokens.length).toBeLessThan(10)
  })

  test('that was made before there were web pages is taken as it is', async () => {
    const file = fileIn(temporaryDirectory())
    const { web: _, ...account } = builtInState().accounts[SANDBOX_APPID] ?? {}
    const former = { ...builtInState(), accounts: { [SANDBOX_APPID]: account } }
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(file, JSON.stringify(former))
    const box = await sandbox({ state: new FileState(file) })
    expect(await box.api('/cgi-bin/ticket/getticket?type=jsapi')).toMatchObject({ errcode: 0 })
    expect(await box.send('/sandbox/state')).toMatchObject({
      accounts: [{ webDomains: null, callback: null }],
    })
  })

  test.each([
    ['{', 'STORE_CORRUPT'],
    ['[]', 'STORE_NEWER'],
    ['{"version":2}', 'STORE_NEWER'],
    ['{"version":1,"accounts":{"x":1}}', 'STORE_NEWER'],
  ])(
    'that cannot be understood (%s) is named before anything is served, and mended by a reset',
    async (text, code) => {
      const directory = temporaryDirectory()
      const file = join(directory, 'sandbox.json')
      writeFileSync(file, text)
      await expect(startEmbedded({ stateFile: file, now: Date.now })).rejects.toMatchObject({ code })
      await new FileState(file).reset()
      expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(builtInState())))
    },
  )

  test('that cannot be read is an error before anything is served', async () => {
    const directory = temporaryDirectory()
    mkdirSync(fileIn(directory), { recursive: true })
    await expect(startEmbedded({ stateFile: fileIn(directory), now: Date.now })).rejects.toMatchObject({
      code: 'STORE_UNREADABLE',
    })
  })

  test('that cannot be written shows at the close of the embedded server', async () => {
    const directory = temporaryDirectory()
    const { url, close } = await startEmbedded({ stateFile: fileIn(directory), now: Date.now })
    writeFileSync(join(directory, 'store'), 'no directory')
    expect((await fetch(`${url}/cgi-bin/token`)).status).toBe(500)
    await expect(close()).rejects.toMatchObject({ code: expect.stringMatching(/^STORE_UN(READ|WRIT)ABLE$/) })
  })
})
