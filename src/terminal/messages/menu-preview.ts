import type { ButtonTypeName } from '../../wechat/menu/rules'
import { type Message, messages } from '../language'

/** What a type of button is called in few letters, and what pressing it does. */
interface TypeWords {
  /** Six cells at most: it is shown beside a name. */
  readonly short: Message
  readonly does: Message
}

export const typeWords: Readonly<Record<ButtonTypeName, TypeWords>> = {
  click: {
    short: { en: 'event', zh: '事件' },
    does: {
      en: 'Tells your server its key; what your server answers appears in the chat',
      zh: '把 key 推送给您的服务器，服务器的回复显示在聊天中',
    },
  },
  view: {
    short: { en: 'link', zh: '网页' },
    does: { en: 'Opens a web page', zh: '打开网页' },
  },
  scancode_push: {
    short: { en: 'scan', zh: '扫码' },
    does: {
      en: 'Scans a code; the phone shows the result or opens its link, your server is told',
      zh: '扫码后手机直接显示结果或打开链接，同时推送给您的服务器',
    },
  },
  scancode_waitmsg: {
    short: { en: 'scan', zh: '扫码' },
    does: {
      en: 'Scans a code; the phone waits for the answer of your server',
      zh: '扫码后手机等待您的服务器回复',
    },
  },
  pic_sysphoto: {
    short: { en: 'camera', zh: '拍照' },
    does: { en: 'Takes a photo with the camera and sends it', zh: '用相机拍照并发送' },
  },
  pic_photo_or_album: {
    short: { en: 'photo', zh: '照片' },
    does: { en: 'Takes a photo or picks one from the album, and sends it', zh: '拍照或从相册选择并发送' },
  },
  pic_weixin: {
    short: { en: 'album', zh: '相册' },
    does: { en: "Picks photos from WeChat's album and sends them", zh: '从微信相册选择照片并发送' },
  },
  location_select: {
    short: { en: 'place', zh: '位置' },
    does: { en: 'Picks a place on the map and sends it', zh: '在地图上选择位置并发送' },
  },
  media_id: {
    short: { en: 'media', zh: '素材' },
    does: {
      en: 'Sends permanent material (image, voice, video) into the chat; your server is not told',
      zh: '在聊天中发送永久素材（图片、语音、视频），不会通知您的服务器',
    },
  },
  view_limited: {
    short: { en: 'news', zh: '图文' },
    does: { en: 'Opens an article of the permanent material', zh: '打开永久素材中的图文' },
  },
  article_id: {
    short: { en: 'card', zh: '文章' },
    does: { en: 'Sends a published article into the chat as a card', zh: '在聊天中发送已发布文章的卡片' },
  },
  article_view_limited: {
    short: { en: 'read', zh: '文章' },
    does: { en: 'Opens a published article', zh: '打开已发布的文章' },
  },
  miniprogram: {
    short: { en: 'mini', zh: '小程序' },
    does: {
      en: 'Opens a page of a mini program; the web page on a WeChat that is too old',
      zh: '打开小程序页面；旧版微信打开网页',
    },
  },
}

/** The values of client_platform_type. */
export const platformWords: Readonly<Record<string, Message>> = messages({
  1: { en: 'iOS', zh: 'iOS' },
  2: { en: 'Android', zh: 'Android' },
  3: { en: 'other systems', zh: '其他系统' },
})

/** Around the drawing in the terminal. */
export const previewWords = messages({
  defaultMenu: { en: 'default menu', zh: '默认菜单' },
  conditionalMenu: { en: 'conditional menu {number}', zh: '个性化菜单 {number}' },
  who: { en: '{rule} ({platform})', zh: '{rule}（{platform}）' },
  others: { en: 'To draw another one: --menu {number}', zh: '预览其他菜单：--menu {number}' },
  noSuchMenu: {
    en: '{file} has {count} conditional {count?menu:menus}: there is no number {number}.',
    zh: '{file} 有 {count} 个个性化菜单，没有第 {number} 个。',
  },
  pageWritten: { en: 'wrote {file}', zh: '已写入 {file}' },
})

/** On the page. */
export const pageWords = messages({
  title: { en: 'Menu preview: {file}', zh: '菜单预览：{file}' },
  heading: { en: 'Menu preview', zh: '菜单预览' },
  account: { en: 'Official Account', zh: '公众号' },
  menus: { en: 'Which menu', zh: '选择菜单' },
  defaultTab: { en: 'Default menu', zh: '默认菜单' },
  conditionalTab: { en: 'Conditional menu {number}', zh: '个性化菜单 {number}' },
  forEverybody: {
    en: 'Everybody sees it for whom no conditional menu matches',
    zh: '不匹配任何个性化菜单的用户都会看到',
  },
  forRule: { en: 'Seen by: {rule}', zh: '可见用户：{rule}' },
  hint: { en: 'Press a button to see what it does', zh: '点击按钮查看其作用' },
  keyboard: { en: 'Switch to the keyboard', zh: '切换到键盘' },
  bar: { en: 'Menu of the account', zh: '公众号菜单' },
  close: { en: 'Close', zh: '关闭' },
  cut: { en: 'Phones show it as "{shown}"', zh: '手机上显示为“{shown}”' },
  footer: {
    en: 'Made offline from the menu file. Nothing on this page is sent anywhere.',
    zh: '由菜单文件离线生成，本页不会发送任何数据。',
  },
})
