import { decimal, id, rare, shapes, text, whole } from './field'

const article = {
  MsgDataId: rare(id('6543210987654321')),
  Idx: rare(whole(1)),
}

const mediaId = 'media_0123456789abcdef'

/** What users send (docs/platform.md 3.6), by MsgType. After MsgId come newer fields and those that few messages have. */
export const messageTypes = shapes({
  text: {
    what: { en: 'a text', zh: '文本消息' },
    fields: { Content: text('你好') },
    // BusinessId: in one SDK's samples only [?].
    tail: { bizmsgmenuid: rare(text('101')), BusinessId: rare(text('1')), ...article },
  },
  image: {
    what: { en: 'an image', zh: '图片消息' },
    fields: { PicUrl: text('http://mmbiz.qpic.cn/mmbiz_jpg/example/0'), MediaId: text(mediaId) },
    tail: article,
  },
  voice: {
    what: { en: 'a voice message', zh: '语音消息' },
    // Recognition: where speech recognition is on; reported gone or empty by now [?].
    fields: { MediaId: text(mediaId), Format: text('amr'), Recognition: rare(text('今天天气怎么样')) },
    tail: { MediaId16K: rare(text(mediaId)), ...article },
  },
  video: {
    what: { en: 'a video', zh: '视频消息' },
    fields: { MediaId: text(mediaId), ThumbMediaId: text(mediaId) },
    tail: article,
  },
  shortvideo: {
    what: { en: 'a short video, shot in the chat', zh: '小视频消息' },
    fields: { MediaId: text(mediaId), ThumbMediaId: text(mediaId) },
    tail: article,
  },
  location: {
    what: { en: 'a place on the map', zh: '地理位置消息' },
    fields: {
      Location_X: decimal(23.106414),
      Location_Y: decimal(113.324553),
      Scale: whole(16),
      Label: text('广州市海珠区阅江西路222号'),
    },
    tail: article,
  },
  link: {
    what: { en: 'a shared article or page', zh: '链接消息' },
    fields: {
      Title: text('微信公众平台'),
      Description: text('公众平台官网'),
      Url: text('https://mp.weixin.qq.com/'),
    },
    tail: article,
  },
})
