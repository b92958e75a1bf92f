import { consoles, places } from '../../wechat/consoles'
import type { RedirectDoubt } from '../../wechat/oauth/redirect-address'
import { type Message, messages } from '../language'

/** What the oauth commands say. */
export const oauthMessages = messages({
  register: {
    en: `Domain to register: {domain} (as 网页授权域名 in ${places.webDomain.en}; of a test account under 网页帐号 on ${consoles.test.en})`,
    zh: `需登记的网页授权域名：{domain}（在${places.webDomain.zh}中登记；测试号的在${consoles.test.zh}的“网页帐号”处）`,
  },
  opensInWechat: {
    en: 'The link opens only inside WeChat, or in the WeChat developer tools.',
    zh: '该链接只能在微信客户端或微信开发者工具中打开。',
  },
  opensAnywhere: {
    en: 'The sandbox answers this link: it opens in any browser, without a phone.',
    zh: '该链接由沙箱响应，可在任意浏览器中打开，无需手机。',
  },
  sandboxNotRunning: {
    en: 'The built-in sandbox runs only while a command does, so the link leads to WeChat. For one that opens here: wxadmin sandbox, then the variables that it prints; or wxadmin -a sandbox oauth login --open',
    zh: '内置沙箱只在命令执行期间运行，因此链接指向微信。如需本机可打开的链接：运行 wxadmin sandbox 并设置其输出的变量；或使用 wxadmin -a sandbox oauth login --open',
  },
  stateRemembered: {
    en: 'State {state} is remembered for an hour. Check and exchange what comes back: {exchange} "ADDRESS"',
    zh: '已记住 state {state}，有效期 1 小时。校验并换取返回的 code：{exchange} "跳转后的地址"',
  },
  stateNotKept: {
    en: 'The state could not be kept ({reason}): check yourself that the same one comes back.',
    zh: 'state 未能保存（{reason}）：请自行核对返回的 state 是否一致。',
  },
  notOpened: {
    en: 'No browser could be opened ({reason}): open the link yourself.',
    zh: '无法打开浏览器（{reason}）：请手动打开该链接。',
  },
  qrTooWide: {
    en: 'The QR code needs {needed} columns, and the terminal has {columns}: widen it, or open the link another way.',
    zh: '二维码需要 {needed} 列，终端只有 {columns} 列：请加宽终端，或用其他方式打开链接。',
  },
  qrTooLong: {
    en: 'The link is too long for a QR code.',
    zh: '链接过长，无法生成二维码。',
  },

  exchanged: { en: 'The code was exchanged. Next: {next}', zh: '已用 code 换取令牌。下一步：{next}' },
  refreshed: {
    en: 'The web token of {openid} was refreshed.',
    zh: '已刷新 {openid} 的网页授权令牌。',
  },
  notKept: {
    en: 'The web token could not be kept ({reason}): for another call the user has to authorize again.',
    zh: '网页授权令牌未能保存（{reason}）：再次调用需要用户重新授权。',
  },
  snapshotUser: {
    en: 'This is the made-up user of a snapshot page (快照页), with a neutral name and picture: WeChat opens one where a page asks for consent before the user has done anything. The real user comes after the whole page was opened (使用完整服务).',
    zh: '这是快照页的虚拟用户，昵称头像均为默认值：页面在用户操作前就请求授权时，微信会打开快照页。用户点击“使用完整服务”后才能得到真实用户。',
  },
  userLater: {
    en: '{openid} agreed and the token is kept, but name and picture could not be read. Once more: {next}',
    zh: '{openid} 已同意授权，令牌已保存，但未能取得昵称和头像。可重试：{next}',
  },
  stateNotChecked: {
    en: 'The state was not checked: none is remembered (oauth url --state auto remembers one).',
    zh: '未校验 state：没有已记住的值（oauth url --state auto 会记住一个）。',
  },

  openid: { en: 'openid', zh: 'openid' },
  unionid: { en: 'unionid', zh: 'unionid' },
  scope: { en: 'Scope', zh: '授权范围' },
  tokenUntil: { en: 'Token until', zh: '令牌有效至' },
  refreshUntil: { en: 'Refreshes until', zh: '可刷新至' },
  nickname: { en: 'Name', zh: '昵称' },
  picture: { en: 'Picture', zh: '头像' },
  place: { en: 'Place', zh: '地区' },
  none: { en: 'none', zh: '无' },
  works: { en: 'The web token of {openid} works.', zh: '{openid} 的网页授权令牌有效。' },
})

/** What is doubtful about a redirect; of some only where it goes through WeChat itself. */
export const redirectDoubts = messages({
  local: {
    en: '{domain} is a name of this machine or network: it cannot be registered, so the link works only with the sandbox (a real account answers 10003). Use the public domain of a tunnel.',
    zh: '{domain} 是本机或内网名称，无法登记为网页授权域名，因此该链接只能用于沙箱（正式账号会返回 10003）。请使用内网穿透的公网域名。',
  },
  address: {
    en: '{domain} is an IP address: a test account can register one, an account in use takes a domain alone (10003).',
    zh: '{domain} 是 IP 地址：测试号可以登记 IP，正式公众号只支持域名（否则返回 10003）。',
  },
  port: {
    en: 'The redirect has the port {port}: the registered domain has none, and WeChat may refuse it (10003). Serve it on 80 or 443.',
    zh: '跳转地址带有端口 {port}：登记的域名不含端口，微信可能拒绝（10003）。请使用 80 或 443 端口。',
  },
  host: {
    en: 'The link keeps the host as it was typed, and the domain to register is {domain}: write it so, for WeChat compares the two.',
    zh: '链接保留了所输入的域名写法，而需要登记的域名是 {domain}：微信会比较二者，请按登记的写法填写。',
  },
  escaped: {
    en: 'The redirect holds {escaped}, copied out of HTML or JSON: the page would not get the parameter behind it. Write a plain &.',
    zh: '跳转地址中有从 HTML 或 JSON 复制来的 {escaped}：页面收不到其后的参数。请写作 &。',
  },
  characters: {
    en: 'The redirect holds characters that no address has: {characters}. They are kept and encoded once, as typed; take them out or write them as %XX.',
    zh: '跳转地址中有网址不应包含的字符：{characters}。已按输入保留并编码一次；请去掉或写作 %XX。',
  },
  fragment: {
    en: 'WeChat puts code and state before the #, so a page that routes by its fragment finds them in location.search.',
    zh: '微信会把 code 和 state 放在 # 之前：使用 hash 路由的页面请从 location.search 读取。',
  },
  'own-parameter': {
    en: 'The redirect has a code or state of its own: the page will get two. Take it out, unless it is meant.',
    zh: '跳转地址自带 code 或 state 参数，页面会收到两个同名参数。如非有意请去掉。',
  },
  long: {
    en: 'The redirect has {length} characters: too long for a menu button, and maybe for a server on the way.',
    zh: '跳转地址有 {length} 个字符：无法用于菜单按钮，途经的服务器也可能不接受。',
  },
}) satisfies Record<RedirectDoubt, Message>

/** `oauth login`, in the terminal and on the page that the browser shows. */
export const loginMessages = messages({
  open: { en: 'Open this link in WeChat and agree:', zh: '请在微信中打开以下链接并同意授权：' },
  openAnywhere: { en: 'Open this link in a browser and agree:', zh: '请在浏览器中打开以下链接并同意授权：' },
  waiting: {
    en: 'Waiting for the redirect to {url} ({minutes} min at most; Ctrl+C stops).',
    zh: '正在等待跳转到 {url}（最多 {minutes} 分钟，按 Ctrl+C 停止）。',
  },
  phoneCannotReach: {
    en: '{url} is this machine itself: a phone that is redirected there finds nothing. Run a tunnel and give its address with --public-url, or use the sandbox: -a sandbox',
    zh: '{url} 指向本机，手机跳转后无法访问。请使用内网穿透并用 --public-url 指定公网地址，或使用沙箱：-a sandbox',
  },
  notLoopback: {
    en: 'Listening on {host}: everyone who reaches this machine can send it requests.',
    zh: '正在监听 {host}：能访问本机的任何人都可以向它发送请求。',
  },
  exchanging: { en: 'The redirect has come; exchanging the code.', zh: '已收到跳转，正在换取令牌。' },
  'wrong-state': {
    en: 'A redirect was refused: its state is not the one of this login. Still waiting.',
    zh: '已拒绝一次跳转：state 与本次登录不符。继续等待。',
  },
  'no-state': {
    en: 'A redirect was refused: it has no state. Still waiting.',
    zh: '已拒绝一次跳转：缺少 state。继续等待。',
  },
  twice: {
    en: 'A redirect was refused: its code or state is there twice. Still waiting.',
    zh: '已拒绝一次跳转：code 或 state 重复出现。继续等待。',
  },
  used: {
    en: 'The redirect came a second time and was refused: a code is good for one exchange.',
    zh: '重复的跳转已被拒绝：一个 code 只能换取一次。',
  },
  host: {
    en: 'A request was refused: it is addressed to {host}, which is not this machine.',
    zh: '已拒绝一个请求：其目标主机 {host} 不是本机。',
  },
  moreRefused: {
    en: 'Further refused requests are not shown.',
    zh: '之后被拒绝的请求不再显示。',
  },

  pageDone: { en: 'Signed in', zh: '授权完成' },
  pageDoneMore: {
    en: 'You may close this page; the rest is in the terminal.',
    zh: '可以关闭本页面，结果见终端。',
  },
  pageFailed: { en: 'The code could not be exchanged', zh: '换取令牌失败' },
  pageFailedMore: { en: 'The terminal says why.', zh: '原因见终端。' },
  pageDenied: { en: 'Not authorized', zh: '未授权' },
  pageDeniedMore: {
    en: 'WeChat sent no code: the request was refused. The terminal has ended.',
    zh: '微信没有返回 code：授权被拒绝，终端中的命令已结束。',
  },
  pageRefused: { en: 'This redirect is refused', zh: '跳转被拒绝' },
  pageRefusedMore: {
    en: 'It does not belong to the login that this machine waits for. Open the link of the terminal once more.',
    zh: '它不属于本机正在等待的这次登录。请重新打开终端中的链接。',
  },
  pageUsed: { en: 'This redirect was used already', zh: '该跳转已被使用' },
  pageUsedMore: {
    en: 'A code is good for one exchange. The terminal has the result.',
    zh: '一个 code 只能换取一次，结果见终端。',
  },
  pageIdle: { en: 'Waiting for a sign-in', zh: '正在等待授权' },
  pageIdleMore: {
    en: 'wxadmin oauth login listens here. Open the link that it shows in the terminal.',
    zh: 'wxadmin oauth login 正在监听此地址。请打开终端中显示的链接。',
  },
})
