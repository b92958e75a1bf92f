import { messages } from '../language'

/** What `wxadmin trigger` and `resend` say. */
export const triggerMessages = messages({
  sent: { en: '{type} → {url} ({mode})', zh: '{type} → {url}（{mode}）' },
  unknownType: { en: 'document', zh: '文档' },
  answered: { en: 'HTTP {status} after {ms} ms', zh: 'HTTP {status}，用时 {ms} 毫秒' },
  answeredTry: {
    en: 'try {number}: HTTP {status} after {ms} ms',
    zh: '第 {number} 次：HTTP {status}，用时 {ms} 毫秒',
  },
  silentTry: { en: 'try {number}: {reason}, after {ms} ms', zh: '第 {number} 次：{reason}，用时 {ms} 毫秒' },
  nothing: {
    en: 'The endpoint took it and says nothing: the user sees no reply.',
    zh: '接口已接收，没有回复内容：用户不会收到消息。',
  },
  accepted: { en: 'WeChat would take this reply.', zh: '微信会接受该回复。' },
  refused: { en: 'WeChat would not take this answer.', zh: '微信不会接受该应答。' },
  start: { en: 'the answer begins: {start}', zh: '应答开头：{start}' },

  retrySame: { en: 'The retry got the same answer.', zh: '重试得到了相同的应答。' },
  retryNothing: {
    en: 'The retry got no reply: the endpoint knew it. Where its first answer is lost on the way, the user sees none.',
    zh: '重试没有得到回复：接口已识别重复推送。但如果首次应答在途中丢失，用户将收不到回复。',
  },
  retryMadeAgain: {
    en: 'The reply to the retry was made anew (only its CreateTime differs): the endpoint does not seem to de-duplicate.',
    zh: '重试的回复是重新生成的（仅 CreateTime 不同）：接口似乎没有排重。',
  },
  retryDifferent: {
    en: 'The retry got another answer: the endpoint worked on the same push twice. De-duplicate messages by MsgId, events by FromUserName and CreateTime.',
    zh: '重试得到了不同的应答：同一推送被处理了两次。消息请按 MsgId 排重，事件请按 FromUserName + CreateTime 排重。',
  },

  choose: { en: 'Which push?', zh: '推送哪种消息或事件？' },
  otherType: {
    en: '{file} holds a push of type {type}, not {said}; it is sent as it is',
    zh: '{file} 中的推送类型是 {type}，而不是 {said}，将原样发送',
  },
  typeExample: {
    en: 'wxadmin trigger text (all types: wxadmin trigger --list)',
    zh: 'wxadmin trigger text（全部类型：wxadmin trigger --list）',
  },
  newFieldMeant: {
    en: '{path} is not a documented field of {type}; it is sent all the same: did you mean {suggestion}?',
    zh: '{type} 的文档中没有字段 {path}，仍会发送；是否应为 {suggestion}？',
  },
  newField: {
    en: '{path} is not a documented field of {type}; it is sent all the same',
    zh: '{type} 的文档中没有字段 {path}，仍会发送',
  },
  typeColumn: { en: 'TYPE', zh: '类型' },
  whatColumn: { en: 'WHAT HAPPENED', zh: '说明' },
  retired: { en: 'retired', zh: '已下线' },
  malformed: {
    en: '{file} is not a document of WeChat ({reason}, line {line}, column {column}); it is sent as it is',
    zh: '{file} 不是有效的微信 XML（第 {line} 行第 {column} 列：{reason}），将原样发送',
  },
  notUtf8: { en: '{file} is not UTF-8; it is sent as it is', zh: '{file} 不是 UTF-8 编码，将原样发送' },
  editAgain: { en: 'Edit it again?', zh: '是否重新编辑？' },
  editBroken: {
    en: 'line {line}, column {column}: {reason}',
    zh: '第 {line} 行第 {column} 列：{reason}',
  },
  notRecorded: {
    en: 'it is JSON, but not what serve --record keeps',
    zh: '是 JSON，但不是 serve --record 保存的文件',
  },
  tooLargeFile: { en: 'it is larger than {megabytes} MB', zh: '超过 {megabytes} MB' },

  loadSending: { en: '{done} of {total} sent', zh: '已发送 {done}/{total}' },
  loadCount: { en: 'pushes', zh: '推送' },
  loadOk: { en: 'accepted', zh: '成功' },
  loadFailed: { en: 'failed', zh: '失败' },
  loadTime: { en: 'time', zh: '耗时' },
  loadRate: { en: '{seconds} s, {rate} a second', zh: '{seconds} 秒，每秒 {rate} 个' },
  loadAnswers: { en: 'answers after', zh: '应答耗时' },
  loadPercentiles: {
    en: 'p50 {p50}, p90 {p90}, p99 {p99}, max {max} ms',
    zh: 'p50 {p50}，p90 {p90}，p99 {p99}，最长 {max} 毫秒',
  },
})

/** Message modes, as the console names them. */
export const modeWords = messages({
  plain: { en: 'plain', zh: '明文模式' },
  compat: { en: 'compat', zh: '兼容模式' },
  safe: { en: 'safe', zh: '安全模式' },
})

/** Why a document cannot be read, by the reason of an XmlFault. */
export const xmlReasons = messages({
  empty: { en: 'it is empty', zh: '内容为空' },
  'not-xml': { en: 'it is not XML', zh: '不是 XML' },
  malformed: { en: 'the XML is broken', zh: 'XML 有语法错误' },
  doctype: { en: 'it has a document type', zh: '含有 DOCTYPE 声明' },
  entity: { en: 'it has an entity that XML does not know', zh: '含有未定义的实体' },
  depth: { en: 'it is nested too deep', zh: '嵌套过深' },
  root: { en: 'its outermost element is not <xml>', zh: '最外层元素不是 <xml>' },
})

/** Why `--set` is refused, by the code of a FieldFault. */
export const fieldFaults = messages({
  'not-a-pair': {
    en: '{setting} is not path=value',
    zh: '{setting} 的写法应为 PATH=VALUE',
  },
  'not-a-name': { en: '{name} cannot be the name of an element', zh: '{name} 不能用作元素名' },
  'not-a-number': { en: '{name} is a number, and {value} is none', zh: '{name} 是数字，而 {value} 不是' },
  'has-fields': { en: '{name} has fields of its own: {names}', zh: '{name} 含有下级字段：{names}' },
  'has-none': { en: '{name} has no fields of its own', zh: '{name} 没有下级字段' },
  index: {
    en: '{name} has {count} {count?element:elements}, so there is no number {index}: they count from 0',
    zh: '{name} 只有 {count} 个元素，没有序号 {index}（从 0 开始）',
  },
  'too-deep': { en: 'a path has {most} names at most', zh: '路径最多 {most} 级' },
})
