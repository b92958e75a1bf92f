import { messages } from '../language'

/** What `menu diff` tells. */
export const diffMessages = messages({
  live: { en: 'live {name}', zh: '线上菜单 {name}' },
  history: { en: 'history {name}', zh: '历史记录 {name}' },
  stdin: { en: 'stdin', zh: 'stdin' },
  head: { en: '{from} ({fromHash}) → {to} ({toHash})', zh: '{from}（{fromHash}）→ {to}（{toHash}）' },
  title: { en: '{from} → {to}', zh: '{from} → {to}' },
  equal: {
    en: 'no differences: {from} and {to} are the same menu ({hash})',
    zh: '没有差异：{from} 与 {to} 是同一个菜单（{hash}）',
  },
  summary: { en: '{changes}; {kept} unchanged', zh: '{changes}；{kept} 项不变' },
})
