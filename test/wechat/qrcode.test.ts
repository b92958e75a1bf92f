import { describe, expect, test } from 'vitest'
import { eventKeys, pictureAddress, qrcodeRequest, sceneFault, sceneOf } from '../../src/wechat/qrcode'

describe('a scene is', () => {
  test.each([
    ['1', false, undefined, { id: 1 }],
    ['4294967295', false, undefined, { id: 4_294_967_295 }],
    ['4294967296', false, undefined, { text: '4294967296' }],
    ['100000', true, undefined, { id: 100_000 }],
    ['100001', true, undefined, { text: '100001' }],
    ['0', false, undefined, { text: '0' }],
    ['007', false, undefined, { text: '007' }],
    ['-1', false, undefined, { text: '-1' }],
    ['123', false, 'string', { text: '123' }],
    ['007', false, 'id', { id: 7 }],
    ['门店-12', false, undefined, { text: '门店-12' }],
  ] as const)('%s (permanent: %s, as %s): %o', (value, permanent, as, scene) => {
    expect(sceneOf(value, permanent, as)).toEqual(scene)
  })
})

describe('limits', () => {
  test.each([
    [{ id: 0 }, false, 'id'],
    [{ id: 1 }, true, undefined],
    [{ id: 100_001 }, true, 'id'],
    [{ id: 100_001 }, false, undefined],
    [{ id: Number.NaN }, false, 'id'],
    [{ text: '' }, false, 'text'],
    [{ text: '门'.repeat(64) }, false, undefined],
    [{ text: '😀'.repeat(64) }, true, undefined],
    [{ text: 'a'.repeat(65) }, true, 'text'],
  ] as const)('%o, permanent %s: %s', (scene, permanent, fault) => {
    expect(sceneFault(scene, permanent)).toBe(fault)
  })
})

test.each([
  [
    { scene: { id: 7 }, permanent: false, expireSeconds: 60 },
    { expire_seconds: 60, action_name: 'QR_SCENE', action_info: { scene: { scene_id: 7 } } },
  ],
  [
    { scene: { text: 'a' }, permanent: false },
    { action_name: 'QR_STR_SCENE', action_info: { scene: { scene_str: 'a' } } },
  ],
  [
    { scene: { id: 7 }, permanent: true, expireSeconds: 60 },
    { action_name: 'QR_LIMIT_SCENE', action_info: { scene: { scene_id: 7 } } },
  ],
  [
    { scene: { text: 'a' }, permanent: true },
    { action_name: 'QR_LIMIT_STR_SCENE', action_info: { scene: { scene_str: 'a' } } },
  ],
] as const)('%o is sent as %o', (wanted, request) => {
  expect(qrcodeRequest(wanted)).toEqual(request)
})

test('a scan is a SCAN of a follower, and a subscribe of who follows by it', () => {
  expect(eventKeys({ id: 7 })).toEqual({ scan: '7', subscribe: 'qrscene_7' })
  expect(eventKeys({ text: 'shop' })).toEqual({ scan: 'shop', subscribe: 'qrscene_shop' })
})

test("a ticket's characters are encoded in the address of its picture", () => {
  expect(pictureAddress('gQ/+a==')).toBe('https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket=gQ%2F%2Ba%3D%3D')
  expect(pictureAddress('a', 'http://127.0.0.1:8089')).toBe(
    'http://127.0.0.1:8089/cgi-bin/showqrcode?ticket=a',
  )
})
