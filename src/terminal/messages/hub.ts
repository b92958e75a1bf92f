import { messages } from '../language'

/** What `token serve` and `token key` say. */
export const hubMessages = messages({
  listening: { en: 'The hub listens on {url}', zh: '中控服务已启动：{url}' },
  serves: { en: 'Accounts: {accounts}', zh: '账号：{accounts}' },
  metrics: { en: 'Metrics: {url}', zh: '指标：{url}' },
  noKeys: {
    en: 'No key has been made yet, so nobody can use it: wxadmin token key create NAME',
    zh: '还没有任何密钥，因此谁都无法使用：wxadmin token key create NAME',
  },
  stopHint: { en: 'Ctrl+C stops it.', zh: '按 Ctrl+C 停止。' },
  stopped: { en: 'The hub has stopped.', zh: '中控服务已停止。' },
  insecure: {
    en: 'Keys and tokens cross the network unencrypted unless a proxy in front of {host} encrypts them.',
    zh: '除非 {host} 前面的代理负责加密，否则密钥和 token 会以明文经过网络。',
  },
  fetchedNew: {
    en: '{appid} {kind}: number {generation}, {left} left',
    zh: '{appid} {kind}：第 {generation} 个，剩余 {left}',
  },
  fetchedSame: {
    en: '{appid} {kind}: WeChat gave the same one again, {left} left',
    zh: '{appid} {kind}：微信返回了相同的值，剩余 {left}',
  },
  failed: {
    en: '{appid} {kind}: {message} Next try in {seconds} s.',
    zh: '{appid} {kind}：{message} {seconds} 秒后重试。',
  },
  notKept: {
    en: '{appid} {kind}: could not be written to the store: {reason}',
    zh: '{appid} {kind}：无法写入本地存储：{reason}',
  },
  sinkFailed: { en: '{file} could not be written: {reason}', zh: '无法写入 {file}：{reason}' },
  requestFailed: { en: 'A request failed in the hub: {message}', zh: '中控服务处理请求时出错：{message}' },

  created: {
    en: 'This key is shown now and never again: the hub keeps only its hash.',
    zh: '此密钥仅显示这一次：中控服务只保存它的哈希值。',
  },
  revoked: {
    en: '{name} is revoked: every hub of this store refuses it within a second, and the stand-in tokens made for it.',
    zh: '已吊销 {name}：使用此存储的中控服务会在一秒内拒绝它，以及为它签发的替代 token。',
  },
  name: { en: 'name', zh: '名称' },
  accounts: { en: 'accounts', zh: '账号' },
  paths: { en: 'paths', zh: '路径' },
  rights: { en: 'rights', zh: '权限' },
  expires: { en: 'expires', zh: '到期' },
  every: { en: 'all', zh: '全部' },
  never: { en: 'never', zh: '永不' },
  expired: { en: '{time} (expired)', zh: '{time}（已过期）' },
  readOnly: { en: 'read only', zh: '只读' },
  revealsToken: { en: 'sees the token', zh: '可查看 token' },
  noKeysYet: {
    en: 'There is no key yet. wxadmin token key create NAME',
    zh: '还没有密钥。wxadmin token key create NAME',
  },
})
