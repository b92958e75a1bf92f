import { messages } from '../language'

/** What the questions themselves say beside their text. */
export const promptWords = messages({
  yes: { en: 'yes', zh: '是' },
  no: { en: 'no', zh: '否' },
  navigate: { en: 'move', zh: '移动' },
  select: { en: 'choose', zh: '选择' },
  visibility: { en: 'show or hide', zh: '显示或隐藏' },
})
