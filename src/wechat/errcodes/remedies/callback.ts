import { consoles, places } from '../../consoles'
import { pages } from '../../pages'
import type { Remedies, Words } from './remedy'

/** Codes of the web console, which no API answers and no error table lists (docs/platform.md 12). */
export const consoleMessages: Readonly<Record<number, Words & { readonly errmsg: string }>> = {
  [-106]: {
    errmsg: 'token check fail',
    en: 'the web console could not verify the server URL (a message of the page, not of the API)',
    zh: '公众平台网页提示：服务器配置的 URL 验证失败（不是接口错误码）',
  },
  [-107]: {
    errmsg: 'token check timeout',
    en: 'the web console got no answer from the server URL in time (a message of the page, not of the API)',
    zh: '公众平台网页提示：请求服务器地址（URL）超时（不是接口错误码）',
  },
}

/** The address that WeChat calls: docs/platform.md 3.1, 7. */
export const callbackRemedies: Remedies = {
  [-106]: {
    cause: {
      en: 'Your server did not return echostr as it came: the Token differs, the URL is out of reach, or the answer has a quote, BOM, line break or HTML around it.',
      zh: '你的服务器没有原样返回 echostr：Token 不一致、URL 无法访问，或返回内容夹带了引号、BOM、换行、HTML。',
    },
    fix: {
      en: 'use the same Token on both sides, port 80 or 443, and answer GET with echostr alone as text/plain within 5 s',
      zh: '两边使用同一个 Token，端口为 80 或 443，并在 5 秒内以 text/plain 只返回 echostr',
    },
    docs: pages.encryption,
    retry: 'never',
  },
  [-107]: {
    cause: {
      en: 'WeChat got no answer from your server URL within 5 s: a firewall or a wrong DNS entry, a port other than 80 or 443, a server abroad or on IPv6 alone, or a handler that waits.',
      zh: '微信在 5 秒内没有收到服务器地址（URL）的响应：防火墙或域名解析有误、端口不是 80/443、服务器在境外或只有 IPv6，或处理程序太慢。',
    },
    fix: {
      en: 'check it from outside: wxadmin verify URL; open the port to all addresses that wxadmin api GET /cgi-bin/getcallbackip lists, then press 提交 again',
      zh: '从外网检查：wxadmin verify URL；对 wxadmin api GET /cgi-bin/getcallbackip 列出的地址放行端口，然后再次提交',
    },
    docs: pages.encryption,
    retry: 'later',
  },
  40201: {
    cause: {
      en: 'No server URL is set for the account, so there is nothing to check.',
      zh: '账号没有设置服务器地址（URL），无法检测。',
    },
    fix: {
      en: `set it in ${places.serverConfiguration.en}, of a test account on ${consoles.test.en}, then run it again`,
      zh: `在${places.serverConfiguration.zh}中填写 URL（测试号的在${consoles.test.zh}），然后重试`,
    },
    docs: pages.callbackCheck,
    retry: 'never',
  },
  40202: {
    cause: { en: 'The action of the network check is not known.', zh: '网络检测的 action 不正确。' },
    fix: {
      en: 'wxadmin api POST /cgi-bin/callback/check -f action=all -f check_operator=DEFAULT',
      zh: 'wxadmin api POST /cgi-bin/callback/check -f action=all -f check_operator=DEFAULT',
    },
    docs: pages.callbackCheck,
    retry: 'never',
  },
  40203: {
    cause: { en: 'The operator of the network check is not known.', zh: '网络检测的运营商参数不正确。' },
    fix: {
      en: 'use CHINANET, UNICOM, CAP or DEFAULT as check_operator',
      zh: 'check_operator 使用 CHINANET、UNICOM、CAP 或 DEFAULT',
    },
    docs: pages.callbackCheck,
    retry: 'never',
  },
}
