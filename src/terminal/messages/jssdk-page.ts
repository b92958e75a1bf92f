import { messages } from '../language'

/** What the demo page of the JS-SDK says. */
export const pageWords = messages({
  title: { en: 'JS-SDK demo', zh: 'JS-SDK 演示' },
  waiting: { en: 'Signing this page…', zh: '正在为本页签名…' },
  accepted: {
    en: 'WeChat accepted the signature. Choose what is shared, then use the … menu of WeChat.',
    zh: '签名校验通过。选择要分享的内容，再点击微信右上角的“…”进行分享。',
  },
  refused: { en: 'WeChat refused: {reason}', zh: '微信返回：{reason}' },
  noSdk: {
    en: 'The JS-SDK script could not be loaded, or this is not WeChat: open the page in WeChat or its developer tools.',
    zh: '未能加载 JS-SDK 脚本，或当前不在微信中：请在微信或微信开发者工具中打开本页。',
  },
  share: { en: 'Share as', zh: '分享为' },
  set: {
    en: 'Set. Now: … at the top right → send to a friend.',
    zh: '已设置。现在点击右上角“…”，选择发送给朋友。',
  },
  signed: { en: 'What wx.config got', zh: 'wx.config 的参数' },
  calls: { en: 'Calls', zh: '调用记录' },
  checks: { en: 'If it says "invalid signature"', zh: '若提示 invalid signature，请逐项检查' },
  checkForm: {
    en: 'The signature is 40 lower-case hex digits; timestamp is a number of seconds, not milliseconds.',
    zh: 'signature 为 40 位小写十六进制；timestamp 为秒（不是毫秒）。',
  },
  checkAddress: {
    en: 'The address that was signed is location.href without what follows #; the query belongs to it, and nothing is encoded anew.',
    zh: '签名所用地址等于 location.href 去掉 # 之后的部分；包含查询参数，且不重新编码。',
  },
  checkTime: {
    en: 'noncestr and timestamp in wx.config are the ones that were signed; there it is nonceStr, in the signed text noncestr.',
    zh: 'wx.config 中的 nonceStr、timestamp 与签名时一致；签名文本中的键名为小写 noncestr。',
  },
  checkSignature: {
    en: 'The ticket is of type jsapi (not wx_card, not the access token) and of this account; it is cached and not fetched for each page.',
    zh: 'ticket 为本账号的 jsapi 类型（不是 wx_card，也不是 access_token），并已缓存，而非每个页面都重新获取。',
  },
  checkDomain: {
    en: 'The domain is registered as a JS-SDK domain ("invalid url domain" otherwise), without scheme, port and path.',
    zh: '域名已登记为 JS 接口安全域名（否则提示 invalid url domain），不含协议、端口和路径。',
  },
  checkSpa: {
    en: 'A single-page app signs anew where its address changes; on iOS the address with which it was entered counts.',
    zh: '单页应用地址变化后需重新签名；iOS 上以首次进入时的地址为准。',
  },
  text: { en: 'Text', zh: '文字' },
  picture: { en: 'Picture', zh: '图片' },
  music: { en: 'Music', zh: '音乐' },
  video: { en: 'Video', zh: '视频' },
  link: { en: 'Link', zh: '链接' },
  textTitle: { en: 'A line of text from a page', zh: '来自网页的一段文字' },
  textDesc: { en: 'A page shares text as a card without a picture', zh: '网页以无图卡片的形式分享文字' },
  pictureTitle: { en: 'A picture from a page', zh: '来自网页的图片' },
  pictureDesc: {
    en: 'Press the picture long to send it; the card carries it as well',
    zh: '长按图片即可发送；卡片中也会带上该图片',
  },
  musicTitle: { en: 'Music from a page', zh: '来自网页的音乐' },
  musicDesc: { en: 'Plays in the chat', zh: '可在聊天中播放' },
  videoTitle: { en: 'A video from a page', zh: '来自网页的视频' },
  videoDesc: { en: 'Opens as a video', zh: '以视频形式打开' },
  linkTitle: { en: 'A link from a page', zh: '来自网页的链接' },
  linkDesc: { en: 'A card that leads back to the page', zh: '点击卡片可返回该页面' },
})
