import { messages } from '../language'

/** What is wrong with the words of an `api` command. */
export const apiMessages = messages({
  method: { en: '{method} is not GET or POST.', zh: '{method} 不是 GET 或 POST。' },
  otherOrigin: {
    en: '{url} is not at the API base {base}: the token would be sent elsewhere. Give the path alone.',
    zh: '{url} 不在 API 地址 {base} 下：token 会被发送到别处。请只写路径。',
  },
  notPath: { en: '{path} is not a path.', zh: '{path} 不是有效的路径。' },
  fieldForm: { en: '{flag} takes KEY=VALUE.', zh: '{flag} 的格式是 KEY=VALUE。' },
  fieldClash: {
    en: 'The field {field} contradicts another one: a value cannot be text, list and object at once.',
    zh: '字段 {field} 与其他字段冲突：同一个值不能既是文本又是列表或对象。',
  },
  inputOnGet: { en: 'A GET call has no body for --input.', zh: 'GET 请求没有请求体，不能使用 --input。' },
})
