/**
 * SDKs as they come from npm, through the hub: the AppSecret they are given is a key of the hub, and their base address is
 * the hub's. They never receive the token, the AppSecret, or anything else that WeChat would take.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { join } from 'node:path'
import CoApi from 'co-wechat-api'
import { OfficialAccount } from 'node-easywechat'
import { describe, expect, onTestFinished, test } from 'vitest'
import Api from 'wechat-api'
import type { HubKey } from '../../src/hub/keys'
import { SANDBOX_SECRET } from '../../src/wechat/sandbox-account'
import { APPID, hubBefore, startPlatform } from '../hub/world'
import { ALICE, click, type Json } from '../sandbox/support'
import { png } from '../support/media'
import { temporaryDirectory } from '../support/run'

/** A way to the hub that keeps everything that comes back over it. */
async function recordingWayTo(port: number) {
  const received: Buffer[] = []
  const server = createServer((caller) => {
    const hub = connect(port, '127.0.0.1')
    caller.pipe(hub)
    hub.on('data', (part) => received.push(part)).pipe(caller)
    for (const socket of [caller, hub])
      socket.on('error', () => [caller, hub].forEach((each) => void each.destroy()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: () => Buffer.concat(received).toString('latin1'),
  }
}

/** What an SDK does in this test, whatever its way of calling. */
interface Client {
  createMenu(menu: object): Promise<Json>
  getMenu(): Promise<Json>
  followers(): Promise<Json>
  user(openid: string): Promise<Json>
  upload(file: string): Promise<Json>
  download(id: string): Promise<Buffer>
}

type Make = (base: string, key: string) => Client

const easywechat =
  (isStable: boolean): Make =>
  (base, key) => {
    const app = new OfficialAccount({
      app_id: APPID,
      secret: key,
      token: 'token',
      aes_key: '',
      use_stable_access_token: isStable,
      file_cache: { path: temporaryDirectory(), dirMode: 0o700, fileMode: 0o600, ext: '.cache' },
      http: { baseURL: `${base}/` },
    })
    const client = () => app.getClient()
    const answer = async (response: Promise<{ toObject(): Json }>) => (await response).toObject()
    return {
      createMenu: (menu) => answer(client().request('POST', 'cgi-bin/menu/create', { data: menu })),
      getMenu: () => answer(client().request('GET', 'cgi-bin/menu/get')),
      followers: () => answer(client().request('GET', 'cgi-bin/user/get')),
      user: (openid) => answer(client().request('GET', 'cgi-bin/user/info', { params: { openid } })),
      upload: (file) => {
        const way = client()
        way.withFile(file, 'media')
        return answer(way.request('POST', 'cgi-bin/media/upload', { params: { type: 'image' } }))
      },
      download: async (media_id) => {
        const options = { params: { media_id }, responseType: 'arraybuffer' } as const
        const response = await client().request('GET', 'cgi-bin/media/get', options)
        return Buffer.from(response.getContent() as unknown as ArrayBuffer)
      },
    }
  }

const sdks: Readonly<Record<string, Make>> = {
  'wechat-api': (base, key) => {
    const client = new Api(APPID, key)
    client.endpoint = base
    const call =
      <Args extends unknown[], Result>(
        method: (...args: [...Args, (error: Error | null, answer: Result) => void]) => void,
      ) =>
      (...args: Args) =>
        new Promise<Result>((resolve, reject) => {
          method.call(client, ...args, (error: Error | null, answer: Result) =>
            error ? reject(error) : resolve(answer),
          )
        })
    return {
      createMenu: call(client.createMenu),
      getMenu: call(client.getMenu),
      followers: () => call(client.getFollowers)(''),
      user: call(client.getUser),
      upload: (file) => call(client.uploadMedia)(file, 'image'),
      download: call(client.getMedia),
    }
  },
  'co-wechat-api': (base, key) => {
    const client = new CoApi(APPID, key)
    client.prefix = `${base}/cgi-bin/`
    return {
      createMenu: (menu) => client.createMenu(menu),
      getMenu: () => client.getMenu(),
      followers: () => client.getFollowers(),
      user: (openid) => client.getUser(openid),
      upload: (file) => client.uploadMedia(file, 'image'),
      download: (id) => client.getMedia(id),
    }
  },
  'node-easywechat, the classic token': easywechat(false),
  'node-easywechat, the stable token': easywechat(true),
}

async function pointed(make: Make, rights: Partial<HubKey>) {
  const sandbox = await startPlatform()
  const hub = await hubBefore(sandbox.url)
  const way = await recordingWayTo(Number(new URL(hub.url).port))
  const key = hub.key(rights)
  return { sandbox, hub, way, client: make(way.url, key) }
}

/** Says no, in words or by an exception, as the SDK does. @returns what it said */
const refusalOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    (answer) => (Buffer.isBuffer(answer) ? answer.toString() : JSON.stringify(answer)),
    (error: Error & { code?: unknown }) => `${error.message} ${error.code}`,
  )

describe.each(Object.entries(sdks))('the npm SDK %s through the hub', (_, make) => {
  test('menu, users, media up and down; the token is in nothing that it received', async () => {
    const { hub, way, client } = await pointed(make, {})
    const first = hub.account.token.current?.token ?? 'none'

    expect(await client.createMenu({ button: [click('今日歌曲')] })).toMatchObject({ errcode: 0 })
    expect(await client.getMenu()).toHaveProperty('menu.button.0.name', '今日歌曲')
    expect(await client.followers()).toHaveProperty('data.openid', expect.arrayContaining([ALICE]))
    expect(await client.user(ALICE)).toMatchObject({ openid: ALICE, subscribe: 1 })
    const file = join(temporaryDirectory(), 'a.png')
    writeFileSync(file, png())
    const { media_id } = await client.upload(file)
    const picture = await client.download(String(media_id))
    expect(picture.equals(readFileSync(file))).toBe(true)

    const received = way.received()
    expect(received).toContain('HTTP/1.1 200 OK')
    expect(first.length).toBeGreaterThan(50)
    for (const secret of [first, SANDBOX_SECRET]) expect(received).not.toContain(secret)
  })

  test('a token that WeChat no longer takes is replaced on the way; the SDK sees nothing of it', async () => {
    const { sandbox, hub, way, client } = await pointed(make, {})
    await client.createMenu({ button: [click('a')] })
    const before = hub.account.token.current?.token ?? 'none'
    await fetch(`${sandbox.url}/sandbox/expire`, { method: 'POST', body: '{}' })
    expect(await client.getMenu()).toHaveProperty('menu.button.0.name', 'a')
    const after = hub.account.token.current?.token ?? 'none'
    expect(after).not.toBe(before)
    for (const token of [before, after]) expect(way.received()).not.toContain(token)
  })

  test('a key for /cgi-bin/menu/* is refused elsewhere', async () => {
    const { client, hub } = await pointed(make, { paths: ['/cgi-bin/menu/*'] })
    expect(await client.createMenu({ button: [click('a')] })).toMatchObject({ errcode: 0 })
    for (const call of [client.followers(), client.user(ALICE), client.download('x')])
      expect(await refusalOf(call)).toMatch(/48001/)
    const refused = hub.requests.filter((request) => request.refused === 'path')
    expect(new Set(refused.map(({ path }) => path))).toEqual(
      new Set(['/cgi-bin/user/get', '/cgi-bin/user/info', '/cgi-bin/media/get']),
    )
  })

  test('a key that was revoked', async () => {
    const { client, hub } = await pointed(make, {})
    await client.createMenu({ button: [click('a')] })
    hub.revokeAll()
    expect(await refusalOf(client.getMenu())).toMatch(/40125/)
  })
})
