import { decimal, id, list, shapes, struct, text, whole } from './field'

const scanned = {
  EventKey: text('V1001_SCAN'),
  ScanCodeInfo: struct({ ScanType: text('qrcode'), ScanResult: text('https://example.com/') }),
}
const sentPictures = {
  EventKey: text('V1001_PICTURE'),
  SendPicsInfo: struct({
    Count: whole(1),
    PicList: struct({ item: list(struct({ PicMd5Sum: text('0123456789abcdef0123456789abcdef') })) }),
  }),
}

/** What a tap on a menu button pushes (docs/platform.md 3.7), by Event. Buttons with buttons of their own push nothing. */
export const menuEvents = shapes({
  CLICK: {
    what: { en: 'a tap on a click button', zh: '点击菜单（click）' },
    fields: { EventKey: text('V1001_TODAY_MUSIC') },
  },
  VIEW: {
    what: { en: 'a tap on a button that opens a page', zh: '点击菜单跳转链接（view）' },
    fields: { EventKey: text('https://www.example.com/'), MenuId: id('430123456') },
  },
  view_miniprogram: {
    what: { en: 'a tap on a button that opens a mini program', zh: '点击菜单跳转小程序' },
    fields: { EventKey: text('pages/index/index'), MenuId: id('430123456') },
  },
  scancode_push: {
    what: { en: 'a scan from the menu; the phone shows the result', zh: '菜单扫码推事件' },
    fields: scanned,
  },
  scancode_waitmsg: {
    what: { en: 'a scan from the menu; the phone waits for a reply', zh: '菜单扫码推事件且弹出“消息接收中”' },
    fields: scanned,
  },
  pic_sysphoto: {
    what: { en: 'photos from the camera; the images follow as messages', zh: '菜单弹出系统拍照发图' },
    fields: sentPictures,
  },
  pic_photo_or_album: {
    what: { en: 'photos from camera or album; the images follow as messages', zh: '菜单弹出拍照或相册发图' },
    fields: sentPictures,
  },
  pic_weixin: {
    what: { en: "photos from WeChat's album; the images follow as messages", zh: '菜单弹出微信相册发图' },
    fields: sentPictures,
  },
  location_select: {
    what: {
      en: 'a place chosen from the menu; the location follows as a message',
      zh: '菜单弹出地理位置选择器',
    },
    fields: {
      EventKey: text('V1001_PLACE'),
      SendLocationInfo: struct({
        Location_X: decimal(23.106414),
        Location_Y: decimal(113.324553),
        Scale: whole(15),
        Label: text('广州市海珠区阅江西路222号'),
        Poiname: text(''),
      }),
    },
  },
})
