import type { Words } from '../../wechat/errcodes/remedies/remedy'

export type Language = 'zh' | 'en'

/** What a person reads on the sandbox's pages. */
export const words = {
  sandbox: { en: 'wxadmin sandbox: nothing here is WeChat', zh: 'wxadmin 沙箱：此页面并非微信' },
  accountName: { en: 'Sandbox Official Account', zh: '沙箱公众号' },

  consentTitle: { en: 'Sign in with WeChat', zh: '微信登录' },
  asks: { en: 'Asks for', zh: '申请获取' },
  nameAndPicture: { en: 'your nickname and profile photo', zh: '你的昵称、头像' },
  goesTo: { en: 'Then opens', zh: '同意后打开' },
  signInAs: { en: 'Open the page as', zh: '以此用户身份打开' },
  allow: { en: 'Allow', zh: '同意' },
  deny: { en: 'Decline', zh: '拒绝' },
  snapshot: { en: 'Open as a snapshot page (virtual user)', zh: '以快照页打开（虚拟用户）' },
  notFollowing: { en: 'not following', zh: '未关注' },

  deniedTitle: { en: 'Declined', zh: '已拒绝授权' },
  denied: {
    en: 'WeChat closes the page here: the browser is not sent back, and your page learns nothing of it. No code was made.',
    zh: '微信会在此处直接关闭页面：不会跳转回你的网页，网页也不会收到任何通知。没有生成 code。',
  },

  errorTitle: { en: 'This link cannot be opened', zh: '链接无法打开' },
  errorCode: { en: 'Error {code}', zh: '错误码：{code}' },
  cause: { en: 'Why', zh: '原因' },
  fix: { en: 'Try', zh: '解决办法' },

  scanTitle: { en: 'Scan the QR code', zh: '扫描二维码' },
  scene: { en: 'Scene', zh: '场景值' },
  validUntil: { en: 'Valid until', zh: '有效期至' },
  permanent: { en: 'permanent', zh: '永久有效' },
  endpoint: { en: 'Pushed to', zh: '推送到' },
  noEndpoint: {
    en: 'nowhere: configure an endpoint with POST /sandbox/callback',
    zh: '未配置：用 POST /sandbox/callback 配置服务器地址',
  },
  scanAs: { en: 'Scan as', zh: '以此用户身份扫描' },
  scan: { en: 'Scan', zh: '扫描' },
  scanned: { en: 'Scanned', zh: '已扫描' },
  scanAgain: { en: 'Scan again', zh: '再次扫描' },
  event: { en: 'Event', zh: '事件' },
  eventKey: { en: 'EventKey', zh: 'EventKey' },
  status: { en: 'Answer', zh: '响应' },
  attempts: { en: 'Attempts', zh: '推送次数' },
  noStatus: { en: 'none', zh: '无' },
  problem: { en: 'Problem', zh: '问题' },
  push: { en: 'The push', zh: '推送内容' },
  reply: { en: 'The reply', zh: '回复内容' },
  noReply: { en: 'Nothing to say (success, or empty)', zh: '无回复内容（success 或空）' },

  goneTitle: { en: 'Not found', zh: '页面不存在' },
  goneQrcode: {
    en: 'There is no such QR code in this sandbox. One that was made in another run, without --persist, is gone.',
    zh: '沙箱中没有这个二维码。未使用 --persist 时，上次运行中生成的二维码不会保留。',
  },
  expiredTitle: { en: 'The QR code has expired', zh: '二维码已过期' },
  expiredQrcode: { en: 'It was valid until {time}. Make a new one.', zh: '有效期至 {time}，请重新生成。' },
  badForm: { en: 'The form could not be read.', zh: '无法读取提交的表单。' },
} as const satisfies Record<string, Words>

/** Reasons for a bad link, beyond its code. */
export const hints = {
  order: {
    en: 'The parameters are not in the order that WeChat checks: appid, redirect_uri, response_type, scope, state.',
    zh: '参数顺序不符：微信要求依次为 appid、redirect_uri、response_type、scope、state。',
  },
  stranger: {
    en: 'A parameter that is not known stands among the first five. Is redirect_uri URL-encoded, with its own & and ?',
    zh: '前五个参数中混入了未知参数。redirect_uri 是否进行了 URL 编码（包括其中的 & 和 ?）？',
  },
  responseType: { en: 'response_type must be code.', zh: 'response_type 必须为 code。' },
  scope: {
    en: 'The scope must be snsapi_base or snsapi_userinfo.',
    zh: 'scope 只能是 snsapi_base 或 snsapi_userinfo。',
  },
  unverified: { en: 'This account is not verified.', zh: '该账号未认证。' },
  state: {
    en: 'state may hold letters and digits, at most 128.',
    zh: 'state 只能包含字母和数字，最多 128 个。',
  },
  unknownAppid: { en: 'No account of this sandbox has this AppID.', zh: '沙箱中没有使用该 AppID 的账号。' },
  encodedTwice: {
    en: 'redirect_uri is URL-encoded twice: encode it once.',
    zh: 'redirect_uri 被 URL 编码了两次，只需编码一次。',
  },
  notAbsolute: {
    en: 'redirect_uri must be a whole http or https address.',
    zh: 'redirect_uri 必须是完整的 http 或 https 地址。',
  },
} as const satisfies Record<string, Words>

export type Hint = keyof typeof hints

/** Whether a hint is the whole explanation; the usual cause of its code would mislead then. */
export function tellsAll(hint: Hint): boolean {
  return hint !== 'unverified' && hint !== 'unknownAppid'
}

/** The language a browser asks for first; Chinese, where it asks for neither. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const tags = (acceptLanguage ?? '').split(',').map((entry) => {
    const [tag = '', ...parameters] = entry.trim().toLowerCase().split(';')
    const quality = parameters.map((each) => /^\s*q=([\d.]+)\s*$/.exec(each)?.[1]).find(Boolean)
    return { language: tag.slice(0, 2), quality: Number(quality ?? 1) }
  })
  const known = tags.filter(({ language, quality }) => /^(zh|en)$/.test(language) && quality > 0)
  const first = known.sort((a, b) => b.quality - a.quality)[0]
  return first?.language === 'en' ? 'en' : 'zh'
}
