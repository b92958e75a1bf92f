import type { VerifySentences } from './verify-reach'

/** The answer to a push as a whole; the reply in it is in replies.ts. */
export const verifyReplies = {
  'reply-ok': { what: { en: 'a reply of type {type}', zh: '回复类型 {type}' } },
  'reply-ok-encrypted': { what: { en: 'an encrypted reply of type {type}', zh: '加密回复，类型 {type}' } },
  'reply-nothing': { what: { en: 'taken, without a reply', zh: '已接收，无回复' } },
  late: {
    what: {
      en: 'answered after {seconds} s; WeChat waits {limit} s',
      zh: '{seconds} 秒后才应答，微信只等 {limit} 秒',
    },
    fix: { en: 'answer success at once and do the work afterwards', zh: '先返回 success，再异步处理' },
  },
  'not-utf8': {
    what: {
      en: 'the reply is not UTF-8, from byte {offset} on',
      zh: '回复不是 UTF-8 编码，从第 {offset} 字节开始',
    },
    fix: { en: 'send it as UTF-8', zh: '请以 UTF-8 编码发送' },
  },
  gbk: {
    what: {
      en: 'the reply is not UTF-8: it seems to be GBK, from byte {offset} on',
      zh: '回复不是 UTF-8 编码：可能是 GBK，从第 {offset} 字节开始',
    },
    fix: {
      en: 'save the source files as UTF-8, and write answers as UTF-8',
      zh: '请将源代码文件保存为 UTF-8，并以 UTF-8 输出应答',
    },
  },
  'cut-character': {
    what: {
      en: 'a character is cut in the middle, at byte {offset}',
      zh: '第 {offset} 字节处有一个字符被从中间截断',
    },
    fix: {
      en: 'shorten texts by characters, not by bytes (PHP: mb_substr), and count Content-Length in bytes',
      zh: '截短文本应按字符而不是按字节（PHP 使用 mb_substr），Content-Length 应以字节计',
    },
  },
  'not-encrypted': {
    what: {
      en: 'the reply is not encrypted, which safe mode demands',
      zh: '回复没有加密，安全模式要求加密',
    },
    fix: {
      en: 'encrypt it, and answer Encrypt, MsgSignature, TimeStamp and Nonce; or answer success',
      zh: '请加密后返回 Encrypt、MsgSignature、TimeStamp、Nonce；或只返回 success',
    },
  },
  'encrypted-in-plain': {
    what: {
      en: 'the reply is encrypted, but the push was plain',
      zh: '推送是明文，回复却是加密的',
    },
    fix: {
      en: 'encrypt where the query says encrypt_type=aes; or was --mode safe meant?',
      zh: '只在 encrypt_type=aes 时加密回复；或者应使用 --mode safe？',
    },
  },
  envelope: {
    what: { en: 'the encrypted reply lacks {names}', zh: '加密回复缺少 {names}' },
    fix: {
      en: 'answer all four: Encrypt, MsgSignature, TimeStamp, Nonce',
      zh: '四项都要返回：Encrypt、MsgSignature、TimeStamp、Nonce',
    },
  },
  signature: {
    what: { en: 'MsgSignature of the reply is wrong', zh: '回复的 MsgSignature 错误' },
    fix: {
      en: 'sha1 over Token, TimeStamp, Nonce and Encrypt of the reply itself, sorted as text and joined',
      zh: '应为 Token 与回复自身的 TimeStamp、Nonce、Encrypt 按字符串排序、拼接后的 sha1',
    },
  },
  cipher: {
    what: { en: 'the reply cannot be decrypted ({reason})', zh: '回复无法解密（{reason}）' },
    fix: {
      en: 'compare EncodingAESKey; AES-256-CBC, the first 16 bytes of the key as IV, padding to 32 bytes',
      zh: '请核对 EncodingAESKey；算法为 AES-256-CBC，IV 为密钥前 16 字节，填充到 32 字节',
    },
  },
  'cipher-appid': {
    what: {
      en: 'the reply was encrypted for {appid}, but the account is {right}',
      zh: '回复是为 {appid} 加密的，但账号是 {right}',
    },
    fix: { en: 'put the AppID of this account behind the text', zh: '密文末尾应为本账号的 AppID' },
  },
} as const satisfies Record<string, VerifySentences>
