import { messages } from '../language'

/** Sentences that belong to every command. A label ends with what goes before its text: a full-width colon needs no space. */
export const frame = messages({
  error: { en: 'Error: ', zh: '错误：' },
  warning: { en: 'Warning: ', zh: '警告：' },
  tryThis: { en: 'Try: ', zh: '试试：' },
  docs: { en: 'Docs: ', zh: '文档：' },
  more: { en: 'More: ', zh: '详情：' },
  firstThen: { en: '{first}; then {next}', zh: '{first}；然后{next}' },
  aside: { en: '{text} ({aside})', zh: '{text}（{aside}）' },
})
