import type { ButtonField, ButtonTypeName } from '../../wechat/menu/rules'
import { type Message, messages } from '../language'

/** Sentences of `menu new`. */
export const newWords = messages({
  intro: {
    en: 'A menu has 1 to 3 buttons; each does something, or opens a sub-menu of 1 to 5. Nothing is written before the end; Ctrl-C leaves nothing behind.',
    zh: '菜单有 1 至 3 个按钮，每个按钮执行一项操作，或打开含 1 至 5 项的子菜单。最后一步之前不会写入文件，随时可按 Ctrl-C 退出。',
  },
  whatNow: { en: 'What next?', zh: '接下来？' },
  add: { en: 'Add a button', zh: '添加按钮' },
  addTo: { en: 'Add an item to the sub-menu {name}', zh: '在子菜单“{name}”中添加一项' },
  change: { en: 'Change, move or remove a button', zh: '修改、移动或删除按钮' },
  conditional: {
    en: 'Conditional menus: another menu for some people',
    zh: '个性化菜单：为部分用户显示不同的菜单',
  },
  finish: { en: 'Done: show the file and write it', zh: '完成：查看并写入文件' },
  back: { en: 'Back', zh: '返回' },

  refused: { en: '{message}: {hint}', zh: '{message}：{hint}' },
  told: { en: '{text}', zh: '{text}' },
  askKind: { en: 'What does the button do?', zh: '按钮的作用？' },
  askType: { en: 'Which of these?', zh: '具体是哪一种？' },
  askName: { en: 'Name on the button:', zh: '按钮名称：' },
  firstItem: { en: 'Now the first item of {name}:', zh: '接下来是“{name}”的第一项：' },

  whichButton: { en: 'Which one?', zh: '哪一个？' },
  inside: { en: '  {parent} › {name}', zh: '  {parent} › {name}' },
  whatWith: { en: 'What about {name}?', zh: '如何处理“{name}”？' },
  rename: { en: 'Another name', zh: '修改名称' },
  editField: { en: 'Another {field}', zh: '修改 {field}' },
  redo: { en: 'Let it do something else', zh: '改为其他作用' },
  left: { en: 'Move it left', zh: '左移' },
  right: { en: 'Move it right', zh: '右移' },
  up: { en: 'Move it up', zh: '上移' },
  down: { en: 'Move it down', zh: '下移' },
  remove: { en: 'Remove it', zh: '删除' },
  removeAll: { en: 'Remove it with all of its items', zh: '连同所有子菜单项一起删除' },

  whichMenu: { en: 'Which conditional menu?', zh: '哪个个性化菜单？' },
  newConditional: { en: 'Add a conditional menu', zh: '添加个性化菜单' },
  nth: { en: '{number}: {rule}', zh: '{number}：{rule}' },
  menuNow: {
    en: 'Conditional menu {number}, seen by {rule}. What next?',
    zh: '个性化菜单 {number}，可见用户：{rule}。接下来？',
  },
  settings: { en: 'Who sees it, its place among the others, remove it', zh: '可见用户、优先级、删除' },
  editRule: { en: 'Change who sees it', zh: '修改可见用户' },
  earlier: { en: 'Prefer it to the one before', zh: '提高优先级' },
  later: { en: 'Prefer the one behind to it', zh: '降低优先级' },
  removeMenu: { en: 'Remove this conditional menu', zh: '删除这个个性化菜单' },
  doneMenu: { en: 'Back to the default menu', zh: '返回默认菜单' },
  askWho: {
    en: 'Who sees it? The first conditional menu that matches is shown.',
    zh: '谁能看到？优先显示最先匹配的个性化菜单。',
  },
  byTag: { en: 'People with a tag', zh: '有某个标签的用户' },
  byPlatform: { en: 'People on iOS, Android or another system', zh: '使用 iOS、Android 或其他系统的用户' },
  byBoth: { en: 'People with a tag, on one system', zh: '有某个标签且使用某种系统的用户' },
  askTag: {
    en: 'Name of the tag (the account must have it when the menu is pushed):',
    zh: '标签名称（推送时账号中必须已有该标签）：',
  },
  askPlatform: { en: 'Which system?', zh: '哪种系统？' },
  askStart: { en: 'What does it begin with?', zh: '从什么开始？' },
  copy: { en: 'A copy of the default menu', zh: '复制默认菜单' },
  empty: { en: 'A new button', zh: '新建按钮' },

  theFile: { en: '{file}:', zh: '{file}：' },
  askWrite: { en: 'Write it?', zh: '写入文件？' },
  write: { en: 'Write {file}', zh: '写入 {file}' },
  print: { en: 'Print it', zh: '输出' },
  goOn: { en: 'Go on changing it', zh: '继续修改' },
  discard: { en: 'Stop; nothing is kept', zh: '放弃，不保存' },
  written: { en: 'wrote {file}', zh: '已写入 {file}' },
  next: { en: 'Next:', zh: '下一步：' },
  validateIt: { en: 'check it after a change', zh: '修改后离线检查' },
  diffIt: { en: 'see what a push would change', zh: '查看推送将产生的变更' },
  pushIt: { en: 'make it live', zh: '推送上线' },
})

/** What a button can be for, and the types that are for it. */
export const kinds = {
  page: {
    types: ['view'],
    title: { en: 'Open a web page', zh: '打开网页' },
    about: {
      en: 'Any address that begins with https:// or http://',
      zh: '任意 https:// 或 http:// 开头的网址',
    },
  },
  event: {
    types: ['click'],
    title: { en: 'Ask your server', zh: '请求您的服务器' },
    about: {
      en: 'Your server is told a key of your choice; its answer appears in the chat',
      zh: '把您设定的 key 推送给您的服务器，服务器的回复显示在聊天中',
    },
  },
  mini: {
    types: ['miniprogram'],
    title: { en: 'Open a mini program', zh: '打开小程序' },
    about: {
      en: 'The mini program must be linked to the account, and the account verified',
      zh: '小程序须已与公众号关联，且公众号已认证',
    },
  },
  send: {
    types: [
      'scancode_push',
      'scancode_waitmsg',
      'pic_sysphoto',
      'pic_photo_or_album',
      'pic_weixin',
      'location_select',
    ],
    title: { en: 'Scan a code, send a photo or a location', zh: '扫码、发送照片或位置' },
    about: { en: 'Your server is told what was scanned or sent', zh: '扫码或发送的内容会推送给您的服务器' },
  },
  content: {
    types: ['article_view_limited', 'article_id', 'media_id'],
    title: { en: 'Show an article or material of the account', zh: '显示公众号的文章或素材' },
    about: {
      en: 'A published article, or an image, voice or video of the permanent material',
      zh: '已发布的文章，或永久素材中的图片、语音、视频',
    },
  },
} as const satisfies Record<
  string,
  { readonly types: readonly ButtonTypeName[]; readonly title: Message; readonly about: Message }
>

export const subMenu = messages({
  title: { en: 'Open a sub-menu', zh: '打开子菜单' },
  about: { en: 'A list of 1 to 5 buttons above it', zh: '在其上方展开 1 至 5 个按钮' },
})

/** What to choose among the types of a kind. */
export const typeTitles = {
  scancode_push: { en: 'Scan a code: the phone shows the result', zh: '扫码：手机直接显示结果' },
  scancode_waitmsg: { en: 'Scan a code: your server answers', zh: '扫码：由您的服务器回复' },
  pic_sysphoto: { en: 'Take a photo', zh: '拍照' },
  pic_photo_or_album: { en: 'Take a photo or pick one', zh: '拍照或从相册选择' },
  pic_weixin: { en: 'Pick photos from the album', zh: '从相册选择照片' },
  location_select: { en: 'Pick a place on the map', zh: '在地图上选择位置' },
  article_view_limited: { en: 'Open an article', zh: '打开文章' },
  article_id: { en: 'Send an article into the chat as a card', zh: '在聊天中发送文章卡片' },
  media_id: { en: 'Send material into the chat', zh: '在聊天中发送素材' },
} as const satisfies Partial<Record<ButtonTypeName, Message>>

/** The question for each field. */
export const fieldQuestions: Readonly<Record<ButtonField, Message>> = messages({
  key: {
    en: 'Key that your server is told, such as V1001_NEWS:',
    zh: '推送给服务器的 key，例如 V1001_NEWS：',
  },
  url: { en: 'Address of the page (url):', zh: '网页地址（url）：' },
  media_id: {
    en: 'media_id of the material (wxadmin media upload FILE makes one):',
    zh: '素材的 media_id（可用 wxadmin media upload FILE 上传得到）：',
  },
  article_id: { en: 'article_id of the published article:', zh: '已发布文章的 article_id：' },
  appid: { en: 'AppID of the mini program:', zh: '小程序的 AppID：' },
  pagepath: {
    en: 'Page in the mini program, such as pages/index:',
    zh: '小程序页面路径，例如 pages/index：',
  },
})

/** The url of a mini program's button. */
export const fallbackUrl = messages({
  ask: {
    en: 'Web page for a WeChat without mini programs (url):',
    zh: '不支持小程序的旧版微信打开的网页（url）：',
  },
})
