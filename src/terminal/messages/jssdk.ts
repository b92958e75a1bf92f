import { messages } from '../language'

/** What the JS-SDK commands say. */
export const jssdkMessages = messages({
  hashLeftOut: {
    en: 'What follows # is not signed: {url}',
    zh: '# 之后的部分不参与签名：{url}',
  },
  escaped: {
    en: 'The address holds {escaped}, copied out of HTML or JSON: a browser shows a plain & there, and the signature is for another address. Write a plain &.',
    zh: '地址中有从 HTML 或 JSON 复制来的 {escaped}：浏览器中的地址是 &，签名因此对应另一个地址。请写作 &。',
  },
  domain: {
    en: 'JS-SDK domain to register (JS接口安全域名): {domain}',
    zh: '需登记的 JS 接口安全域名：{domain}',
  },
  exactly: {
    en: 'The page must be open under exactly this address; sign location.href.split("#")[0] on the server for each page.',
    zh: '页面地址须与签名地址完全一致；请在服务端对每个页面的 location.href.split("#")[0] 签名。',
  },
  cleared: { en: 'The cached ticket has been forgotten.', zh: '已清除缓存的 ticket。' },
  demoListening: { en: 'The demo page is at {url}', zh: '演示页面：{url}' },
  demoSigned: { en: 'Signed for {url}', zh: '已签名：{url}' },
  demoFailed: { en: 'No signature for {url}: {reason}', zh: '签名失败 {url}：{reason}' },
  demoStopped: { en: 'The demo page has stopped.', zh: '演示页面已停止。' },
  stopHint: { en: 'Ctrl+C stops it.', zh: '按 Ctrl+C 停止。' },
  phoneCannotReach: {
    en: 'Phones do not reach this machine: give --public-url, an address of a registered domain that leads here.',
    zh: '手机无法访问本机：请用 --public-url 指定可访问本机、且域名已登记的公网地址。',
  },
  notLoopback: {
    en: 'The page listens on {host}: everyone who reaches this machine can open it.',
    zh: '页面正在监听 {host}：能访问本机的任何人都可以打开。',
  },
  nothingCached: { en: 'No ticket was cached.', zh: '没有缓存的 ticket。' },
})
