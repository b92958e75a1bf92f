import { type Message, messages } from '../language'

/** What is told of single pushes, by the codes of their notes. */
export const noteSentences: Readonly<Record<string, Message>> = messages({
  'timestamp-old': {
    en: 'It was signed {seconds} s ago: an old push sent again, or the clock of this machine is fast.',
    zh: '签名时间为 {seconds} 秒前：可能是重放的旧推送，或本机时钟偏快。',
  },
  'timestamp-ahead': {
    en: 'It was signed {seconds} s in the future: the clock of this machine, or of the sender, is wrong.',
    zh: '签名时间超前 {seconds} 秒：本机或发送方的时钟不准。',
  },
  'mode-differs': {
    en: 'It came in mode {sent}, and {mode} is set here: --mode {sent}, or change the console.',
    zh: '推送为 {sent} 模式，本地设置为 {mode}：请使用 --mode {sent}，或修改后台设置。',
  },
  'plain-differs': {
    en: 'Its plain part says something else than its encrypted one ({names}): the encrypted one counts.',
    zh: '明文部分与加密部分不一致（{names}），以加密部分为准。',
  },
  bom: {
    en: 'A byte order mark stands before the document: WeChat sends none.',
    zh: '文档开头有 BOM，微信不会发送 BOM。',
  },
  'answer-late': {
    en: 'No reply was ready after {seconds} s: success was answered, because WeChat gives up at 5 s. Answer sooner, or with a customer service message (客服消息) later.',
    zh: '{seconds} 秒内没有生成回复，已应答 success（微信最多等待 5 秒）。请加快处理，或稍后用客服消息回复。',
  },
  'answer-stopped': {
    en: 'The endpoint stopped before the reply was ready: success was answered.',
    zh: '回复生成前接口已停止，已应答 success。',
  },
  'answer-failed': {
    en: 'No reply could be made, success was answered: {reason}',
    zh: '无法生成回复，已应答 success：{reason}',
  },
  'record-failed': {
    en: 'It could not be kept in the directory of --record: {reason}',
    zh: '无法保存到 --record 目录：{reason}',
  },
  'caller-gone': {
    en: 'The caller had gone before the answer.',
    zh: '应答前对方已断开连接。',
  },
  'rule-regex-slow': {
    en: 'The regex of rule {number} took too long and was passed over: make it simpler.',
    zh: '规则 {number} 的正则匹配超时，已跳过：请简化该正则。',
  },
  'rule-reply-empty': {
    en: 'The text of rule {number} was empty once it was filled in: success was answered.',
    zh: '规则 {number} 的文本填充后为空，已应答 success。',
  },

  'target-unreachable': {
    en: 'The target did not answer, success was answered: {reason} ({detail}). Is your bot running at that address?',
    zh: '转发目标没有应答，已应答 success：{reason}（{detail}）。请确认程序已在该地址运行。',
  },
  'target-busy': {
    en: 'The target has {limit} pushes to answer already: success was answered.',
    zh: '转发目标已有 {limit} 条推送等待应答，已应答 success。',
  },
  'target-slow': {
    en: 'The target had not answered after {seconds} s: success was answered, because WeChat gives up at 5 s. Answer sooner, or with a customer service message (客服消息) later.',
    zh: '转发目标 {seconds} 秒内没有应答，已应答 success（微信最多等待 5 秒）。请加快处理，或稍后用客服消息回复。',
  },
  'target-late': {
    en: 'The target took {seconds} s: WeChat gives up at 5 s, and this reply does not reach the user.',
    zh: '转发目标用时 {seconds} 秒，微信最多等待 5 秒，该回复不会送达用户。',
  },
  'target-status': {
    en: 'The target answered HTTP {status}: WeChat takes 200 alone, tries again and tells the user 该公众号暂时无法提供服务.',
    zh: '转发目标返回 HTTP {status}：微信只接受 200，会重试并提示用户“该公众号暂时无法提供服务”。',
  },
  'target-redirects': {
    en: 'The target redirects (HTTP {status}) to {location}: WeChat does not follow. Give that address to --forward-to.',
    zh: '转发目标重定向（HTTP {status}）到 {location}：微信不会跟随重定向。请将 --forward-to 改为该地址。',
  },
  'target-too-large': {
    en: 'The target answered more than {bytes} bytes: success was answered.',
    zh: '转发目标的应答超过 {bytes} 字节，已应答 success。',
  },
  'target-not-utf8': {
    en: 'The answer of the target is not UTF-8: WeChat cannot read it.',
    zh: '转发目标的应答不是 UTF-8，微信无法识别。',
  },
  'target-html': {
    en: 'The target answered a web page: is this the path of your bot?',
    zh: '转发目标返回了网页：请确认路径是否正确。',
  },
  'target-reply-not-encrypted': {
    en: 'The target answered in plain: in safe mode WeChat takes encrypted replies alone.',
    zh: '转发目标的回复未加密：安全模式下微信只接受加密回复。',
  },
  'target-reply-encrypted': {
    en: 'The target encrypted its reply although the mode is plain: WeChat cannot read it.',
    zh: '明文模式下转发目标返回了加密回复，微信无法识别。',
  },
  'target-reply-badly-signed': {
    en: 'The encrypted reply of the target is signed wrongly: MsgSignature signs Token, TimeStamp, Nonce and Encrypt.',
    zh: '转发目标的加密回复签名不正确：MsgSignature 应由 Token、TimeStamp、Nonce 和 Encrypt 计算。',
  },
  'target-reply-unreadable': {
    en: 'The encrypted reply of the target cannot be decrypted ({reason}): its EncodingAESKey or AppID is another one.',
    zh: '转发目标的加密回复无法解密（{reason}）：其 EncodingAESKey 或 AppID 不一致。',
  },
})
