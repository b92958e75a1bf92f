import { places } from '../../wechat/consoles'
import { messages } from '../language'

/** Sentences of `wxadmin init`. */
export const initMessages = messages({
  askKind: { en: 'What do you want to set up?', zh: '要配置哪种账号？' },
  real: { en: 'A real Official Account', zh: '正式公众号' },
  test: {
    en: 'A test account (测试号): free, with nearly every permission',
    zh: '测试号：免费，拥有几乎全部接口权限',
  },
  sandbox: {
    en: 'The built-in sandbox: no account and no network needed',
    zh: '内置沙箱：无需账号和网络',
  },
  testPlace: {
    en: 'The test account page shows its appID and appsecret at the top (scan with WeChat to sign in): {test}',
    zh: '测试号的 appID 和 appsecret 显示在测试号管理页面顶部（微信扫码登录）：{test}',
  },
  realPlace: {
    en: `AppID, AppSecret and the IP allowlist are in ${places.credentials.en}`,
    zh: `AppID、AppSecret 和 IP 白名单在${places.credentials.zh}中查看`,
  },
  askName: { en: 'Name for it on this machine:', zh: '在本机使用的名称：' },
  nameInvalid: {
    en: 'Letters, digits, - and _; it begins with a letter or a digit.',
    zh: '由字母、数字、- 和 _ 组成，以字母或数字开头。',
  },
  nameTaken: { en: 'There is an account of that name already.', zh: '已有同名账号。' },
  nameReserved: { en: 'That name belongs to the built-in account.', zh: '该名称属于内置账号。' },
  checking: { en: 'Asking WeChat for an access token …', zh: '正在向微信获取 access_token …' },
  checked: { en: 'WeChat accepts the credentials', zh: '微信已接受该凭据' },
  askFailed: { en: 'The credentials could not be confirmed. What now?', zh: '凭据未能验证通过，接下来？' },
  again: { en: 'try again with what was typed', zh: '用已填写的内容重试' },
  appid: { en: 'change the AppID', zh: '修改 AppID' },
  secret: { en: 'change the AppSecret', zh: '修改 AppSecret' },
  keep: { en: 'save them unchecked', zh: '不验证，直接保存' },
  stop: { en: 'quit; nothing is saved', zh: '退出，不保存' },
  saved: {
    en: 'Kept as {name} in {file}; {name} is the default account',
    zh: '已保存为 {name}（{file}），并设为默认账号',
  },
  fieldsTitle: {
    en: `Once your server runs, type this into ${places.serverConfiguration.en}:`,
    zh: `服务器就绪后，在${places.serverConfiguration.zh}中填写：`,
  },
  testFieldsTitle: {
    en: 'Once your server runs, type this into 接口配置信息 on the test account page {test}:',
    zh: '服务器就绪后，在测试号管理页面 {test} 的“接口配置信息”中填写：',
  },
  url: {
    en: "your server's address, http:// on port 80 or https:// on port 443",
    zh: '你的服务器地址，http://（80 端口）或 https://（443 端口）',
  },
  urlField: { en: 'URL', zh: '服务器地址(URL)' },
  tokenField: { en: 'Token (令牌)', zh: '令牌(Token)' },
  aesKeyField: { en: 'EncodingAESKey (消息加解密密钥)', zh: '消息加解密密钥(EncodingAESKey)' },
  modeField: { en: 'Mode (消息加解密方式)', zh: '消息加解密方式' },
  modePlain: {
    en: '明文模式 (plain); to change it here as well: wxadmin account set {$name} mode=safe',
    zh: '明文模式；如需更改，本机同步执行：wxadmin account set {$name} mode=safe',
  },
  switchesOff: {
    en: 'Enabling it (启用) switches off the menu and the replies made in the console.',
    zh: '注意：启用服务器配置后，在公众平台设置的菜单和自动回复将失效。',
  },
  fieldsKept: {
    en: 'A callback Token and an EncodingAESKey were made and kept in {file}. To see them: wxadmin account show {$name} --reveal',
    zh: '已生成令牌(Token)和消息加解密密钥(EncodingAESKey)，保存于 {file}。查看：wxadmin account show {$name} --reveal',
  },
  seeAgain: {
    en: 'To see these values again: wxadmin account show {$name} --reveal',
    zh: '再次查看这些值：wxadmin account show {$name} --reveal',
  },
  reading: {
    en: 'Reading the live menu and the automatic replies …',
    zh: '正在读取线上菜单和自动回复 …',
  },
  notRead: {
    en: 'The credentials are unchecked, so the live menu and the automatic replies were not read',
    zh: '凭据未验证，因此没有读取线上菜单和自动回复',
  },
  menuClosed: {
    en: 'The account has no permission for the menu API (48001; it is not verified), and shows no menu',
    zh: '该账号没有自定义菜单接口权限（48001，账号未认证），也没有线上菜单',
  },
  menuUnread: { en: 'The live menu could not be read ({reason})', zh: '未能读取线上菜单（{reason}）' },
  menuLive: { en: 'Wrote the live menu to {file}', zh: '已将线上菜单写入 {file}' },
  menuSame: { en: '{file} is the live menu already', zh: '{file} 与线上菜单一致' },
  menuDiffers: {
    en: '{file} differs from the live menu and stays as it is',
    zh: '{file} 与线上菜单不同，保持不变',
  },
  menuWritten: { en: 'Wrote {file}, a menu to start from', zh: '已写入示例菜单 {file}' },
  menuThere: { en: '{file} is there already and stays as it is', zh: '{file} 已存在，保持不变' },
  repliesUnread: {
    en: 'The automatic replies could not be read ({reason})',
    zh: '未能读取自动回复（{reason}）',
  },
  repliesWritten: {
    en: "Wrote the console's automatic replies to {file}: {rules} {rules?rule:rules}, {notes} {notes?remark:remarks} in comments",
    zh: '已将公众平台的自动回复写入 {file}：{rules} 条规则，{notes} 处注释说明',
  },
  repliesSame: {
    en: "{file} has the console's automatic replies already",
    zh: '{file} 与公众平台的自动回复一致',
  },
  repliesKept: {
    en: "{file} is not what the console's automatic replies are, and stays as it is",
    zh: '{file} 与公众平台的自动回复不同，保持不变',
  },
  repliesAllOff: {
    en: 'None of them answers: all are switched off in the console or cannot be carried over',
    zh: '其中没有生效的规则：在公众平台上均已关闭，或无法带入',
  },
  repliesChanged: { en: '{file} has changed meanwhile', zh: '{file} 在此期间发生了变化' },
  askReplaceReplies: {
    en: "Replace {file} by the console's automatic replies?",
    zh: '用公众平台的自动回复替换 {file}？',
  },
  repliesSwitchOff: {
    en: 'Once the server configuration (服务器配置) is on, the menu and the automatic replies of the console are off: your server answers, with these rules for one',
    zh: '启用服务器配置后，在公众平台设置的菜单和自动回复将失效，改由你的服务器回复（例如按以上规则）',
  },
  next: { en: 'Next: ', zh: '下一步：' },
  nextAfter: { en: 'Then: ', zh: '然后：' },
  menuComment: {
    en: 'The menu of the account. Push it with: {command}',
    zh: '公众号自定义菜单。发布命令：{command}',
  },
  menuCommentLook: {
    en: 'A menu to start from. Before it is pushed: {command}',
    zh: '示例菜单。发布之前：{command}',
  },
})
