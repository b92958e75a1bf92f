import type { FlawCode } from '../../wechat/callback/delivery-findings'
import type { Message } from '../language'

const inBytes: Message = {
  en: 'Content-Length counts bytes, and Chinese has three a character in UTF-8: leave it to the framework, or use Buffer.byteLength (Node), len(text.encode()) (Python), strlen (PHP)',
  zh: 'Content-Length 以字节计，UTF-8 中一个汉字占 3 个字节：请由框架计算，或使用 Buffer.byteLength（Node）、len(text.encode())（Python）、strlen（PHP）',
}
const end: Message = {
  en: 'end the response (Node: res.end, not res.write alone; PHP and Java: flush and close)',
  zh: '请结束应答（Node 应调用 res.end，而不只是 res.write；PHP、Java 应刷新并关闭输出）',
}
const log: Message = {
  en: 'the program or the reverse proxy broke off: look at the logs of both',
  zh: '程序或反向代理中途断开：请查看两者的日志',
}

/** Answers that are not whole, or not what their head says. */
export const verifyForms: Record<FlawCode, { readonly what: Message; readonly fix: Message }> = {
  'answer-unfinished': {
    what: {
      en: 'the answer began ({bytes} {bytes?byte:bytes}) and was never ended',
      zh: '应答已开始（{bytes} 字节），但一直没有结束',
    },
    fix: end,
  },
  'answer-unfinished-length': {
    what: {
      en: 'the answer began ({bytes} {bytes?byte:bytes}) and was never ended: Content-Length says {declared}',
      zh: '应答已开始（{bytes} 字节），但一直没有结束：Content-Length 为 {declared}',
    },
    fix: inBytes,
  },
  'answer-cut': {
    what: {
      en: 'the connection was closed in the middle of the answer, after {bytes} {bytes?byte:bytes}',
      zh: '应答中途连接被关闭，只收到 {bytes} 字节',
    },
    fix: log,
  },
  'answer-cut-length': {
    what: {
      en: 'the connection was closed in the middle of the answer, after {bytes} of {declared} {declared?byte:bytes}',
      zh: '应答中途连接被关闭，只收到 {bytes} 字节，Content-Length 为 {declared}',
    },
    fix: {
      en: 'the program or the reverse proxy broke off: look at the logs of both; or Content-Length is larger than the body, as it counts bytes',
      zh: '程序或反向代理中途断开，请查看两者的日志；也可能是 Content-Length 大于应答体，它以字节计',
    },
  },
  'length-short': {
    what: {
      en: 'Content-Length is smaller than the body: often characters in place of bytes ({declared}; at least {bytes} bytes came)',
      zh: 'Content-Length 小于应答体：通常是把字符数当作了字节数（{declared}，实际至少 {bytes} 字节）',
    },
    fix: inBytes,
  },
  'http10-chunked': {
    what: {
      en: "the answer to a call over HTTP/1.0, as WeChat's check makes it, comes in chunks, which HTTP/1.0 does not know",
      zh: '对 HTTP/1.0 请求（微信的服务器验证使用 HTTP/1.0）的应答采用了分块传输，而 HTTP/1.0 不支持分块',
    },
    fix: {
      en: 'answer with a Content-Length in bytes and without Transfer-Encoding; behind nginx: chunked_transfer_encoding off',
      zh: '应答应带以字节计的 Content-Length，不使用 Transfer-Encoding；使用 nginx 时设置 chunked_transfer_encoding off',
    },
  },
}
