import type { ErrorCode } from '../../errors'
import { type Message, messages } from '../language'

/** `wxadmin explain`, and the refusals of WeChat inside an error. */
export const explain = messages({
  answered: { en: '{path}: WeChat answered {errcode} {text}', zh: '{path}：微信返回 {errcode} {text}' },
  answeredWithRid: {
    en: '{path}: WeChat answered {errcode} {text} (rid {rid})',
    zh: '{path}：微信返回 {errcode} {text}（rid {rid}）',
  },
  setSecret: {
    en: 'wxadmin account set {$account} --secret-stdin',
    zh: 'wxadmin account set {$account} --secret-stdin',
  },
  setSecretVariable: { en: 'set WXADMIN_SECRET to it', zh: '更新环境变量 WXADMIN_SECRET' },
  setAppid: {
    en: 'wxadmin account set {$account} appid=wx…',
    zh: 'wxadmin account set {$account} appid=wx…',
  },
  setAppidVariable: { en: 'set WXADMIN_APPID to it', zh: '更新环境变量 WXADMIN_APPID' },
  giveAgain: { en: 'give it again', zh: '重新输入' },
  thisAddress: { en: 'the address that the answer names', zh: '微信返回的 IP' },
  unlisted: {
    en: 'This code is in none of the lists that WeChat has published; its own text is all that is known.',
    zh: '微信公开的错误码表中没有这个错误码，只能参考其返回的文字。',
  },
  askTheTrace: {
    en: "see WeChat's record of the call: wxadmin api POST /cgi-bin/openapi/rid/get -f rid={!rid}",
    zh: '查询微信的调用记录：wxadmin api POST /cgi-bin/openapi/rid/get -f rid={!rid}',
  },
  giveRid: {
    en: 'run it again in a minute; if it stays, give the rid {rid} to the support of WeChat',
    zh: '一分钟后重试；若持续出现，请将 rid {rid} 提供给微信客服',
  },
  inSandbox: {
    en: 'the sandbox answers so because of a --fault or of what it holds: wxadmin sandbox reset; with WeChat: {fix}',
    zh: '沙箱因注入的故障或其内容而这样返回：wxadmin sandbox reset；正式环境：{fix}',
  },
  compare: {
    en: 'compare what was sent (--debug) with the documentation of the call',
    zh: '用 --debug 查看发送的内容，对照接口文档检查',
  },
  lookUp: {
    en: "search WeChat's own list for it, or repeat the call and keep the rid of the answer",
    zh: '在微信官方错误码列表中查找，或重新调用并记下返回的 rid',
  },
  succeeded: { en: 'nothing to do: the call succeeded', zh: '无需处理：调用成功' },

  meaning: { en: 'Meaning', zh: '含义' },
  cause: { en: 'Cause', zh: '原因' },
  fix: { en: 'What to do', zh: '处理' },
  docs: { en: 'Docs', zh: '文档' },
  rid: { en: 'rid', zh: 'rid' },
  exit: { en: 'Exit code', zh: '退出码' },
  at: { en: 'At {paths}', zh: '在 {paths}' },
  unknownTitle: { en: '{code} (unknown)', zh: '{code}（未知）' },
})

/** What an error code of ours means where its sentence is made of its parameters alone. */
export const ownMeanings: Partial<Record<ErrorCode, Message>> = {
  USAGE: { en: 'The command line is wrong', zh: '命令行用法有误' },
  WECHAT: {
    en: 'WeChat answered with an errcode; the error names it',
    zh: '微信返回了 errcode，具体见错误信息',
  },
  VALUE_INVALID: { en: 'A value is invalid', zh: '某个值无效' },
}
/** As `ownMeanings`, for what to do. */
export const ownFixes: Partial<Record<ErrorCode, Message>> = {
  USAGE: {
    en: 'the command with --help, as the error shows it',
    zh: '按错误提示，加上 --help 查看命令用法',
  },
  WECHAT: { en: 'wxadmin explain ERRCODE', zh: 'wxadmin explain 错误码' },
  VALUE_INVALID: { en: 'give what the error says is expected', zh: '按错误提示填写' },
  NETWORK_PROXY_AUTH: {
    en: 'HTTPS_PROXY=http://USER:PASS@HOST:PORT, or --proxy with the same address',
    zh: 'HTTPS_PROXY=http://USER:PASS@HOST:PORT，或用 --proxy 指定同样的地址',
  },
  NETWORK_PROXY_PASSWORD: {
    en: 'HTTPS_PROXY=http://USER:PASS@HOST:PORT, or --proxy with the same address',
    zh: 'HTTPS_PROXY=http://USER:PASS@HOST:PORT，或用 --proxy 指定同样的地址',
  },
  VALUE_OUT_OF_RANGE: {
    en: 'a number within the range that the error names',
    zh: '填写错误提示范围内的数字',
  },
}
