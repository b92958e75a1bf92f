import { type Message, messages } from '../language'

/** Why a request was refused, and what to do; `{differs}` of a wrong signature has its own sentences. */
export interface RefusalSentences {
  readonly what: Message
  readonly todo: Message
}

export const refusalSentences: Readonly<Record<string, RefusalSentences>> = {
  'signature-missing': {
    what: {
      en: 'no call of WeChat: {names} missing',
      zh: '不是微信的请求：缺少 {names}',
    },
    todo: {
      en: 'a browser or a scanner calls so; to call as WeChat does: wxadmin verify',
      zh: '可能来自浏览器或扫描器；如需按微信的方式访问：wxadmin verify',
    },
  },
  'signature-twice': {
    what: { en: '{name} stands twice in the query', zh: '查询串中 {name} 出现了两次' },
    todo: {
      en: 'a proxy in between adds to the query, or this is no call of WeChat',
      zh: '中间的代理改动了查询串，或该请求并非来自微信',
    },
  },
  'signature-wrong': {
    what: { en: '{name} is wrong: {differs}', zh: '{name} 不正确：{differs}' },
    todo: { en: '{remedy}', zh: '{remedy}' },
  },
  'signature-case': {
    what: { en: '{name} is right but in upper case', zh: '{name} 正确，但为大写' },
    todo: { en: 'WeChat sends lower case: so must the caller', zh: '微信发送的是小写，调用方也应使用小写' },
  },
  'timestamp-malformed': {
    what: {
      en: 'the timestamp in the query is not a Unix time: digits alone',
      zh: '查询串中的 timestamp 不是纯数字的 Unix 时间戳',
    },
    todo: {
      en: 'WeChat sends seconds in 10 digits: the caller must send and sign the same',
      zh: '微信发送 10 位的秒数，调用方也应如此发送并参与签名',
    },
  },
  'nonce-long': {
    what: {
      en: 'the nonce in the query has more than {limit} characters',
      zh: '查询串中的 nonce 超过 {limit} 个字符',
    },
    todo: {
      en: 'WeChat sends about 10 digits: this is no call of WeChat, or a signature that was cut anew',
      zh: '微信的 nonce 约 10 位数字：该请求并非来自微信，或签名的各部分被重新拆分',
    },
  },
  'nonce-characters': {
    what: {
      en: 'the nonce in the query has characters other than printable ASCII',
      zh: '查询串中的 nonce 含有可打印 ASCII 以外的字符',
    },
    todo: {
      en: 'WeChat sends digits: the caller must send letters, digits and signs of ASCII',
      zh: '微信发送的是数字，调用方应只使用 ASCII 字母、数字和符号',
    },
  },
  method: {
    what: { en: 'the method {method} is not one that WeChat uses', zh: '微信不使用 {method} 方法' },
    todo: { en: 'GET for the handshake, POST for pushes', zh: '验证用 GET，推送用 POST' },
  },
  path: {
    what: { en: 'the endpoint is not at {at}', zh: '接口地址不是 {at}' },
    todo: {
      en: 'it is at {path}: put that path into the URL of the console, or start with --path {!PATH}',
      zh: '接口路径为 {path}：请修改后台 URL 中的路径，或以 --path {!PATH} 启动',
    },
  },
  'body-too-large': {
    what: { en: 'the body is larger than {limit} bytes', zh: '请求体超过 {limit} 字节' },
    todo: { en: 'no push of WeChat is that large', zh: '微信的推送不会这么大' },
  },
  'body-empty': {
    what: { en: 'the body is empty', zh: '请求体为空' },
    todo: {
      en: 'a push is an XML document; a proxy in between may have dropped it',
      zh: '推送应为 XML 文档，可能被中间的代理丢弃',
    },
  },
  'body-broken-off': {
    what: { en: 'the body broke off after {bytes} bytes', zh: '请求体在 {bytes} 字节后中断' },
    todo: { en: 'WeChat tries again by itself', zh: '微信会自动重试' },
  },
  'not-utf8': {
    what: { en: 'the body is not UTF-8 from byte {byte} on', zh: '请求体从第 {byte} 字节起不是 UTF-8' },
    todo: { en: 'the sender has to encode it as UTF-8', zh: '发送方须使用 UTF-8 编码' },
  },
  xml: {
    what: {
      en: 'the body is no document of WeChat: {reason} at {line}:{column}',
      zh: '请求体不是有效的微信 XML：{reason}（{line}:{column}）',
    },
    todo: {
      en: 'wxadmin trigger --raw - sends a document as it is, to try it',
      zh: '可用 wxadmin trigger --raw - 原样发送文档进行测试',
    },
  },
  'not-a-push': {
    what: { en: 'the document has no MsgType', zh: '文档中没有 MsgType' },
    todo: {
      en: 'every push has one: wxadmin trigger --list',
      zh: '推送都有 MsgType：wxadmin trigger --list',
    },
  },
  'plain-in-safe-mode': {
    what: { en: 'a push in plain although the mode here is safe', zh: '本地为安全模式，却收到明文推送' },
    todo: {
      en: 'anyone could have made it. Where the console says 明文模式: --mode plain, and 兼容模式: --mode compat',
      zh: '明文推送可能是伪造的。如果后台为明文模式，请使用 --mode plain；为兼容模式，请使用 --mode compat',
    },
  },
  'no-key': {
    what: {
      en: 'an encrypted push, and no EncodingAESKey is known',
      zh: '收到加密推送，但本地没有 EncodingAESKey',
    },
    todo: {
      en: 'the console is set to 安全模式: wxadmin account set NAME --aes-key-stdin, and --mode safe',
      zh: '后台为安全模式：请执行 wxadmin account set 名称 --aes-key-stdin，并使用 --mode safe',
    },
  },
  cipher: {
    what: { en: 'the push cannot be decrypted: {reason}', zh: '推送无法解密：{reason}' },
    todo: {
      en: 'the EncodingAESKey (and AppID) of the console and of this account have to be the same',
      zh: '请确认后台与本地账号的 EncodingAESKey（和 AppID）一致',
    },
  },
  'too-many': {
    what: { en: 'more than {limit} pushes at one time', zh: '同时处理的推送超过 {limit} 个' },
    todo: {
      en: 'the target or the disk is slower than the pushes come; WeChat tries again',
      zh: '目标服务或磁盘跟不上推送速度；微信会自动重试',
    },
  },
  'too-many-bytes': {
    what: {
      en: 'more than {limit} bytes of bodies are on their way in at one time',
      zh: '同时接收中的请求体共超过 {limit} 字节',
    },
    todo: {
      en: 'somebody sends much and slowly; WeChat tries again by itself',
      zh: '有调用方在缓慢发送大量数据；微信会自动重试',
    },
  },
  'not-http': {
    what: { en: 'what came is not HTTP', zh: '收到的不是 HTTP 请求' },
    todo: {
      en: 'where it is HTTPS, a proxy or tunnel has to end TLS before this port',
      zh: '如果是 HTTPS，请由代理或内网穿透先处理 TLS',
    },
  },
  'head-too-large': {
    what: { en: 'the headers of a request are too large', zh: '请求头过大' },
    todo: { en: 'WeChat sends few: look at the proxy in between', zh: '微信的请求头很少，请检查中间的代理' },
  },
  'too-slow': {
    what: { en: 'a request did not become whole in time', zh: '请求未能及时发送完整' },
    todo: { en: 'WeChat tries again by itself', zh: '微信会自动重试' },
  },
  'too-many-connections': {
    what: { en: 'more than {limit} connections', zh: '连接数超过 {limit}' },
    todo: { en: 'those without a request were closed', zh: '已关闭没有请求的连接' },
  },
}

/** What differs in a wrong signature, and what to do about it. */
export const differsSentences: Readonly<Record<string, RefusalSentences>> = {
  'not-sha1': {
    what: { en: 'it is no sha1 of 40 hex digits', zh: '不是 40 位十六进制的 sha1' },
    todo: { en: 'this is no call of WeChat', zh: '该请求并非来自微信' },
  },
  order: {
    what: { en: 'the order of the values differs', zh: '参与签名的值顺序不同' },
    todo: {
      en: 'the caller has to sort them as text before it joins them',
      zh: '调用方须先按字典序排序再拼接',
    },
  },
  separator: {
    what: { en: 'something stands between the values', zh: '各值之间多了分隔符' },
    todo: { en: 'the caller has to join them with nothing in between', zh: '调用方须直接拼接，不加分隔符' },
  },
  'token-empty': {
    what: { en: 'the caller signed with an empty Token', zh: '调用方签名时 Token 为空' },
    todo: { en: 'set the Token there', zh: '请在调用方设置 Token' },
  },
  'token-spaces': {
    what: {
      en: 'the Token there has a space or line break before or behind it',
      zh: '对方的 Token 前后多了空格或换行',
    },
    todo: { en: 'type it anew', zh: '请重新填写 Token' },
  },
  'token-case': {
    what: { en: 'the Tokens differ in upper and lower case', zh: '两边 Token 的大小写不同' },
    todo: { en: 'type it anew', zh: '请重新填写 Token' },
  },
  'token-is-key': {
    what: { en: 'the EncodingAESKey was used as the Token', zh: '对方把 EncodingAESKey 当成了 Token' },
    todo: { en: 'look at the two fields of the console', zh: '请检查后台的这两项' },
  },
  'token-is-appid': {
    what: { en: 'the AppID was used as the Token', zh: '对方把 AppID 当成了 Token' },
    todo: { en: 'look at the field Token there', zh: '请检查对方的 Token' },
  },
  'other-signature': {
    what: {
      en: 'signature and msg_signature are mixed up',
      zh: 'signature 与 msg_signature 混淆',
    },
    todo: {
      en: 'msg_signature signs the content of Encrypt as well, signature does not',
      zh: 'msg_signature 需包含 Encrypt 的内容，signature 不包含',
    },
  },
  echostr: {
    what: { en: 'echostr was signed as well', zh: '签名时多包含了 echostr' },
    todo: { en: 'Token, timestamp and nonce alone are signed', zh: '只对 Token、timestamp 和 nonce 签名' },
  },
  timestamp: {
    what: { en: 'the timestamp that was signed is another one', zh: '参与签名的 timestamp 与请求中的不同' },
    todo: {
      en: 'sign the seconds that stand in the query, as text',
      zh: '请对查询串中的 timestamp（秒）原样签名',
    },
  },
  nonce: {
    what: { en: 'the nonce that was signed is another one', zh: '参与签名的 nonce 与请求中的不同' },
    todo: { en: 'sign the nonce as it stands in the query', zh: '请对查询串中的 nonce 原样签名' },
  },
  'token-or-query': {
    what: { en: 'the Token of the console and this one differ', zh: '后台填写的 Token 与本地的不一致' },
    todo: {
      en: 'type the same into both: {where}. Where it is the same, the query was changed on its way',
      zh: '请填写相同的 Token（{where}）。若已相同，则查询串在途中被改动',
    },
  },
}

/** Reasons that are given as parameters, by their codes: of XML, of the cipher, of a call that failed. */
export const reasonWords: Readonly<Record<string, Message>> = messages({
  'not-xml': { en: 'not XML', zh: '不是 XML' },
  json: {
    en: 'JSON (the console offers XML: 消息格式)',
    zh: 'JSON 格式（请在后台选择 XML）',
  },
  malformed: { en: 'not well-formed', zh: '格式错误' },
  doctype: { en: 'a DTD, which WeChat never sends', zh: '含有微信不会发送的 DTD' },
  entity: { en: 'an unknown entity', zh: '含有未知实体' },
  depth: { en: 'nested too deep', zh: '嵌套过深' },
  root: { en: 'the root is not <xml>', zh: '根元素不是 <xml>' },
  missing: { en: 'no element Encrypt', zh: '没有 Encrypt 元素' },
  base64: { en: 'no base64', zh: '不是 base64' },
  length: { en: 'its length is none of AES', zh: '长度不符合 AES' },
  padding: { en: 'wrong padding: another key', zh: '填充错误，密钥不一致' },
  'message-length': { en: 'wrong length: another key', zh: '长度错误，密钥不一致' },
  appid: { en: 'it was made for the AppID {appid}', zh: '推送属于 AppID {appid}' },
  utf8: { en: 'not UTF-8', zh: '不是 UTF-8' },
  refused: { en: 'the connection was refused', zh: '连接被拒绝' },
  unreachable: { en: 'it cannot be reached', zh: '无法到达' },
  dns: { en: 'its name cannot be resolved', zh: '域名无法解析' },
  tls: { en: 'TLS failed', zh: 'TLS 握手失败' },
  timeout: { en: 'it took too long', zh: '超时' },
  dropped: { en: 'the connection was cut', zh: '连接被断开' },
  proxy: { en: 'the proxy failed', zh: '代理出错' },
  'http-parse': { en: 'what it answers is not HTTP', zh: '返回的不是 HTTP' },
  aborted: { en: 'the endpoint stopped', zh: '接口已停止' },
})
