import { expect, test } from 'vitest'
import { pageSignature, signedAddress, signedText } from '../../src/wechat/jssdk'

/** The official vectors, docs/platform.md 6. */
const TICKET = 'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg'
const NONCE = 'Wm3WZYTPz0wzccnW'
const TIME = 1_414_587_457

test.each([
  ['http://mp.weixin.qq.com?params=value', '0f9de62fce790f9a083d5c99e95740ceb90c27ed'],
  ['http://mp.weixin.qq.com', 'f4d90daf4b3bca3078ab155816175ba34c443a7b'],
])("WeChat's own vector: %s", (url, signature) => {
  expect(pageSignature(TICKET, NONCE, TIME, url)).toBe(signature)
  expect(pageSignature(TICKET, NONCE, TIME, `${url}#section`)).toBe(signature)
})

test('the keys are in lower case and nothing is encoded anew', () => {
  expect(signedText('T', 'N', 1, 'https://a.cn/页?b=%20 #c')).toBe(
    'jsapi_ticket=T&noncestr=N&timestamp=1&url=https://a.cn/页?b=%20 ',
  )
})

test.each([
  ['https://a.cn/', 'https://a.cn/'],
  ['https://a.cn/?q=1#/route?x=#y', 'https://a.cn/?q=1'],
  ['https://a.cn/#', 'https://a.cn/'],
])('of %s is signed %s', (url, signed) => {
  expect(signedAddress(url)).toBe(signed)
})
