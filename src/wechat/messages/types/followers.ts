import { decimal, rare, shapes, text } from './field'

/** Following, QR codes and where a follower is (docs/platform.md 3.7), by Event. */
export const followerEvents = shapes({
  subscribe: {
    what: { en: 'somebody follows the account', zh: '关注' },
    // By a QR code both are there; without one the key may be there and empty.
    fields: { EventKey: rare(text('qrscene_123')), Ticket: rare(text('gQExampleTicket0123456789')) },
  },
  unsubscribe: {
    what: { en: 'somebody stops following; their data has to go', zh: '取消关注（须删除该用户的数据）' },
    fields: { EventKey: text('') },
  },
  SCAN: {
    what: { en: 'a follower scans a QR code with a scene', zh: '已关注用户扫描带参数二维码' },
    fields: { EventKey: text('123'), Ticket: text('gQExampleTicket0123456789') },
  },
  LOCATION: {
    what: { en: 'where a follower is, who has allowed it', zh: '上报地理位置' },
    fields: { Latitude: decimal(23.106414), Longitude: decimal(113.324553), Precision: decimal(65.5) },
  },
  user_enter_tempsession: {
    what: { en: 'somebody opens a customer-service chat', zh: '进入客服会话' },
    fields: { SessionFrom: text('from-the-help-page') },
  },
})
