import { type Message, messages } from '../language'

/** What the sandbox commands say. */
export const sandboxMessages = messages({
  listening: { en: 'The sandbox listens on {url}', zh: '沙箱已启动：{url}' },
  pointAtIt: {
    en: 'Point wxadmin, or any script, at it from another terminal:',
    zh: '在另一个终端中设置以下变量，即可让 wxadmin 或其他脚本使用它：',
  },
  kept: {
    en: 'It serves the kept state of the account "sandbox".',
    zh: '使用账号 sandbox 已保存的状态。',
  },
  fresh: {
    en: 'Its state is fresh and ends with it (--persist keeps it).',
    zh: '状态为全新，停止后即丢弃（加 --persist 可保留）。',
  },
  faultsOn: { en: 'Faults: {faults}', zh: '已注入故障：{faults}' },
  stopHint: { en: 'Ctrl+C stops it.', zh: '按 Ctrl+C 停止。' },
  stopped: { en: 'The sandbox has stopped.', zh: '沙箱已停止。' },
  notLoopback: {
    en: 'The sandbox listens on {host}: everyone who reaches this machine can use and steer it.',
    zh: '沙箱正在监听 {host}：能访问本机的任何人都可以使用和控制它。',
  },
  stateFailed: {
    en: 'The state could not be read or written; the caller got HTTP 500: {reason}',
    zh: '状态读写失败，调用方收到 HTTP 500：{reason}',
  },
  wasReset: { en: 'The sandbox has been reset.', zh: '沙箱已重置。' },

  account: { en: 'Account', zh: '账号' },
  verified: { en: 'verified', zh: '已认证' },
  unverified: { en: 'not verified', zh: '未认证' },
  testAccount: { en: 'test account', zh: '测试号' },
  secretFrozen: { en: 'secret frozen', zh: 'AppSecret 已冻结' },
  punished: { en: 'token calls forbidden', zh: '已被禁止获取 token' },
  allowlist: { en: 'IP allowlist', zh: 'IP 白名单' },
  anyAddress: { en: 'off', zh: '未启用' },
  menu: { en: 'Menu', zh: '自定义菜单' },
  noMenu: { en: 'none', zh: '无' },
  menuButtons: {
    en: '{count} {count?button:buttons}, menuid {menuid}',
    zh: '{count} 个一级按钮，menuid {menuid}',
  },
  consoleMenu: { en: 'made in the web console', zh: '在公众平台网页上创建' },
  autoReplies: { en: 'Automatic replies', zh: '自动回复' },
  replyCounts: {
    en: 'follow {follow}, keyword rules {rules}, other messages {message}',
    zh: '关注 {follow}，关键词规则 {rules}，其他消息 {message}',
  },
  conditional: { en: 'Conditional menus', zh: '个性化菜单' },
  tokens: { en: 'Live tokens', zh: '有效 token' },
  tokenCounts: { en: '{stable} stable, {classic} classic', zh: 'stable {stable} 个，classic {classic} 个' },
  webDomains: { en: 'Web domains', zh: '网页授权域名' },
  anyDomain: { en: 'any', zh: '不限' },
  noDomain: { en: 'none', zh: '无' },
  callback: { en: 'Endpoint', zh: '服务器配置' },
  noCallback: {
    en: 'none (POST /sandbox/callback to a running sandbox)',
    zh: '未配置（向运行中的沙箱 POST /sandbox/callback）',
  },
  callbackMode: { en: '{mode} mode', zh: '{mode}模式' },
  plainMode: { en: 'plain', zh: '明文' },
  compatMode: { en: 'compatible', zh: '兼容' },
  safeMode: { en: 'safe', zh: '安全' },
  banned: { en: 'banned', zh: '已封禁' },
  qrcodes: { en: 'Live QR codes', zh: '有效二维码' },
  clockAhead: { en: 'Clock ahead', zh: '时钟提前' },
  seconds: { en: '{count} s', zh: '{count} 秒' },
  faults: { en: 'Faults', zh: '故障' },
  tags: { en: 'Tags', zh: '标签' },
  users: { en: 'Users', zh: '用户' },
  moreUsers: { en: '… and {count} more', zh: '……另有 {count} 个' },
  otherPlatform: { en: 'other', zh: '其他' },
  notFollowing: { en: 'not following', zh: '未关注' },
  calls: { en: 'Calls', zh: '调用次数' },
  noCalls: { en: 'none yet', zh: '暂无' },
})

/** `wxadmin help faults`. Its braces are JSON: it has no placeholders. */
export const faultsTopic: Message = {
  en: `Faults on demand make the sandbox fail the way networks and WeChat fail.

  wxadmin sandbox --fault PATH=FAULT[,TIMES] [--fault …]
  wxadmin sandbox exec --fault PATH=FAULT[,TIMES] -- COMMAND

PATH is a path (/cgi-bin/menu/create), the end of one (menu/create), or * for
every call.
TIMES is the number of calls it strikes; without it, all of them.

  latency:MS      the answer comes MS milliseconds late; goes together with any
                  other fault
  busy            errcode -1, system error; the call has no effect
  errcode:N       errcode N; the call has no effect
  token-invalid   errcode 40001 whatever the token; the call has no effect
  status:N        HTTP status N (400 to 599) with an HTML page
  html            HTTP 200 with an HTML page, as a captive portal answers
  empty           HTTP 200 without a body
  hang            no answer at all
  drop            the connection is cut before anything is answered
  truncate        the call takes effect, its JSON answer is cut in half

status:N, html, empty, hang and drop strike before the call takes effect; with
:after they strike after it (drop:after, also written drop-after).

Examples:
  wxadmin sandbox --fault menu/create=busy,2
  wxadmin sandbox --fault '*=latency:800' --fault stable_token=drop-after,1
  wxadmin sandbox exec --fault '*=status:502,1' -- npm test

While it runs, the same server is steered with JSON under /sandbox/:

  GET    /sandbox/state    what it holds
  GET    /sandbox/calls    requests received, by path
  GET    /sandbox/endpoints  what is played
  POST   /sandbox/faults   PATH=FAULT,TIMES, one a line; or path, fault, times
                           as JSON, or a list of these
  DELETE /sandbox/faults   no more faults
  POST   /sandbox/account  verified, test, frozen, punished, allowlist (a list of
                           addresses; null switches it off), media, articles,
                           miniprograms, webDomains, banned, visitor (the openid
                           of who opens pages), permanentQrcodes
                           (with a new appid and a secret: a further account)
  POST   /sandbox/menu     button and conditionalmenu, or selfmenu_info: these
                           menus in place of all there are
  POST   /sandbox/replies  add_friend_autoreply_info, keyword_autoreply_info,
                           message_default_autoreply_info,
                           is_add_friend_reply_open, is_autoreply_open: the
                           console's automatic replies, as
                           get_current_autoreply_info shows them, in place of
                           all there are
  POST   /sandbox/clock    advanceSeconds
  POST   /sandbox/expire   no token works any more: 42001, or 40001 with
                           superseded
  POST   /sandbox/quota    path, used: a counter of the day
  POST   /sandbox/callback url, token, mode, aesKey: your endpoint, if it passes
                           the handshake; GET shows it, DELETE removes it
  POST   /sandbox/scan     ticket, user: scans a QR code; subscribe or SCAN goes
                           to your endpoint
  POST   /sandbox/reset    a fresh state

  curl -d 'menu/create=busy,1' http://127.0.0.1:8089/sandbox/faults
  curl -d '{"advanceSeconds":7200}' http://127.0.0.1:8089/sandbox/clock
  curl -d '{"verified":false}' http://127.0.0.1:8089/sandbox/account
  curl -X DELETE http://127.0.0.1:8089/sandbox/faults

The web half is at the same address: /connect/oauth2/authorize in place of
open.weixin.qq.com (PATH oauth2/authorize: errcode:N shows its error page), and
the address in a QR code, opened in a browser, scans it.`,
  zh: `沙箱可以按需注入故障，模拟网络和微信平台的各种异常。

  wxadmin sandbox --fault 路径=故障[,次数] [--fault …]
  wxadmin sandbox exec --fault 路径=故障[,次数] -- 命令

路径可以是完整路径（/cgi-bin/menu/create）、路径结尾（menu/create），
或 *（全部调用）。
次数表示影响多少次调用，不写则一直生效。

  latency:毫秒    延迟返回；可与其他故障同时生效
  busy            返回 -1 system error，调用不生效
  errcode:N       返回错误码 N，调用不生效
  token-invalid   无论 token 是否有效都返回 40001，调用不生效
  status:N        返回 HTTP 状态码 N（400 到 599）和一个 HTML 页面
  html            返回 HTTP 200 和 HTML 页面，如同上网认证页
  empty           返回 HTTP 200，但没有内容
  hang            一直不响应
  drop            响应之前断开连接
  truncate        调用已生效，但返回的 JSON 被截断

status:N、html、empty、hang 和 drop 默认发生在调用生效之前；加上 :after 则发生
在生效之后（drop:after 也可写作 drop-after）。

示例：
  wxadmin sandbox --fault menu/create=busy,2
  wxadmin sandbox --fault '*=latency:800' --fault stable_token=drop-after,1
  wxadmin sandbox exec --fault '*=status:502,1' -- npm test

运行期间，可通过同一服务器的 /sandbox/ 路径以 JSON 控制沙箱：

  GET    /sandbox/state    当前状态
  GET    /sandbox/calls    各路径收到的请求数
  GET    /sandbox/endpoints  支持的接口
  POST   /sandbox/faults   路径=故障,次数，每行一个；或 JSON：path、fault、times，
                           可为列表
  DELETE /sandbox/faults   清除全部故障
  POST   /sandbox/account  verified、test、frozen、punished、allowlist（IP 列表，
                           null 表示关闭）、media、articles、miniprograms、
                           webDomains、banned、visitor（打开网页的用户的
                           openid）、permanentQrcodes
                           （给出新的 appid 和 secret 则新增账号）
  POST   /sandbox/menu     button 和 conditionalmenu，或 selfmenu_info：
                           替换全部菜单
  POST   /sandbox/replies  add_friend_autoreply_info、keyword_autoreply_info、
                           message_default_autoreply_info、
                           is_add_friend_reply_open、is_autoreply_open：按
                           get_current_autoreply_info 的返回格式，
                           替换公众平台上设置的全部自动回复
  POST   /sandbox/clock    advanceSeconds：时钟前进
  POST   /sandbox/expire   全部 token 立即失效：42001，带 superseded 时为 40001
  POST   /sandbox/quota    path、used：设置当日调用次数
  POST   /sandbox/callback url、token、mode、aesKey：通过握手验证后作为服务器
                           配置；GET 查看，DELETE 删除
  POST   /sandbox/scan     ticket、user：扫描二维码，向服务器推送 subscribe
                           或 SCAN
  POST   /sandbox/reset    恢复全新状态

  curl -d 'menu/create=busy,1' http://127.0.0.1:8089/sandbox/faults
  curl -d '{"advanceSeconds":7200}' http://127.0.0.1:8089/sandbox/clock
  curl -d '{"verified":false}' http://127.0.0.1:8089/sandbox/account
  curl -X DELETE http://127.0.0.1:8089/sandbox/faults

网页部分使用同一地址：/connect/oauth2/authorize 对应 open.weixin.qq.com
（路径 oauth2/authorize，errcode:N 显示其错误页）；在浏览器中打开二维码里的
地址，即可模拟扫描。`,
}
