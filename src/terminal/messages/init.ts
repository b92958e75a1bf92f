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
  testLink: {
    en: 'Its appID and appsecret stand at the top of this page (scan with WeChat to sign in):',
    zh: '测试号的 appID 和 appsecret 显示在以下页面顶部（微信扫码登录）：',
  },
  realPlace: {
    en: "AppID and AppSecret stand in the console, under the account's development settings (https://mp.weixin.qq.com)",
    zh: 'AppID 和 AppSecret 在公众平台的开发设置中查看（https://mp.weixin.qq.com）',
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
  retype: { en: 'type them again', zh: '重新输入' },
  keep: { en: 'keep them as they are', zh: '仍然保存' },
  stop: { en: 'stop; nothing is kept', zh: '停止，不保存' },
  saved: {
    en: 'Kept as {name} in {file}; {name} is the default account',
    zh: '已保存为 {name}（{file}），并设为默认账号',
  },
  fieldsTitle: {
    en: 'Once your server runs, type this into the server configuration (服务器配置) of the console:',
    zh: '服务器就绪后，在公众平台的“服务器配置”中填写：',
  },
  testFieldsTitle: {
    en: 'Once your server runs, type this into 接口配置信息 on the page of the test account:',
    zh: '服务器就绪后，在测试号页面的“接口配置信息”中填写：',
  },
  url: {
    en: "your server's address, http:// on port 80 or https:// on port 443",
    zh: '您的服务器地址，http://（80 端口）或 https://（443 端口）',
  },
  urlField: { en: 'URL', zh: 'URL（服务器地址）' },
  tokenField: { en: 'Token (令牌)', zh: 'Token（令牌）' },
  aesKeyField: { en: 'EncodingAESKey (消息加解密密钥)', zh: 'EncodingAESKey（消息加解密密钥）' },
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
    zh: '已生成回调 Token 和 EncodingAESKey，保存于 {file}。查看：wxadmin account show {$name} --reveal',
  },
  seeAgain: {
    en: 'To see these values again: wxadmin account show {$name} --reveal',
    zh: '再次查看这些值：wxadmin account show {$name} --reveal',
  },
  menuWritten: { en: 'Wrote {file}, a menu to start from', zh: '已写入示例菜单 {file}' },
  menuThere: { en: '{file} is there already and stays as it is', zh: '{file} 已存在，保持不变' },
  next: { en: 'Next: ', zh: '下一步：' },
  menuComment: {
    en: 'The menu of the account. Push it with: {command}',
    zh: '公众号自定义菜单。推送命令：{command}',
  },
})
