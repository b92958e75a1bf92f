import { rare, shapes, struct, text, whole } from './field'

/** Customer service and shop assistants (docs/platform.md 3.7), by Event. */
export const serviceEvents = shapes({
  kf_create_session: {
    what: { en: 'a customer-service session begins', zh: '客服接入会话' },
    fields: { KfAccount: text('alice@example') },
  },
  kf_close_session: {
    what: { en: 'a customer-service session ends', zh: '客服关闭会话' },
    // CloseType: not on the page, reported by some [?].
    fields: { KfAccount: text('alice@example'), CloseType: rare(text('KF')) },
  },
  kf_switch_session: {
    what: { en: 'a customer-service session changes hands', zh: '客服转接会话' },
    fields: { FromKfAccount: text('alice@example'), ToKfAccount: text('bob@example') },
  },
  guide_qrcode_scan_event: {
    what: { en: "a scan of a shop assistant's QR code", zh: '扫描顾问二维码' },
    fields: {
      GuideScanEvent: struct({
        qrcode_guide_account: text('alice'),
        qrcode_guide_openid: text('oSandbox_bob_0123456789abcde'),
        openid: text('oSandbox_alice_0123456789abc'),
        action: whole(1),
        qrcode_info: text('counter-3'),
      }),
    },
  },
})
