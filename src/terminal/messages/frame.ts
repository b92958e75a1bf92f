import { messages } from '../language'

/** Sentences that belong to every command. */
export const frame = messages({
  error: { en: 'Error:', zh: '错误：' },
  warning: { en: 'Warning:', zh: '警告：' },
  tryThis: { en: 'Try:', zh: '试试：' },
  docs: { en: 'Docs:', zh: '文档：' },
  yes: { en: 'yes', zh: '是' },
  no: { en: 'no', zh: '否' },
})
