import { shapes, text, whole } from './field'

/** Electronic invoices (docs/platform.md 3.7), by Event. */
export const invoiceEvents = shapes({
  user_authorize_invoice: {
    what: { en: 'a user allows an invoice to be issued', zh: '用户授权开票' },
    fields: {
      SuccOrderId: text('order-20251124-1'),
      FailOrderId: text(''),
      AppId: text(''),
      Source: text(''),
    },
  },
  // A sample of the documentation carries the name of the event below; the fields are these.
  submit_invoice_title: {
    what: { en: 'a user submits whom to invoice', zh: '用户提交发票抬头' },
    fields: {
      title: text('示例科技有限公司'),
      tax_no: text('91440101MA0000000X'),
      addr: text('广州市海珠区阅江西路222号'),
      phone: text('02081167888'),
      bank_type: text('示例银行'),
      bank_no: text('6222000000000000000'),
      attach: text('order-1'),
      title_type: text('InvoiceUserTitleBusinessType'),
    },
  },
  update_invoice_status: {
    what: { en: 'the state of an invoice changes', zh: '发票状态更新' },
    fields: {
      Status: text('INVOICE_REIMBURSE_INIT'),
      CardId: text('pSandbox_card_0123456789abcd'),
      Code: text('123400005678'),
    },
  },
  cloud_invoice_invoiceresult_event: {
    what: { en: 'an invoice has been issued or refused', zh: '开票结果' },
    fields: { fpqqlsh: text('20251124000000000001'), status: whole(100), nsrsbh: text('91440101MA0000000X') },
  },
})
