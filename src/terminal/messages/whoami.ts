import { messages } from '../language'

/** Sentences of `wxadmin whoami`. */
export const whoamiMessages = messages({
  setting: { en: 'SETTING', zh: '设置项' },
  value: { en: 'VALUE', zh: '值' },
  origin: { en: 'FROM', zh: '来源' },
  account: { en: 'account', zh: '账号' },
  appid: { en: 'AppID', zh: 'AppID' },
  secret: { en: 'AppSecret', zh: 'AppSecret' },
  accessToken: { en: 'access token', zh: 'access_token' },
  callbackToken: { en: 'callback Token', zh: '回调 Token' },
  aesKey: { en: 'EncodingAESKey', zh: 'EncodingAESKey' },
  mode: { en: 'message mode', zh: '消息模式' },
  tokenSource: { en: 'token source', zh: 'token 来源' },
  apiBase: { en: 'API base', zh: 'API 地址' },
  proxy: { en: 'proxy', zh: '代理' },
  timeoutMs: { en: 'timeout', zh: '超时' },
  store: { en: 'store', zh: '存储目录' },
  set: { en: 'set', zh: '已设置' },
  missing: { en: 'missing', zh: '未设置' },
  seconds: { en: '{seconds} s', zh: '{seconds} 秒' },
  direct: { en: 'none', zh: '无' },
  environment: { en: '(environment)', zh: '（环境变量）' },
  fromFlag: { en: 'flag {name}', zh: '选项 {name}' },
  fromAccount: { en: 'account {name}', zh: '账号 {name}' },
  fromDefault: { en: 'default', zh: '默认' },
  checked: { en: 'WeChat accepts the credentials', zh: '微信已接受该凭据' },
})
