import { messages } from '../language'

/** Sentences of `wxadmin account …`. */
export const accountMessages = messages({
  askAppid: { en: 'AppID:', zh: 'AppID：' },
  askSecret: { en: 'AppSecret (not shown):', zh: 'AppSecret（输入不显示）：' },
  askHubKey: { en: 'Key for the hub (not shown):', zh: '中控密钥（输入不显示）：' },
  askAesKey: { en: 'EncodingAESKey (not shown):', zh: 'EncodingAESKey（输入不显示）：' },
  appidNeeded: {
    en: 'An AppID is wx and 16 hex digits, such as wx0123456789abcdef.',
    zh: 'AppID 由 wx 加 16 位十六进制字符组成，例如 wx0123456789abcdef。',
  },
  appidIsOriginalId: {
    en: 'That is the original id (原始ID). The AppID begins with wx.',
    zh: '这是原始ID。AppID 以 wx 开头。',
  },
  appidIsSecret: {
    en: 'That looks like the AppSecret. The AppID begins with wx.',
    zh: '这看起来是 AppSecret。AppID 以 wx 开头。',
  },
  secretNeeded: {
    en: 'The AppSecret is one word of 32 hex digits.',
    zh: 'AppSecret 是一串 32 位十六进制字符。',
  },
  hubKeyNeeded: {
    en: 'A key is wxhub_ and 43 characters, as wxadmin token key create prints it.',
    zh: '密钥由 wxhub_ 和 43 个字符组成，由 wxadmin token key create 输出。',
  },
  aesKeyNeeded: {
    en: 'An EncodingAESKey has 43 letters and digits.',
    zh: 'EncodingAESKey 为 43 个字母或数字。',
  },

  unusualAppid: {
    en: '{appid} does not look like an AppID (wx and 16 hex digits in lower case)',
    zh: '{appid} 与常见的 AppID 格式不同（wx 加 16 位小写十六进制字符）',
  },
  unusualSecret: {
    en: 'the AppSecret does not have the usual form (32 hex digits in lower case)',
    zh: 'AppSecret 与常见格式不同（32 位小写十六进制字符）',
  },
  cleartextBase: {
    en: '{base} is not https: the AppSecret and tokens travel in clear text',
    zh: '{base} 不是 https：AppSecret 和 token 将以明文传输',
  },
  hubNeedsKey: {
    en: '{name} has no key for its hub: wxadmin account set {$name} --secret-stdin',
    zh: '{name} 没有用于其中控服务的密钥：wxadmin account set {$name} --secret-stdin',
  },
  modeNeedsKey: {
    en: 'mode {mode} needs an EncodingAESKey: wxadmin account set {$name} --aes-key-stdin',
    zh: '消息模式 {mode} 需要 EncodingAESKey：wxadmin account set {$name} --aes-key-stdin',
  },

  added: { en: 'Added the account {name} ({appid})', zh: '已添加账号 {name}（{appid}）' },
  nowDefault: { en: '{name} is the default account', zh: '{name} 是默认账号' },
  useHint: {
    en: 'Make it the default: wxadmin account use {$name}',
    zh: '设为默认账号：wxadmin account use {$name}',
  },
  nextCheck: {
    en: 'Try it: wxadmin -a {$name} whoami --check',
    zh: '验证：wxadmin -a {$name} whoami --check',
  },
  changed: { en: 'Changed {name}: {settings}', zh: '已修改 {name}：{settings}' },
  unchanged: { en: '{name} has these values already', zh: '{name} 已是这些值，无需修改' },
  tokensCleared: {
    en: 'Forgot {count} cached {count?token:tokens}',
    zh: '已清除 {count} 个缓存的 token',
  },
  webTokensCleared: {
    en: 'Forgot the web access {count?token:tokens} of {count} {count?user:users}',
    zh: '已清除 {count} 个用户的网页授权 access_token',
  },
  mediaForgotten: {
    en: 'Forgot {count} remembered {count?upload:uploads}; the material stays at WeChat',
    zh: '已清除 {count} 条素材上传记录，微信后台的素材不受影响',
  },
  historyKept: {
    en: 'The history of its menus stays: {directory}',
    zh: '菜单历史记录保留在：{directory}',
  },
  sharedAppid: {
    en: 'Another account has the same AppID: its tokens and menu history stay',
    zh: '另一个账号使用同一 AppID，其 token 和菜单历史记录保留',
  },
  renamed: { en: 'Renamed {name} to {newName}', zh: '已将 {name} 重命名为 {newName}' },
  changedMeanwhile: {
    en: 'the account {name} was changed meanwhile',
    zh: '账号 {name} 在此期间已被修改',
  },
  confirmRemove: {
    en: 'Remove the account {name} ({appid}) with its secrets from this machine?',
    zh: '从本机移除账号 {name}（{appid}）及其密钥？',
  },
  removed: { en: 'Removed the account {name}', zh: '已移除账号 {name}' },
  copiesKept: {
    en: 'its secrets may still stand in copies of a damaged store; remove them when they are not needed: {files}',
    zh: '损坏的存储文件的副本中可能仍有其密钥，不再需要时请删除：{files}',
  },
  noDefault: {
    en: 'It was the default. Choose another: wxadmin account use NAME',
    zh: '它原是默认账号。请另选一个：wxadmin account use NAME',
  },
  lastRemoved: { en: 'No account is left', zh: '已没有账号' },
  onlyLeft: {
    en: '{name} is now the only account, and used by default',
    zh: '{name} 是现在唯一的账号，将被默认使用',
  },
  empty: {
    en: 'No account yet: wxadmin init, or wxadmin account add NAME',
    zh: '还没有账号：wxadmin init，或 wxadmin account add NAME',
  },

  name: { en: 'NAME', zh: '名称' },
  appid: { en: 'APPID', zh: 'APPID' },
  source: { en: 'TOKEN SOURCE', zh: 'TOKEN 来源' },
  mode: { en: 'MODE', zh: '消息模式' },
  builtin: { en: '(built in)', zh: '（内置）' },
  newer: { en: '(written by a newer wxadmin)', zh: '（由更新版本的 wxadmin 写入）' },
  set: { en: 'set', zh: '已设置' },
  missing: { en: 'missing', zh: '未设置' },
  yes: { en: 'yes', zh: '是' },
  no: { en: 'no', zh: '否' },
  none: { en: '-', zh: '-' },
})
