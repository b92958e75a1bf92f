import { describe, expect, test } from 'vitest'
import { SANDBOX_APPID } from '../../src/wechat/sandbox-account'
import { ALICE, BOB, CAROL, DAVE, ERIN, FRANK, sandbox } from './support'

const done = { errcode: 0, errmsg: 'ok' }
const STRANGER = `o${'x'.repeat(27)}`

describe('tags', () => {
  test('a fresh account has the star group and two of its own', async () => {
    const { api } = await sandbox()
    expect(await api('/cgi-bin/tags/get')).toEqual({
      tags: [
        { id: 2, name: '星标组', count: 3 },
        { id: 100, name: 'VIP', count: 2 },
        { id: 101, name: '员工', count: 0 },
      ],
    })
  })

  test('are made, renamed and deleted', async () => {
    const { api } = await sandbox()
    expect(await api('/cgi-bin/tags/create', { tag: { name: '广东' } })).toEqual({
      tag: { id: 102, name: '广东' },
    })
    expect(await api('/cgi-bin/tags/update', { tag: { id: 102, name: '广东人' } })).toEqual(done)
    expect(await api('/cgi-bin/tags/get')).toHaveProperty('tags.3', { id: 102, name: '广东人', count: 0 })
    await api('/cgi-bin/tags/members/batchtagging', { openid_list: [ALICE], tagid: 102 })
    expect(await api('/cgi-bin/tags/delete', { tag: { id: 102 } })).toEqual(done)
    expect(await api('/cgi-bin/tags/getidlist', { openid: ALICE })).toEqual({ tagid_list: [2] })
    expect(await api('/cgi-bin/tags/create', { tag: { name: 'next' } })).toHaveProperty('tag.id', 103)
  })

  test.each([
    ['create', {}, 47001],
    ['create', { tag: { name: '' } }, 45157],
    ['create', { tag: { name: 'VIP' } }, 45157],
    ['create', { tag: { name: '三'.repeat(31) } }, 45158],
    ['update', { tag: { id: 2, name: 'x' } }, 45058],
    ['update', { tag: { id: 999, name: 'x' } }, 45159],
    ['update', { tag: { id: 101, name: 'VIP' } }, 45157],
    ['delete', { tag: { id: 0 } }, 45058],
    ['delete', { tag: { id: 999 } }, 45159],
  ])('tags/%s refuses %j', async (action, body, errcode) => {
    const { api } = await sandbox()
    expect(await api(`/cgi-bin/tags/${action}`, body)).toMatchObject({ errcode })
  })

  test('there are at most 100', async () => {
    const { api } = await sandbox()
    for (let count = 3; count < 100; count++)
      expect(await api('/cgi-bin/tags/create', { tag: { name: `t${count}` } })).toHaveProperty('tag')
    expect(await api('/cgi-bin/tags/create', { tag: { name: 'one more' } })).toMatchObject({ errcode: 45056 })
  })
})

describe('tagging users', () => {
  const TAG = '/cgi-bin/tags/members/batchtagging'

  test('adds and removes; user/tag/get lists them', async () => {
    const { api } = await sandbox()
    expect(await api(TAG, { openid_list: [ALICE, DAVE], tagid: 101 })).toEqual(done)
    expect(await api('/cgi-bin/user/tag/get', { tagid: 101, next_openid: '' })).toEqual({
      count: 2,
      data: { openid: [ALICE, DAVE] },
      next_openid: DAVE,
    })
    expect(await api('/cgi-bin/user/tag/get', { tagid: 101, next_openid: ALICE })).toMatchObject({
      data: { openid: [DAVE] },
    })
    expect(await api('/cgi-bin/tags/getidlist', { openid: ALICE })).toEqual({ tagid_list: [2, 101] })
    expect(await api('/cgi-bin/tags/members/batchuntagging', { openid_list: [ALICE], tagid: 101 })).toEqual(
      done,
    )
    expect(await api('/cgi-bin/tags/getidlist', { openid: ALICE })).toEqual({ tagid_list: [2] })
  })

  test.each([
    ['nobody', { openid_list: [], tagid: 101 }, 40032],
    ['51 users', { openid_list: Array.from({ length: 51 }, () => ALICE), tagid: 101 }, 40032],
    ['an unknown tag', { openid_list: [ALICE], tagid: 999 }, 45159],
    ['a malformed openid', { openid_list: ['abc'], tagid: 101 }, 40003],
    ["another account's openid", { openid_list: [STRANGER], tagid: 101 }, 49003],
  ])('refuses %s', async (_name, body, errcode) => {
    const { api } = await sandbox()
    expect(await api(TAG, body)).toMatchObject({ errcode })
  })

  test('names the openids that failed and tags the others', async () => {
    const { api } = await sandbox()
    expect(await api(TAG, { openid_list: [ALICE, STRANGER], tagid: 101 })).toMatchObject({
      errcode: 45171,
      fail_openid_list: [STRANGER],
    })
    expect(await api('/cgi-bin/tags/getidlist', { openid: ALICE })).toEqual({ tagid_list: [2, 101] })
  })

  test('a user has at most 20 tags', async () => {
    const { api } = await sandbox()
    for (let count = 0; count < 20; count++) {
      const { tag } = (await api('/cgi-bin/tags/create', { tag: { name: `t${count}` } })) as {
        tag: { id: number }
      }
      expect(await api(TAG, { openid_list: [DAVE], tagid: tag.id })).toEqual(done)
    }
    expect(await api(TAG, { openid_list: [DAVE], tagid: 101 })).toMatchObject({ errcode: 45059 })
  })

  test.each([
    ['abc', 40003],
    [STRANGER, 49003],
    [undefined, 40003],
  ])('getidlist of %s', async (openid, errcode) => {
    const { api } = await sandbox()
    expect(await api('/cgi-bin/tags/getidlist', { openid })).toMatchObject({ errcode })
  })
})

describe('users', () => {
  test('openids have 28 characters and begin with o', () => {
    for (const openid of [ALICE, BOB, CAROL, DAVE, ERIN, FRANK]) expect(openid).toMatch(/^o[\w-]{27}$/)
  })

  test('user/get lists those who follow; an empty page is the end', async () => {
    const { api } = await sandbox()
    expect(await api('/cgi-bin/user/get')).toEqual({
      total: 5,
      count: 5,
      data: { openid: [ALICE, BOB, CAROL, DAVE, ERIN] },
      next_openid: ERIN,
    })
    expect(await api(`/cgi-bin/user/get?next_openid=${CAROL}`)).toMatchObject({ total: 5, count: 2 })
    expect(await api(`/cgi-bin/user/get?next_openid=${ERIN}`)).toEqual({
      total: 5,
      count: 0,
      next_openid: '',
    })
    expect(await api('/cgi-bin/user/get?next_openid=x')).toMatchObject({ errcode: 40003 })
  })

  test('user/get gives 10 000 a page', async () => {
    const { api, state } = await sandbox()
    await state.transact((value) => {
      const account = value.accounts[SANDBOX_APPID]
      const [first] = account?.users ?? []
      if (!account || !first) return
      account.users = Array.from({ length: 10_001 }, (_, at) => ({
        ...first,
        openid: `o${String(at).padStart(27, '0')}`,
      }))
    })
    const [full, last] = ['9999', '10000'].map((number) => `o${number.padStart(27, '0')}`)
    expect(await api('/cgi-bin/user/get')).toMatchObject({ total: 10_001, count: 10_000, next_openid: full })
    expect(await api(`/cgi-bin/user/get?next_openid=${full}`)).toMatchObject({ count: 1, next_openid: last })
  })

  test('user/info tells much of a follower and next to nothing of others', async () => {
    const { api } = await sandbox()
    expect(await api(`/cgi-bin/user/info?openid=${CAROL}&lang=en`)).toEqual({
      subscribe: 1,
      openid: CAROL,
      nickname: '',
      sex: 0,
      language: 'zh_CN',
      city: '',
      province: '',
      country: '',
      headimgurl: '',
      subscribe_time: expect.any(Number),
      unionid: expect.stringMatching(/^o[\w-]{27}$/),
      remark: '',
      groupid: 2,
      tagid_list: [2, 100],
      subscribe_scene: 'ADD_SCENE_QR_CODE',
      qr_scene: 0,
      qr_scene_str: '',
    })
    expect(await api(`/cgi-bin/user/info?openid=${FRANK}`)).toEqual({
      subscribe: 0,
      openid: FRANK,
      unionid: expect.stringMatching(/^o[\w-]{27}$/),
      tagid_list: [],
    })
    for (const openid of ['x', STRANGER])
      expect(await api(`/cgi-bin/user/info?openid=${openid}`)).toMatchObject({ errcode: 40003 })
  })

  test('batchget gives several', async () => {
    const { api } = await sandbox()
    const user_list = [{ openid: ALICE, lang: 'zh_CN' }, { openid: FRANK }]
    expect(await api('/cgi-bin/user/info/batchget', { user_list })).toMatchObject({
      user_info_list: [
        { openid: ALICE, subscribe: 1 },
        { openid: FRANK, subscribe: 0 },
      ],
    })
    const many = Array.from({ length: 101 }, () => ({ openid: ALICE }))
    expect(await api('/cgi-bin/user/info/batchget', { user_list: many })).toMatchObject({ errcode: 40032 })
  })

  test('remarks are shorter than 30 bytes', async () => {
    const { api } = await sandbox()
    const remark = (text: string, openid = ALICE) =>
      api('/cgi-bin/user/info/updateremark', { openid, remark: text })
    expect(await remark('九'.repeat(9))).toEqual(done)
    expect(await api(`/cgi-bin/user/info?openid=${ALICE}`)).toHaveProperty('remark', '九'.repeat(9))
    expect(await remark('十'.repeat(10))).toMatchObject({ errcode: 40092 })
    expect(await remark('x', FRANK)).toMatchObject({ errcode: 43004 })
  })
})
