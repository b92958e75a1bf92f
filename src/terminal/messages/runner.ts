import { messages } from '../language'

/** What is said of the files that a CI runner names. */
export const runnerMessages = messages({
  notWritten: {
    en: 'cannot write {variable} ({file}): {reason}',
    zh: '无法写入 {variable}（{file}）：{reason}',
  },
})
