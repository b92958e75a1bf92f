import { consoles, places } from '../../wechat/consoles'
import { messages } from '../language'

/** What `wxadmin serve` says. */
export const serveMessages = messages({
  listening: { en: 'Listening on {url}', zh: '正在监听 {url}' },
  answersEcho: { en: 'It answers with an echo.', zh: '收到消息后原样回显。' },
  answersRules: { en: 'It answers by the rules of {file}.', zh: '按 {file} 中的规则回复。' },
  answersForward: { en: 'It passes every push on to {url}.', zh: '将推送转发到 {url}。' },
  recordsTo: { en: 'Pushes are kept in {directory}', zh: '推送保存到 {directory}' },
  tunnelWaiting: { en: 'Waiting for the public address of the tunnel …', zh: '正在等待内网穿透的公网地址 …' },
  tunnelSlow: {
    en: 'The tunnel client has printed no public address in {seconds} s. The endpoint goes on; where the address is known (a domain of your own, frp), run the client by itself and give --public-url. ngrok needs --log stdout.',
    zh: '内网穿透命令在 {seconds} 秒内没有输出公网地址。接口继续运行；如果地址已知（自有域名、frp），请单独运行该命令并使用 --public-url。ngrok 需加 --log stdout。',
  },

  replaced: { en: 'success was answered in its place', zh: '已代为应答 success' },
  lateReply: { en: 'too late', zh: '太迟' },
  fieldsTitle: {
    en: `Type this into ${places.serverConfiguration.en}; of a test account URL and Token alone, on ${consoles.test.en}:`,
    zh: `在${places.serverConfiguration.zh}中填写；测试号只需 URL 和 Token，在${consoles.test.zh}中填写：`,
  },
  urlUnknown: {
    en: 'a public address (see below)',
    zh: '公网地址（见下文）',
  },
  aesKeyAny: {
    en: 'any: press 随机生成',
    zh: '点击“随机生成”即可',
  },
  plain: { en: '明文模式 (plain)', zh: '明文模式' },
  compat: { en: '兼容模式 (compat)', zh: '兼容模式' },
  safe: { en: '安全模式 (safe)', zh: '安全模式' },
  made: { en: 'Made just now, and kept: {names}', zh: '已生成并保存：{names}' },
  seeAgain: {
    en: 'To see {names} again: wxadmin account show {$name} --reveal',
    zh: '再次查看 {names}：wxadmin account show {$name} --reveal',
  },
  keptInFile: { en: 'Kept in {file}: {names}', zh: '{names} 保存在 {file}' },
  comesFrom: { en: '{name} comes from {from}', zh: '{name} 来自 {from}' },
  tokenHere: { en: 'here the Token comes from {from}', zh: '此处的 Token 来自 {from}' },
  urlLine: { en: 'URL for the console: {url}', zh: '后台填写的 URL：{url}' },
  hiddenShow: {
    en: 'Secrets are shown at a terminal alone. To see {names}: wxadmin account show {$name} --reveal',
    zh: '{names} 只在终端中显示。查看：wxadmin account show {$name} --reveal',
  },
  hiddenFile: {
    en: 'Secrets are shown at a terminal alone. Kept in {file}: {names}',
    zh: '{names} 只在终端中显示，保存在 {file}',
  },
  switchesOff: {
    en: 'Enabling it (启用) switches off the menu and the replies made in the console.',
    zh: '注意：启用服务器配置后，在公众平台设置的菜单和自动回复将失效。',
  },
  needsPublic: {
    en: 'WeChat reaches public addresses alone, http on port 80 or https on port 443. A tunnel makes this machine one:',
    zh: '微信只能访问公网地址：http 80 端口或 https 443 端口。可用内网穿透让微信访问本机：',
  },
  orPublicUrl: {
    en: 'Where it has a public address already: --public-url https://…',
    zh: '已有公网地址时，使用 --public-url https://…',
  },
  tryIt: { en: 'Try it from another terminal:', zh: '在另一个终端中试一试：' },
  stopHint: { en: 'Ctrl+C stops it.', zh: '按 Ctrl+C 停止。' },
  keysHint: { en: 'h shows the keys, Ctrl+C stops it.', zh: '按 h 查看快捷键，按 Ctrl+C 停止。' },
  stopped: { en: 'The endpoint has stopped.', zh: '接口已停止。' },

  notLoopback: {
    en: 'The endpoint listens on {host}: everyone who reaches this machine can call it. Only calls that are signed with the Token are answered.',
    zh: '接口正在监听 {host}：能访问本机的任何人都可以调用它，但只应答以该 Token 签名的请求。',
  },
  publicPort: {
    en: 'WeChat calls http on port 80 and https on port 443 alone: it will not reach {url}',
    zh: '微信只访问 http 80 端口和 https 443 端口，无法访问 {url}',
  },
  publicPrivate: {
    en: 'The host of {url} is not public: WeChat will not reach it',
    zh: '{url} 不是公网地址，微信无法访问',
  },

  handshake: { en: 'handshake: URL and Token are right', zh: '服务器验证通过：URL 和 Token 正确' },
  file: { en: '{path} was fetched', zh: '{path} 已被读取' },
  attempt: { en: 'try {attempt}', zh: '第 {attempt} 次' },
  success: { en: 'success (no reply)', zh: 'success（不回复）' },
  empty: { en: 'empty (no reply)', zh: '空内容（不回复）' },
  late: { en: 'success (too late to reply)', zh: 'success（来不及回复）' },
  notXml: { en: 'no XML', zh: '非 XML' },
  items: { en: '{count} {count?item:items}', zh: '{count} 条' },
  rule: { en: 'rule {number}', zh: '规则 {number}' },
  pushDetail: { en: 'push', zh: '推送' },
  replyDetail: { en: 'reply', zh: '回复' },
  moreLike: { en: '× {count} more', zh: '另有 × {count}' },
  moreAlike: { en: '× {count} more that differ in detail:', zh: '另有 × {count}，细节不同：' },

  keys: { en: 'Keys', zh: '快捷键' },
  keyTest: { en: 'send a test text to this endpoint', zh: '向本接口发送一条测试文本' },
  keyAgain: { en: 'send the last push again, as a new one', zh: '将最近一次推送作为新消息再发一次' },
  keyDetails: { en: 'show each push and reply whole, or no longer', zh: '切换是否显示推送和回复的全文' },
  keyClear: { en: 'clear the screen', zh: '清屏' },
  keyFields: { en: 'show the fields of the console again', zh: '再次显示后台填写项' },
  keyQuit: { en: 'stop', zh: '停止' },
  keyHelp: { en: 'this list', zh: '显示本列表' },
  detailsOn: { en: 'Pushes and replies are shown whole.', zh: '显示推送和回复的全文。' },
  detailsOff: { en: 'One line for each push.', zh: '每次推送只显示一行。' },
  nothingYet: { en: 'There was no push yet.', zh: '还没有收到推送。' },
  testText: { en: 'Hello from wxadmin serve', zh: '来自 wxadmin serve 的测试消息' },
  sendFailed: { en: 'The endpoint did not answer itself: {reason}', zh: '本接口没有应答：{reason}' },

  echoReceived: { en: 'Received: {what}', zh: '已收到：{what}' },
  checked: { en: '{file}: valid', zh: '{file}：有效' },
})
