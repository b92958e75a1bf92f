import type { Oddity } from '../../wechat/given-value'
import { type Message, messages } from '../language'

/** Why a value is not in its usual form; goes on behind "not the usual form: ". */
export const oddities: Readonly<Record<Oddity, Message>> = {
  assignment: { en: 'it has its name in front of it', zh: '前面带有变量名' },
  quotes: { en: 'it has quotes', zh: '带有引号' },
  escape: { en: 'it has a backslash and a letter in place of a line break', zh: '带有字面的 \\n 而非换行' },
  fullWidth: { en: 'it has full-width characters', zh: '带有全角字符' },
  appid: { en: 'it is an AppID', zh: '看起来是 AppID' },
  space: { en: 'it has a blank in it', zh: '中间有空白字符' },
}

/** Of values that are used as they were given. */
export const givenMessages = messages({
  secret: {
    en: 'the AppSecret of {name} is not the usual form: {oddity}; it is sent as it is',
    zh: '{name} 的 AppSecret 与常见格式不同：{oddity}；将原样发送',
  },
  accessToken: {
    en: 'the access token of {name} is not the usual form: {oddity}; it is sent as it is',
    zh: '{name} 的 access_token 与常见格式不同：{oddity}；将原样发送',
  },
})
