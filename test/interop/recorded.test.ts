import { writeFileSync } from 'node:fs'
import { Agent } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import CoApi from 'co-wechat-api'
import { describe, expect, onTestFinished, test } from 'vitest'
import Api from 'wechat-api'
import { SANDBOX_APPID, SANDBOX_SECRET } from '../../src/wechat/sandbox-account'
import { ALICE, click, FRANK, type Json, sandbox } from '../sandbox/support'
import { png } from '../support/media'
import { temporaryDirectory } from '../support/run'

const FOLLOWERS = 20_500
const TAG = 101

/** A sandbox with many followers, who all have a tag. */
async function crowded() {
  const box = await sandbox()
  await box.state.transact((value) => {
    const account = value.accounts[SANDBOX_APPID]
    const [someone] = account?.users ?? []
    if (!account || !someone) return
    account.users = Array.from({ length: FOLLOWERS }, (_, at) => ({
      ...someone,
      openid: `o${String(at).padStart(27, '0')}`,
      tags: [TAG],
    }))
  })
  return box
}

/** Leads every name to the sandbox, as a hosts file and a mapping proxy do: the Host header stays as it is. */
function mapping(port: number): Agent {
  const agent = new Agent()
  agent.createConnection = () => connect(port, '127.0.0.1')
  onTestFinished(() => agent.destroy())
  return agent
}

/** An openid list, page by page, until one is empty: as people write it. @returns the openids, and the size of each page */
async function everyone(page: (next: string) => Promise<Json>) {
  const openids: string[] = []
  const pages: number[] = []
  let next = ''
  do {
    const answer = (await page(next)) as { count: number; data?: { openid: string[] }; next_openid?: string }
    openids.push(...(answer.data?.openid ?? []))
    pages.push(answer.count)
    next = answer.next_openid ?? ''
  } while (next !== '' && pages.length < 10)
  return { openids, pages }
}

type Box = Awaited<ReturnType<typeof sandbox>>

const NAMED = 'http://api.weixin.qq.com'

/** Each SDK's way to the followers, at the sandbox's address or at WeChat's own name. */
const sdks: Readonly<Record<string, (box: Box) => (next: string) => Promise<Json>>> = {
  'wechat-api': ({ url }) => {
    const client = new Api(SANDBOX_APPID, SANDBOX_SECRET)
    client.endpoint = url
    return followersOf(client)
  },
  'wechat-api at WeChat’s own name': ({ port }) => {
    const client = new Api(SANDBOX_APPID, SANDBOX_SECRET)
    client.endpoint = NAMED
    client.setOpts({ agent: mapping(port) })
    return followersOf(client)
  },
  'co-wechat-api': ({ url }) => {
    const client = coClient(url)
    return (next) => client.getFollowers(next)
  },
  'co-wechat-api at WeChat’s own name': ({ port }) => {
    const client = coClient(NAMED)
    client.setOpts({ agent: mapping(port) })
    return (next) => client.getFollowers(next)
  },
  'co-wechat-api with the users of a tag': ({ url }) => {
    const client = coClient(url)
    return (next) => client.getUsersFromTag(TAG, next)
  },
}

function coClient(base: string): CoApi {
  const client = new CoApi(SANDBOX_APPID, SANDBOX_SECRET)
  client.prefix = `${base}/cgi-bin/`
  return client
}

const followersOf = (client: Api) => (next: string) =>
  new Promise<Json>((resolve, reject) => {
    client.getFollowers(next, (error, answer) => (error ? reject(error) : resolve(answer)))
  })

describe('other SDKs page through more followers than one page has', () => {
  test.each(Object.entries(sdks))('%s', async (_, sdk) => {
    const { openids, pages } = await everyone(sdk(await crowded()))
    expect(pages).toEqual([10_000, 10_000, 500, 0])
    expect(new Set(openids).size).toBe(FOLLOWERS)
  })
})

describe('other SDKs replace a made-up token', () => {
  const madeUp = { accessToken: 'made-up', expireTime: Date.now() + 3_600_000 }

  test('co-wechat-api, by itself', async () => {
    const { url, send } = await sandbox()
    const client = coClient(url)
    await client.saveToken(madeUp)
    expect(await client.getFollowers()).toMatchObject({ total: 5 })
    expect(await send('/sandbox/calls')).toEqual({ '/cgi-bin/user/get': 2, '/cgi-bin/token': 1 })
  })

  test('wechat-api, from where its token is kept', async () => {
    const box = await sandbox()
    const kept = [madeUp, undefined]
    const client = new Api(SANDBOX_APPID, SANDBOX_SECRET, (done) => done(null, kept.shift()))
    client.endpoint = box.url
    expect(await followersOf(client)('')).toMatchObject({ total: 5 })
    expect(await box.send('/sandbox/calls')).toEqual({ '/cgi-bin/user/get': 2, '/cgi-bin/token': 1 })
  })
})

describe('co-wechat-api reads what was recorded', () => {
  test('a menu for a tag', async () => {
    const client = coClient((await sandbox()).url)
    await client.createMenu({ button: [click()] })
    const matchrule = { tag_id: '100' }
    const { menuid } = await client.addConditionalMenu({ button: [click('vip')], matchrule })
    expect(await client.getMenu()).toMatchObject({
      conditionalmenu: [{ matchrule: { group_id: '100' }, menuid }],
    })
    expect(await client.delConditionalMenu(menuid)).toMatchObject({ errcode: 0 })
  })

  test('a follower, and one who does not follow', async () => {
    const client = coClient((await sandbox()).url)
    expect(await client.getUser(ALICE)).toMatchObject({ nickname: '', sex: 0, language: 'zh_CN' })
    expect(await client.getUser(FRANK)).toMatchObject({ subscribe: 0, tagid_list: [] })
  })

  test('an upload, whose address has its slashes', async () => {
    const client = coClient((await sandbox()).url)
    const file = join(temporaryDirectory(), 'poster.png')
    writeFileSync(file, png())
    const { url, item } = await client.uploadMaterial(file, 'image')
    expect([url, item]).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:/), []])
  })
})
