import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FileState } from '../../src/sandbox/store'
import { beginnings, png } from '../support/media'
import { temporaryDirectory } from '../support/run'
import { click, type Json, sandbox } from './support'

/** A sandbox, and an upload to it as any HTTP client makes one. */
async function box(options: Parameters<typeof sandbox>[0] = {}) {
  const server = await sandbox(options)
  const upload = async (
    path: string,
    content: Buffer | undefined,
    { name = 'a.png', description }: { name?: string; description?: string } = {},
  ): Promise<Json> => {
    const form = new FormData()
    if (content) form.append('media', new Blob([new Uint8Array(content)]), name)
    if (description !== undefined) form.append('description', description)
    const url = `${path}${path.includes('?') ? '&' : '?'}access_token=${await server.token()}`
    return server.send(url, { method: 'POST', body: form })
  }
  const add = (type: string, content: Buffer, more = {}) =>
    upload(`/cgi-bin/material/add_material?type=${type}`, content, more)
  const file = async (path: string, body?: object) => {
    const url = `${server.url}${path}${path.includes('?') ? '&' : '?'}access_token=${await server.token()}`
    const response = await fetch(url, body && { method: 'POST', body: JSON.stringify(body) })
    return { headers: response.headers, content: Buffer.from(await response.arrayBuffer()) }
  }
  return { ...server, upload, add, file }
}

const mediaButton = (media_id: unknown) => ({ button: [{ type: 'media_id', name: 'a', media_id }] })

describe('permanent material', () => {
  test('comes back byte for byte, and is shown at its address', async () => {
    const { add, file } = await box()
    const { media_id, url, errcode } = await add('image', png(), { name: '海报.png' })
    expect([media_id, errcode]).toEqual([expect.stringMatching(/^[\w-]{64}$/), undefined])
    const back = await file('/cgi-bin/material/get_material', { media_id })
    expect(back.content.equals(png())).toBe(true)
    expect(back.headers.get('content-type')).toBe('image/png')
    expect(back.headers.get('content-disposition')).toContain('attachment')
    expect(Buffer.from(await (await fetch(String(url))).arrayBuffer()).equals(png())).toBe(true)
  })

  test('a video brings its words, and comes back as an address', async () => {
    const { add, api } = await box()
    const description = JSON.stringify({ title: '标题', introduction: '介绍' })
    const added = await add('video', beginnings.mp4, { name: 'a.mp4', description })
    expect(added).toEqual({ media_id: expect.any(String), item: [] })
    const shown = await api('/cgi-bin/material/get_material', { media_id: added.media_id })
    expect(shown).toMatchObject({ title: '标题', description: '介绍' })
    expect(Buffer.from(await (await fetch(String(shown.down_url))).arrayBuffer())).toEqual(beginnings.mp4)
    expect(await add('video', beginnings.mp4)).toMatchObject({ errcode: 47001 })
  })

  test('is counted and listed, the newest first', async () => {
    const { add, api, later } = await box()
    const ids = []
    for (const name of ['1.png', '2.png', '3.png']) {
      ids.push((await add('image', png(), { name })).media_id)
      later(60)
    }
    await add('voice', beginnings.amr, { name: 'a.amr' })
    expect(await api('/cgi-bin/material/get_materialcount')).toEqual({
      voice_count: 1,
      video_count: 0,
      image_count: 3,
      news_count: 0,
    })
    const list = await api('/cgi-bin/material/batchget_material', { type: 'image', offset: 1, count: 20 })
    expect(list).toMatchObject({ total_count: 3, item_count: 2 })
    expect(list.item).toMatchObject([
      { media_id: ids[1], name: '2.png', update_time: expect.any(Number), url: expect.any(String) },
      { media_id: ids[0], name: '1.png' },
    ])
    expect(await api('/cgi-bin/material/batchget_material', { type: 'news', offset: 0, count: 1 })).toEqual({
      item: [],
      total_count: 0,
      item_count: 0,
    })
  })

  test('is gone once it is deleted, but not while the menu uses it', async () => {
    const { add, api } = await box()
    const { media_id } = await add('image', png())
    const deletion = () => api('/cgi-bin/material/del_material', { media_id })
    await api('/cgi-bin/menu/create', { button: [{ name: 'm', sub_button: mediaButton(media_id).button }] })
    expect(await deletion()).toMatchObject({ errcode: 48005 })
    await api('/cgi-bin/menu/create', { button: [click()] })
    await api('/cgi-bin/menu/addconditional', { ...mediaButton(media_id), matchrule: { tag_id: '2' } })
    expect(await deletion()).toMatchObject({ errcode: 48005 })
    await api('/cgi-bin/menu/delete')
    expect(await deletion()).toEqual({ errcode: 0, errmsg: 'ok' })
    expect(await api('/cgi-bin/material/get_material', { media_id })).toMatchObject({ errcode: 40007 })
    expect(await deletion()).toMatchObject({ errcode: 40007 })
  })

  test('a menu may name what is there, and of the sandbox’s own ids nothing else', async () => {
    const { add, api, upload } = await box()
    const { media_id } = await add('image', png())
    expect(await api('/cgi-bin/menu/create', mediaButton(media_id))).toMatchObject({ errcode: 0 })
    expect(await api('/cgi-bin/get_current_selfmenu_info')).toHaveProperty(
      'selfmenu_info.button.0.media_id',
      media_id,
    )
    const passing = await upload('/cgi-bin/media/upload?type=image', png())
    expect(await api('/cgi-bin/menu/create', mediaButton(passing.media_id))).toMatchObject({ errcode: 40007 })
    await api('/cgi-bin/menu/delete')
    await api('/cgi-bin/material/del_material', { media_id })
    expect(await api('/cgi-bin/menu/create', mediaButton(media_id))).toMatchObject({ errcode: 40007 })
    expect(await api('/cgi-bin/menu/create', mediaButton('FROM_THE_DOCUMENTATION'))).toMatchObject({
      errcode: 0,
    })
  })

  test('with a list of known ids a menu may name those and what was uploaded', async () => {
    const { add, api, control } = await box()
    await control('account', { media: ['M1'] })
    const { media_id } = await add('image', png())
    for (const [id, errcode] of [
      ['M1', 0],
      [media_id, 0],
      ['M2', 40007],
    ])
      expect(await api('/cgi-bin/menu/create', mediaButton(id))).toMatchObject({ errcode })
  })
})

describe('what is refused', () => {
  const ADD = '/cgi-bin/material/add_material'
  const UPLOAD = '/cgi-bin/media/upload'
  test.each([
    ['no type', ADD, png(), 40007],
    ['an unknown type', `${ADD}?type=picture`, png(), 40004],
    ['no type of temporary media', UPLOAD, png(), 40004],
    ['no file', `${ADD}?type=image`, undefined, 41005],
    ['an empty file', `${ADD}?type=image`, Buffer.alloc(0), 44001],
    ['a text', `${ADD}?type=image`, Buffer.from('hello'), 40005],
    ['a voice as an image', `${ADD}?type=image`, beginnings.mp3, 40005],
    ['a PNG as a thumb', `${ADD}?type=thumb`, png(), 40005],
    ['a BMP as temporary media', `${UPLOAD}?type=image`, beginnings.bmp, 40005],
    ['a large image', `${ADD}?type=image`, png(10 * 1024 * 1024), 45001],
    ['a large thumb', `${ADD}?type=thumb`, Buffer.concat([beginnings.jpg, Buffer.alloc(65_536)]), 45001],
    ['a large temporary image', `${UPLOAD}?type=image`, png(10 * 1024 * 1024), 40006],
    ['a large picture for articles', '/cgi-bin/media/uploadimg', png(1024 * 1024), 40009],
    ['a GIF for articles', '/cgi-bin/media/uploadimg', beginnings.gif, 40005],
  ])('%s', async (_, path, content, errcode) => {
    const { upload } = await box()
    expect(await upload(path, content)).toMatchObject({ errcode })
  })

  test('a body that is no form, a call without a token, a call by GET', async () => {
    const { api, send, token } = await box()
    expect(await api(`${ADD}?type=image`, { media: 'x' })).toMatchObject({ errcode: 41005 })
    expect(await send(`${ADD}?type=image`, { method: 'POST', body: new FormData() })).toMatchObject({
      errcode: 41001,
    })
    expect(await send(`${ADD}?type=image&access_token=${await token()}`)).toMatchObject({ errcode: 43002 })
  })

  test('more than any file may have is not even read', async () => {
    const { url, token } = await box()
    const form = new FormData()
    form.append('media', new Blob([new Uint8Array(17 * 1024 * 1024)]), 'a.png')
    const to = `${url}${ADD}?type=image&access_token=${await token()}`
    const response = await fetch(to, { method: 'POST', body: form })
    expect(response.status).toBe(413)
  })

  test('unknown ids and pages', async () => {
    const { api } = await box()
    expect(await api('/cgi-bin/material/get_material', {})).toMatchObject({ errcode: 41006 })
    expect(await api('/cgi-bin/material/get_material', { media_id: 'x' })).toMatchObject({ errcode: 40007 })
    expect(await api('/cgi-bin/media/get?media_id=x')).toMatchObject({ errcode: 40007 })
    const list = (body: object) => api('/cgi-bin/material/batchget_material', body)
    expect(await list({ type: 'thumb', offset: 0, count: 1 })).toMatchObject({ errcode: 40004 })
    expect(await list({ type: 'image', offset: 0, count: 21 })).toMatchObject({ errcode: 40032 })
  })
})

describe('temporary media', () => {
  test('live for three days', async () => {
    const { upload, file, api, later, stable, send } = await box()
    const { media_id, type, created_at } = await upload('/cgi-bin/media/upload?type=image', png())
    expect([type, typeof created_at]).toEqual(['image', 'number'])
    expect((await file(`/cgi-bin/media/get?media_id=${media_id}`)).content.equals(png())).toBe(true)
    expect(await api('/cgi-bin/material/get_material', { media_id })).toMatchObject({ errcode: 40007 })
    expect(await api('/cgi-bin/material/get_materialcount')).toMatchObject({ image_count: 0 })
    later(3 * 86_400)
    const { access_token } = await stable() // the former one has ended by now as well
    const url = `/cgi-bin/media/get?access_token=${access_token}&media_id=${media_id}`
    expect(await send(url)).toMatchObject({ errcode: 40007 })
  })

  test('a thumb has a key of its own, a video an address', async () => {
    const { upload, api } = await box()
    expect(await upload('/cgi-bin/media/upload?type=thumb', beginnings.jpg)).toMatchObject({
      type: 'thumb',
      thumb_media_id: expect.any(String),
    })
    const { media_id } = await upload('/cgi-bin/media/upload?type=video', beginnings.mp4)
    expect(await api(`/cgi-bin/media/get?media_id=${media_id}`)).toEqual({ video_url: expect.any(String) })
  })
})

describe('where the contents are', () => {
  test('beside the state file, each once, and gone with the last that has it', async () => {
    const directory = temporaryDirectory()
    const state = new FileState(join(directory, 'sandbox.json'))
    const { add, api } = await box({ state })
    const [one, two] = [await add('image', png(1000)), await add('image', png(1000))]
    const contents = join(directory, 'sandbox-media')
    expect(readdirSync(contents)).toHaveLength(1)
    expect(statSync(join(directory, 'sandbox.json')).size).toBeLessThan(20_000)
    expect(readFileSync(join(directory, 'sandbox.json'), 'utf8')).not.toContain('aaaaaaaa')
    await api('/cgi-bin/material/del_material', { media_id: one.media_id })
    expect(readdirSync(contents)).toHaveLength(1)
    await api('/cgi-bin/material/del_material', { media_id: two.media_id })
    expect(readdirSync(contents)).toEqual([])
    await add('image', png())
    await state.reset()
    expect(existsSync(contents)).toBe(false)
  })

  test('another process on the same state gives them out', async () => {
    const file = join(temporaryDirectory(), 'sandbox.json')
    const [one, other] = [
      await box({ state: new FileState(file) }),
      await box({ state: new FileState(file) }),
    ]
    const { media_id } = await one.add('image', png())
    expect((await other.file('/cgi-bin/material/get_material', { media_id })).content.equals(png())).toBe(
      true,
    )
  })

  test('a state of an older version has no material yet', async () => {
    const file = join(temporaryDirectory(), 'sandbox.json')
    const state = new FileState(file)
    await state.transact((value) => {
      for (const account of Object.values(value.accounts)) delete (account as { material?: unknown }).material
    })
    const { add } = await box({ state: new FileState(file) })
    expect(await add('image', png())).toHaveProperty('media_id')
  })

  test('an account has no endless room', async () => {
    const { add, state } = await box()
    await state.transact(({ accounts }) => {
      for (const account of Object.values(accounts))
        account.material.push({
          mediaId: 'big',
          type: 'image',
          name: 'big',
          format: 'png',
          sha256: 'none',
          bytes: 256 * 1024 * 1024,
          time: 0,
        })
    })
    expect(await add('image', png())).toMatchObject({ errcode: 45074 })
  })
})

test('faults strike uploads as any other call', async () => {
  const { upload, post, api } = await box()
  await post('/sandbox/faults', JSON.stringify('material/add_material=errcode:45009,1'))
  expect(await upload('/cgi-bin/material/add_material?type=image', png())).toMatchObject({ errcode: 45009 })
  await post('/sandbox/faults', JSON.stringify('material/add_material=drop:after,1'))
  await expect(upload('/cgi-bin/material/add_material?type=image', png())).rejects.toThrow()
  expect(await api('/cgi-bin/material/get_materialcount')).toMatchObject({ image_count: 1 })
})
