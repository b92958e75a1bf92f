/**
 * Texts that tell a cause without an errcode: what WeChat's app, its web pages, the JS-SDK and
 * the consoles show, and errmsgs in other words than the published ones. Data alone: errors-in-text.ts searches them.
 *
 * A text is written as it is shown. A blank matches blanks, punctuation or nothing, `*` for up to 30 characters,
 * `<address>` for an IP address; upper and lower case are the same.
 */
import { consoleAddresses, places } from '../consoles'
import { pages } from '../pages'
import type { Advice, Words } from './remedies/remedy'

/** A text without an errcode, with what it means. */
export interface PageText extends Advice {
  /** The first is the one to show. */
  readonly texts: readonly string[]
  /**
   * Texts that other programs use as well: matched only where nothing but a label is beside them, or after the name of
   * a JS-SDK function (`chooseImage:permission denied`).
   */
  readonly alone?: readonly string[]
  /** Errcodes whose errmsg is one of `alone`: they are shown as well where no JS-SDK function is named. */
  readonly or?: readonly number[]
  readonly meaning: Words
}

/** Texts without an errcode, by the name that `wxadmin explain --json` has for them. */
export const pageTexts = {
  JSSDK_INVALID_SIGNATURE: {
    texts: ['config:invalid signature'],
    alone: ['invalid signature'],
    meaning: {
      en: 'JS-SDK: wx.config was refused, the signature is wrong',
      zh: 'JS-SDK：wx.config 未通过，签名错误',
    },
    cause: {
      en: 'What was signed is not what the page has: another url, noncestr, timestamp or AppID, or an outdated jsapi_ticket.',
      zh: '签名的内容与页面不一致：url、noncestr、timestamp 或 AppID 不同，或 jsapi_ticket 已过期。',
    },
    fix: {
      en: "sign location.href.split('#')[0] as the page has it when it runs, and compare with: wxadmin jssdk sign URL",
      zh: "用页面运行时的 location.href.split('#')[0] 签名，并与此对比：wxadmin jssdk sign URL",
    },
    docs: pages.jssdk,
    retry: 'never',
  },
  JSSDK_INVALID_URL_DOMAIN: {
    texts: ['config:invalid url domain', 'config:fail invalid domain'],
    alone: ['invalid url domain'],
    meaning: {
      en: 'JS-SDK: the domain of the page is not registered for this AppID',
      zh: 'JS-SDK：页面域名没有登记到该 AppID',
    },
    cause: {
      en: 'The host of the page is not among the JS API domains (JS接口安全域名) of the account, or its port is not 80 or 443, or the AppID is of another account.',
      zh: '页面的域名不在该账号的 JS接口安全域名中，或端口不是 80/443，或 AppID 属于其他账号。',
    },
    fix: {
      en: `add the host without https:// as JS接口安全域名 in ${places.jsDomain.en}; of a test account on ${consoleAddresses.test}`,
      zh: `在${places.jsDomain.zh}中把域名（不含 https://）加入 JS接口安全域名；测试号在 ${consoleAddresses.test} 填写`,
    },
    docs: pages.jssdk,
    retry: 'never',
  },
  JSSDK_OFFLINE_VERIFYING: {
    texts: ['the permission value is offline verifying'],
    alone: ['offline verifying'],
    meaning: {
      en: 'JS-SDK: the function was called before wx.config passed, or was not asked for',
      zh: 'JS-SDK：wx.config 尚未通过就调用了接口，或没有申请该接口',
    },
    cause: {
      en: 'wx.config failed or is not done yet, or the function is missing in jsApiList.',
      zh: 'wx.config 失败或尚未完成，或 jsApiList 中没有该接口。',
    },
    fix: {
      en: 'name the function in jsApiList and call it inside wx.ready; with debug: true see whether config is ok',
      zh: '把接口写入 jsApiList，并在 wx.ready 中调用；用 debug: true 查看 config 是否为 ok',
    },
    docs: pages.jssdk,
    retry: 'never',
  },
  JSSDK_PERMISSION_DENIED: {
    texts: ['system:access_denied', 'access_control:not_allow'],
    alone: ['permission denied', 'access_denied', 'no permission', 'not_allow'],
    meaning: { en: 'JS-SDK: the account may not use this function', zh: 'JS-SDK：该公众号无权使用此接口' },
    cause: {
      en: 'The account lacks the permission (many functions need a verified account), or the function is missing in jsApiList.',
      zh: '该公众号没有此接口的权限（很多接口需要认证），或 jsApiList 中没有该接口。',
    },
    fix: {
      en: `name the function in jsApiList; check the permission in ${places.permissions.en}`,
      zh: `把接口写入 jsApiList；在${places.permissions.zh}中确认权限`,
    },
    docs: pages.jssdk,
    retry: 'never',
  },
  JSSDK_FUNCTION_NOT_EXIST: {
    texts: [
      'function_not_exist',
      'function not exist',
      'system:function_not_exist',
      'function does not exist',
    ],
    meaning: { en: 'JS-SDK: this WeChat has no such function', zh: 'JS-SDK：当前微信客户端没有该接口' },
    cause: {
      en: 'The WeChat app is too old for the function, or its name is misspelt.',
      zh: '微信客户端版本过低，或接口名拼写有误。',
    },
    fix: {
      en: 'update WeChat; ask wx.checkJsApi before the call and offer another way where it is missing',
      zh: '升级微信；调用前用 wx.checkJsApi 检查，不支持时提供其他方式',
    },
    docs: pages.jssdk,
    retry: 'never',
  },
  JSSDK_REQUIRE_SUBSCRIBE: {
    texts: ['config:require subscribe', 'require_subscribe'],
    alone: ['require subscribe'],
    or: [43004],
    meaning: {
      en: 'JS-SDK: with a test account only its followers may use it',
      zh: 'JS-SDK：测试号只有已关注的用户才能使用',
    },
    cause: {
      en: 'The WeChat user who opens the page does not follow the account.',
      zh: '打开页面的微信用户没有关注该账号。',
    },
    fix: {
      en: `scan the QR code on ${consoleAddresses.test} with that WeChat, then open the page again`,
      zh: `用该微信扫描 ${consoleAddresses.test} 上的二维码关注，然后重新打开页面`,
    },
    docs: pages.jssdk,
    retry: 'never',
  },
  JSSDK_NOT_LOADED: {
    texts: [
      'wx is not defined',
      'WeixinJSBridge is not defined',
      'wx.config is not a function',
      'wx.ready is not a function',
      "Can't find variable: wx",
      "Can't find variable: WeixinJSBridge",
    ],
    meaning: { en: 'JS-SDK: its script is not there', zh: 'JS-SDK：脚本没有加载' },
    cause: {
      en: 'The page runs outside WeChat, calls before jweixin.js has loaded, or a module loader keeps wx to itself (then it is jWeixin).',
      zh: '页面不在微信中打开，或在 jweixin.js 加载前调用，或模块加载器使全局 wx 不可用（此时为 jWeixin）。',
    },
    fix: {
      en: 'load https://res.wx.qq.com/open/js/jweixin-1.6.0.js before your own script and open the page in WeChat',
      zh: '在自己的脚本之前加载 https://res.wx.qq.com/open/js/jweixin-1.6.0.js，并在微信中打开页面',
    },
    docs: pages.jssdk,
    retry: 'never',
  },
  JSSDK_CONFIG_FAIL: {
    texts: [],
    alone: ['config:fail'],
    meaning: { en: 'JS-SDK: wx.config was refused', zh: 'JS-SDK：wx.config 未通过' },
    cause: {
      en: 'The reason is not in this text: it follows config:fail when debug is on.',
      zh: '这段文字没有给出原因：打开 debug 后会显示在 config:fail 之后。',
    },
    fix: {
      en: 'set debug: true in wx.config and explain the text that appears, such as invalid signature',
      zh: '在 wx.config 中设置 debug: true，再解释弹出的文字，例如 invalid signature',
    },
    docs: pages.jssdk,
    retry: 'never',
  },
  OAUTH_OPEN_IN_WECHAT: {
    texts: [
      '请在微信客户端打开链接',
      '请在微信客户端*打开',
      '请用微信*打开',
      '请使用微信*打开',
      'open * link in * WeChat',
      'open * in the WeChat client',
    ],
    meaning: {
      en: 'Authorize page: it works inside WeChat alone',
      zh: '授权页：只能在微信中打开',
    },
    cause: {
      en: 'The authorize address was opened in another browser.',
      zh: '授权链接是在其他浏览器中打开的。',
    },
    fix: {
      en: 'send the link to yourself in WeChat and open it there, or scan it: wxadmin oauth url https://YOUR-HOST/ --qr',
      zh: '把链接发到微信中打开，或扫码：wxadmin oauth url https://你的域名/ --qr',
    },
    docs: pages.oauth,
    retry: 'never',
  },
  OAUTH_APPID: {
    texts: ['appid 参数错误', 'appid 参数不正确', 'appid parameter error', 'wrong appid parameter'],
    meaning: {
      en: 'Authorize page: the appid in the address is wrong',
      zh: '授权页：链接中的 appid 不正确',
    },
    cause: {
      en: 'The appid is misspelt or missing, or is not the first parameter, or is of a mini program or of an account that is gone.',
      zh: 'appid 拼写错误、缺失或不是第一个参数，或属于小程序，或账号已注销。',
    },
    fix: {
      en: 'make the address with wxadmin oauth url, which takes the AppID of the account; wxadmin whoami shows it',
      zh: '用 wxadmin oauth url 生成链接，它使用账号的 AppID；wxadmin whoami 可查看',
    },
    docs: pages.oauth,
    retry: 'never',
  },
  OAUTH_LINK_UNREACHABLE: {
    texts: ['该链接无法访问', '链接无法访问', 'response_type 参数错误', 'this link cannot be accessed'],
    meaning: {
      en: 'Authorize page: WeChat does not take this address',
      zh: '授权页：微信不接受该链接',
    },
    cause: {
      en: 'A parameter is missing, misspelt or in another order, redirect_uri is not encoded exactly once, or #wechat_redirect is not at the end.',
      zh: '参数缺失、拼错或顺序不对，redirect_uri 没有恰好编码一次，或末尾缺少 #wechat_redirect。',
    },
    fix: {
      en: 'make the address with: wxadmin oauth url https://YOUR-HOST/PATH',
      zh: '这样生成链接：wxadmin oauth url https://你的域名/路径',
    },
    docs: pages.oauth,
    retry: 'never',
  },
  OAUTH_DENIED: {
    texts: ['code=authdeny', 'authdeny'],
    meaning: { en: 'Authorize page: the user declined', zh: '授权页：用户拒绝了授权' },
    cause: {
      en: 'WeChat came back with code=authdeny in place of a code.',
      zh: '微信跳转回来时带的是 code=authdeny，而不是真正的 code。',
    },
    fix: {
      en: 'do not exchange it; tell the visitor what the page needs the consent for, and offer to try again',
      zh: '不要用它换取 access_token；向用户说明授权用途，并提供重新授权的入口',
    },
    docs: pages.oauth,
    retry: 'never',
  },
  PAGE_BLOCKED: {
    texts: ['已停止访问该网页', '如需浏览 请长按网址复制后使用浏览器*访问', '网页包含*诱导'],
    meaning: { en: 'WeChat app: the web page is blocked', zh: '微信：网页被停止访问' },
    cause: {
      en: 'WeChat has blocked the domain: complaints, forced sharing, or content against its rules.',
      zh: '微信停止了该域名的访问：被投诉、诱导分享或内容违规。',
    },
    fix: {
      en: 'remove what is named, then appeal with the link on that page (申请恢复访问)',
      zh: '按页面说明整改，然后点击该页面上的“申请恢复访问”申诉',
    },
    retry: 'never',
  },
  SERVICE_UNAVAILABLE: {
    texts: [
      '该公众号提供的服务出现故障，请稍后再试',
      '该公众号暂时无法提供服务，请稍后再试',
      '公众号*服务*故障',
      '公众号*无法*提供*服务',
      '官方帐号*无法提供服务',
      '官方账号*无法提供服务',
      '服务号*服务*故障',
      'official account * unable to provide * service*',
      'official account * cannot provide * service*',
      'official account * temporarily unavailable',
      'service * official account * unavailable',
    ],
    meaning: {
      en: 'WeChat app: the server URL gave no usable reply to a message',
      zh: '微信：服务器地址（URL）没有对消息作出有效回复',
    },
    cause: {
      en: 'Your server did not answer within 5 s (three tries), failed with an error, or answered something that is no passive reply, such as JSON, HTML or an empty Content.',
      zh: '你的服务器在 5 秒内没有响应（共三次）、报错，或返回的不是被动回复，例如 JSON、HTML 或空的 Content。',
    },
    fix: {
      en: 'see what it answers: wxadmin trigger text --to URL; answer success at once where the work takes longer',
      zh: '查看实际响应：wxadmin trigger text --to URL；处理较慢时先立即返回 success',
    },
    docs: pages.receive,
    retry: 'never',
  },
  CONSOLE_SYSTEM_ERROR: {
    texts: ['系统发生错误 请稍后重试', '系统发生错误 请稍后再试', '系统发生错误'],
    meaning: {
      en: 'Console: the server configuration was not saved, and the page does not say why',
      zh: '控制台：服务器配置没有保存，页面未说明原因',
    },
    cause: {
      en: 'Usually WeChat cannot reach the URL (DNS, firewall, a domain without ICP filing), or the session of the page is over.',
      zh: '多为微信无法访问该 URL（域名解析、防火墙、域名未备案），或页面登录已过期。',
    },
    fix: {
      en: 'sign in to the console again and press 提交; if it stays: wxadmin verify URL',
      zh: '重新登录后再次提交；若仍失败，用 wxadmin verify URL 检查',
    },
    docs: pages.encryption,
    retry: 'later',
  },
  CONSOLE_PARAMETER: {
    texts: [
      '参数错误 请重新填写',
      'url 格式*错误',
      'url 格式*不正确',
      'token 格式*错误',
      'EncodingAESKey 格式*错误',
    ],
    alone: ['参数错误'],
    meaning: {
      en: 'Console: a field of the server configuration is malformed',
      zh: '控制台：服务器配置中有字段格式不对',
    },
    cause: {
      en: 'The URL must begin with http:// (port 80) or https:// (port 443), the Token has 3 to 32 letters and digits, the EncodingAESKey exactly 43.',
      zh: 'URL 须以 http://（80 端口）或 https://（443 端口）开头，Token 为 3 到 32 个字母或数字，EncodingAESKey 恰好 43 个。',
    },
    fix: {
      en: `correct it in ${places.serverConfiguration.en}; of a test account on ${consoleAddresses.test}`,
      zh: `在${places.serverConfiguration.zh}中改正；测试号在 ${consoleAddresses.test} 修改`,
    },
    docs: pages.encryption,
    retry: 'never',
  },
  DEVTOOLS_NOT_DEVELOPER: {
    texts: [
      '未绑定网页开发者',
      '不是*网页开发者',
      '暂不是*开发者',
      '不是该公众号的开发者',
      '没有*网页开发者*权限',
    ],
    meaning: {
      en: 'WeChat DevTools: your WeChat is not bound as a web developer of this account',
      zh: '微信开发者工具：你的微信没有绑定为该公众号的网页开发者',
    },
    cause: {
      en: 'In the DevTools pages of an account open only to those whom its administrator has bound.',
      zh: '在开发者工具中，只有管理员绑定过的微信才能打开该公众号的网页。',
    },
    fix: {
      en: `let an administrator bind your WeChat in ${places.devtools.en}; your WeChat has to follow 公众平台安全助手`,
      zh: `请管理员在${places.devtools.zh}中绑定你的微信；你需先关注“公众平台安全助手”`,
    },
    retry: 'never',
  },
} as const satisfies Readonly<Record<string, PageText>>

export type PageTextName = keyof typeof pageTexts

/** Texts of pages that mean an errcode which has its own remedy. */
export const codeTexts: Readonly<Record<number, readonly string[]>> = {
  [-106]: [
    'token check fail',
    'token 验证失败',
    'token 校验失败',
    'token 验证不通过',
    'token 验证错误',
    'token 无效',
    '没有正确响应 token 验证',
    '未正确响应 token 验证',
    'verify token fail',
    'token verification fail',
    'token validation fail',
    'fail to verify * token',
    'failed to verify * token',
    'respond correctly to token',
  ],
  [-107]: [
    'token check timeout',
    '请求 URL 超时',
    'URL 请求超时',
    'URL 超时',
    '请求服务器地址超时',
    'request url timeout',
    'url request * timed out',
    'request * url timed out',
    'url timeout',
  ],
  10003: [
    'redirect_uri 参数错误',
    'redirect_uri 参数不正确',
    'redirect_url 参数错误',
    'redirect uri 参数错误',
    'redirect_uri 域名*不一致',
    'redirect_uri *parameter error',
    'redirect_uri parameter is * incorrect',
    'wrong redirect_uri',
    'incorrect redirect_uri',
    'invalid redirect_uri',
    'redirect_uri domain * inconsistent',
    'redirect_uri domain * not match',
  ],
  10004: ['公众号被封禁', '公众号已被封禁', 'official account * blocked', 'official account * banned'],
  10005: [
    'Scope 参数错误或没有 Scope 权限',
    'Scope 参数错误',
    '没有 Scope 权限',
    '没有*scope 的权限',
    'Scope parameter error or no Scope permission',
    'Scope parameter error',
    'no scope permission',
    'does not have * scope',
  ],
  10006: [
    '必须关注*测试号',
    '未关注*测试号',
    '没有关注*测试号',
    '请先关注*测试号',
    '需要关注*测试号',
    'must follow * test account',
    'not follow* test account',
  ],
  10009: ['操作太频繁了 请稍后再试', '操作太频繁', 'operation is too frequent', 'operating too frequently'],
  10010: ['scope 不能为空', 'scope cannot be empty', 'scope can not be empty'],
  10011: ['redirect_uri 不能为空', 'redirect_uri cannot be empty', 'redirect_uri can not be empty'],
  10012: ['appid 不能为空', 'appid cannot be empty', 'appid can not be empty'],
  10013: ['state 不能为空', 'state cannot be empty', 'state can not be empty'],
  10015: ['公众号未授权*第三方平台', '未授权*第三方平台'],
  10016: ['不支持*开放平台*appid', 'does not support * open platform* appid'],
}

/** Errmsgs in other words than the published ones, by code: older ones, and those that carry values. */
export const errmsgVariants: Readonly<Record<number, readonly string[]>> = {
  40001: ['invalid credential', 'access_token is invalid or not latest'],
  40163: ['oauth_code been used', 'code has been used'],
  40164: ['invalid ip <address>', 'not in whitelist', 'not in ip whitelist', 'invalid ip'],
  45009: ['api freq out of limit', 'reach max api daily quota limit'],
  45011: ['api minute-quota reach limit'],
  61004: ['access clientip is not registered'],
}
