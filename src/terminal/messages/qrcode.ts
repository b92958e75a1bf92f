import { messages } from '../language'

/** What the QR code commands say. */
export const qrcodeMessages = messages({
  ticket: { en: 'ticket', zh: 'ticket' },
  address: { en: 'opens', zh: '内容' },
  picture: { en: 'picture', zh: '图片' },
  valid: { en: 'valid', zh: '有效期' },
  forEver: { en: 'for ever (100,000 permanent codes in all)', zh: '永久（永久二维码总数上限 100,000）' },
  until: { en: 'until {time}, {seconds} s', zh: '至 {time}（{seconds} 秒）' },
  event: { en: 'scan', zh: '扫码' },
  events: {
    en: 'a follower: event SCAN, EventKey {scan}; who follows by it: event subscribe, EventKey {subscribe}',
    zh: '已关注用户：SCAN 事件，EventKey 为 {scan}；扫码后关注：subscribe 事件，EventKey 为 {subscribe}',
  },
  saved: { en: 'Saved as {file}', zh: '已保存为 {file}' },
  shortLife: {
    en: 'Without --expire a temporary code is valid for {seconds} s only.',
    zh: '未指定 --expire 时，临时二维码仅 {seconds} 秒内有效。',
  },
  onlyWhileRunning: {
    en: 'The built-in sandbox runs only as long as this command: to scan the code, run wxadmin sandbox and set WXADMIN_API_BASE.',
    zh: '内置沙箱只在本命令运行期间存在；如需扫码，请运行 wxadmin sandbox 并设置 WXADMIN_API_BASE。',
  },
})
