import { messages } from '../language'

/** What the API client tells while it works. */
export const clientMessages = messages({
  unused: {
    en: '{names} {count?is:are} set but not used: -a names the account {account}',
    zh: '已用 -a 指定账号 {account}，环境变量 {names} 未被使用',
  },
  retry: {
    en: '{path}: {reason}; trying again ({attempt}/3)',
    zh: '{path}：{reason}；正在重试（第 {attempt}/3 次）',
  },
  tokenRefreshed: {
    en: 'WeChat no longer accepts the token ({errcode}); a fresh one is used',
    zh: '微信不再接受该 access_token（{errcode}），已换用新的',
  },
  groupWritable: {
    en: 'the group of {directory} can replace the store: chmod g-w "{directory}"',
    zh: '{directory} 的同组用户可以替换本地存储：chmod g-w "{directory}"',
  },
  tokenNotKept: {
    en: 'the access token could not be kept: {reason}. The next command will fetch one again',
    zh: '无法保存 access_token：{reason}。下一条命令将重新获取',
  },
  classicToken: {
    en: 'fetched with the classic source: every other token of this account stops working within 5 minutes',
    zh: '使用 classic 方式获取：该账号其他途径获取的 token 将在 5 分钟内失效',
  },
})
