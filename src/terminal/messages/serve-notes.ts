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

  'target-busy': {
    en: 'The target has {limit} pushes to answer already: success was answered.',
    zh: '转发目标已有 {limit} 条推送等待应答，已应答 success。',
  },
})
