import { type Message, messages } from '../language'
import { verifyAnswers } from './verify-answers'
import { verifyEchoes } from './verify-echoes'
import { verifyForms } from './verify-forms'
import { type VerifySentences, verifyReach } from './verify-reach'
import { verifyReplies } from './verify-replies'

/** What is looked at; the finding follows behind a colon. */
export const verifyChecks = messages({
  address: { en: 'Address', zh: '地址' },
  mode: { en: 'Mode', zh: '消息模式' },
  connection: { en: 'Connection', zh: '连接' },
  handshake: { en: 'Handshake', zh: '服务器验证' },
  'forged-handshake': { en: 'Handshake, wrong signature', zh: '服务器验证（签名错误）' },
  'unsigned-handshake': { en: 'Handshake, no signature', zh: '服务器验证（无签名）' },
  text: { en: 'Text message', zh: '文本消息' },
  'text-retry': { en: 'Text message, sent again', zh: '文本消息（重试）' },
  event: { en: 'Event subscribe', zh: '关注事件 subscribe' },
  'forged-push': { en: 'Push, wrong signature', zh: '推送（签名错误）' },
  'forged-cipher': { en: 'Push, wrong msg_signature', zh: '推送（msg_signature 错误）' },
})

export const verifyWords = messages({
  title: { en: '{url} ({mode} mode)', zh: '{url}（{mode}）' },
  plain: { en: 'plain', zh: '明文模式' },
  compat: { en: 'compat', zh: '兼容模式' },
  safe: { en: 'safe', zh: '安全模式' },
  line: { en: '{check}: {finding}', zh: '{check}：{finding}' },
  timed: { en: '{finding} ({ms} ms)', zh: '{finding}（{ms} 毫秒）' },
  doing: { en: 'Checking: {check} …', zh: '正在检查：{check}' },
  sent: { en: 'sent', zh: '发送' },
  answer: { en: 'answer', zh: '应答' },
  expected: { en: 'expected', zh: '应为' },
  got: { en: 'got', zh: '实为' },
  bytes: {
    en: 'Bytes from {from} on, in hex, counted from 0; the first that differs is {offset}. {expectedBytes} were expected, {gotBytes} came.',
    zh: '以上为第 {from} 字节起的十六进制（从 0 计），第 {offset} 字节开始不同；应有 {expectedBytes} 字节，实际 {gotBytes} 字节。',
  },
  ended: { en: '(ended)', zh: '（已结束）' },
  userSees: {
    en: 'The user sees “该公众号暂时无法提供服务，请稍后再试”.',
    zh: '用户会看到“该公众号暂时无法提供服务，请稍后再试”。',
  },
  well: { en: 'All is well: WeChat will accept this endpoint.', zh: '全部通过：微信会接受此接口。' },
  warned: {
    en: 'No errors, {warnings} {warnings?warning:warnings}.',
    zh: '没有错误，{warnings} 个警告。',
  },
  refused: {
    en: '{errors} {errors?error:errors}, {warnings} {warnings?warning:warnings}: WeChat will not accept this endpoint.',
    zh: '{errors} 个错误，{warnings} 个警告：微信不会接受此接口。',
  },
  accepted: {
    en: '{errors} {errors?error:errors}, {warnings} {warnings?warning:warnings}: WeChat will accept this endpoint, but it does not work as it should.',
    zh: '{errors} 个错误，{warnings} 个警告：微信会接受此接口，但接口工作不正常。',
  },
  unreachable: {
    en: 'There was no answer to check; nothing further was tried.',
    zh: '没有可供检查的应答，未进行后续检查。',
  },
  unusable: { en: 'This address cannot be called.', zh: '此地址无法访问。' },
})

/** Codes among the parameters, put into words. */
export const verifyParams: Readonly<Record<string, Message>> = messages({
  before: { en: 'before', zh: '前' },
  behind: { en: 'behind', zh: '后' },
  around: { en: 'around', zh: '前后' },
  base64: { en: 'no base64', zh: '不是 base64' },
  length: { en: 'no whole number of blocks', zh: '长度不是分组的整数倍' },
  padding: { en: 'the padding is wrong: another key?', zh: '填充错误，密钥可能不同' },
  'message-length': { en: 'the length in it is wrong', zh: '其中的长度错误' },
  utf8: { en: 'what it holds is not UTF-8', zh: '内容不是 UTF-8' },
})

const again: Message = {
  en: 'compare the signature before anything else, and answer 401 or 403 where it differs or is missing',
  zh: '应首先校验签名，签名不符或缺失时返回 401 或 403',
}

const letThrough: Message = {
  en: 'web application firewalls and gateways often refuse HTTP/1.0: allow it for this path, or let the addresses of getcallbackip through',
  zh: 'WAF 或网关常会拦截 HTTP/1.0 请求：请对该路径放行 HTTP/1.0，或放行 getcallbackip 接口返回的 IP',
}

/** Every finding but those about a reply itself (replies.ts). */
export const verifySentences = {
  ...verifyReach,
  ...verifyForms,
  ...verifyAnswers,
  ...verifyEchoes,
  ...verifyReplies,
  'test-account-mode': {
    what: {
      en: 'test accounts know plain mode alone, so that is what was sent in place of {mode}',
      zh: '测试号只支持明文模式，因此已按明文模式发送，而不是 {mode}',
    },
    fix: {
      en: 'leave --as out to verify the mode of the real account',
      zh: '如需按正式账号的模式检查，请去掉 --as',
    },
  },
  connected: { what: { en: 'there is an answer', zh: '有应答' } },
  slow: {
    what: {
      en: 'slow: WeChat gives up after {limit} s and sends the push again',
      zh: '应答较慢：超过 {limit} 秒微信会断开并重试',
    },
    fix: {
      en: 'answer success at once, do the work afterwards, and send the result by a customer-service message',
      zh: '先返回 success，再异步处理，并用客服消息发送结果',
    },
  },
  'handshake-ok': {
    what: {
      en: 'echostr came back byte for byte, {tries} of {tries} times, and over HTTP/1.0',
      zh: 'echostr 已原样返回，{tries}/{tries} 次，HTTP/1.0 同样正确',
    },
  },
  'handshake-ok-http11': {
    what: {
      en: 'echostr came back byte for byte, {tries} of {tries} times, over HTTP/1.1',
      zh: '以 HTTP/1.1 请求时 echostr 已原样返回，{tries}/{tries} 次',
    },
  },
  'http10-cut': {
    what: {
      en: "calls over HTTP/1.0, as WeChat's check makes them, are cut ({detail}); over HTTP/1.1 there is an answer",
      zh: 'HTTP/1.0 请求（微信的服务器验证使用 HTTP/1.0）被切断（{detail}），而 HTTP/1.1 有应答',
    },
    fix: letThrough,
  },
  'http10-silent': {
    what: {
      en: "calls over HTTP/1.0, as WeChat's check makes them, get no answer within {seconds} s; over HTTP/1.1 there is one",
      zh: 'HTTP/1.0 请求（微信的服务器验证使用 HTTP/1.0）在 {seconds} 秒内没有应答，而 HTTP/1.1 有应答',
    },
    fix: letThrough,
  },
  'http10-refused': {
    what: {
      en: "calls over HTTP/1.0, as WeChat's check makes them, are refused (HTTP {status}); those over HTTP/1.1 pass",
      zh: 'HTTP/1.0 请求（微信的服务器验证使用 HTTP/1.0）被拒绝（HTTP {status}），而 HTTP/1.1 请求通过',
    },
    fix: letThrough,
  },
  'http10-differs': {
    what: {
      en: "calls over HTTP/1.0, as WeChat's check makes them, get another answer than those over HTTP/1.1",
      zh: 'HTTP/1.0 请求（微信的服务器验证使用 HTTP/1.0）得到的应答与 HTTP/1.1 不同',
    },
    fix: {
      en: 'answer both alike: the version of HTTP must not matter to the route',
      zh: '两种请求应得到同样的应答：路由不应区分 HTTP 版本',
    },
  },
  'signature-order': {
    what: {
      en: 'right signatures were refused for {failed} of {tries} nonces',
      zh: '{tries} 个 nonce 中有 {failed} 个，签名正确却被拒绝',
    },
    fix: {
      en: 'sort Token, timestamp and nonce as text, not as numbers, before joining them; where several servers share the address, give all the same Token',
      zh: '拼接前应将 Token、timestamp、nonce 按字符串（不是数字）排序；如有多台服务器，其 Token 必须一致',
    },
  },
  'forged-refused': { what: { en: 'refused, as it must be', zh: '已拒绝，符合要求' } },
  'unsigned-refused': { what: { en: 'refused, as it must be', zh: '已拒绝，符合要求' } },
  'forged-accepted': {
    what: {
      en: 'security hole: echostr was echoed although the signature is wrong',
      zh: '安全漏洞：签名错误，仍返回了 echostr',
    },
    fix: again,
  },
  'unsigned-accepted': {
    what: {
      en: 'security hole: echostr was echoed although there is no signature',
      zh: '安全漏洞：没有签名，仍返回了 echostr',
    },
    fix: again,
  },
  'refused-by-crash': {
    what: {
      en: 'refused, but by an error of the program (HTTP {status})',
      zh: '已拒绝，但原因是程序出错（HTTP {status}）',
    },
    fix: again,
  },
  'refused-by-silence': {
    what: { en: 'no answer within {seconds} s', zh: '{seconds} 秒内没有应答' },
    fix: again,
  },
  'retry-same': { what: { en: 'the same answer, or none', zh: '应答与首次相同，或为空' } },
  'retry-differs': {
    what: {
      en: 'another answer than the first time: retries are not recognised, so work may be done twice',
      zh: '与首次应答不同：未识别重试，业务可能被重复执行',
    },
    fix: {
      en: 'remember messages by MsgId, and events by FromUserName and CreateTime, for a minute',
      zh: '消息按 MsgId 排重，事件按 FromUserName 加 CreateTime 排重，保留一分钟即可',
    },
  },
  'forged-push-refused': { what: { en: 'refused, as it must be', zh: '已拒绝，符合要求' } },
  'forged-push-accepted': {
    what: {
      en: 'security hole: it was answered with a reply, so anybody can speak as any user',
      zh: '安全漏洞：签名错误仍返回了回复，任何人都可以冒充用户',
    },
    fix: again,
  },
  'forged-push-same': {
    what: {
      en: 'security hole: a wrong signature gets the same answer as a right one, so it was not refused',
      zh: '安全漏洞：签名错误与签名正确时的应答相同，说明没有拒绝',
    },
    fix: again,
  },
  'forged-push-unclear': {
    what: {
      en: 'answered as a right one is, with nothing: whether it was acted on cannot be seen from here',
      zh: '应答与签名正确时一样（无回复），无法判断是否已被处理',
    },
    fix: again,
  },
  'forged-cipher-accepted': {
    what: {
      en: 'security hole: it was answered with a reply; msg_signature alone covers the text',
      zh: '安全漏洞：仍返回了回复；只有 msg_signature 能保证消息内容未被篡改',
    },
    fix: {
      en: 'in safe and compatible mode compare msg_signature, made over Token, timestamp, nonce and Encrypt',
      zh: '安全模式和兼容模式下应校验 msg_signature，参与计算的是 Token、timestamp、nonce 和 Encrypt',
    },
  },
  'forged-cipher-plain': {
    what: {
      en: 'the endpoint reads the plain half, so it has no use for msg_signature',
      zh: '接口读取的是明文部分，不使用 msg_signature',
    },
  },
  'skipped-handshake': {
    what: { en: 'not tried: the handshake comes first', zh: '未检查：请先解决服务器验证的问题' },
  },
  'skipped-push': {
    what: { en: 'not tried: the text message comes first', zh: '未检查：请先解决文本消息的问题' },
  },
} as const satisfies Record<string, VerifySentences>
