import type { DocumentRule } from '../../document/finding'
import type { OwnRulesRule } from '../../wechat/replies/rules-findings'
import type { Message } from '../language'
import type { RuleSentences } from './document'
import { documentSentences } from './document'

const didYouMean: Message = { en: 'did you mean {suggestion}?', zh: '是否应为 {suggestion}？' }
const known: Message = { en: 'known: {known}', zh: '可用：{known}' }
const quote: Message = { en: 'put it in quotes: "{source}"', zh: '请加引号："{source}"' }

/** What is wrong with a rules file, and what to do: for every rule of wechat/replies/rules-findings.ts. */
export const rulesSentences: Record<OwnRulesRule | DocumentRule, RuleSentences> = {
  ...documentSentences,
  'file-too-large': {
    what: { en: 'the file is larger than {limit} bytes', zh: '文件超过 {limit} 字节' },
    fixes: [{ en: 'is this the right file?', zh: '请确认文件是否正确' }],
  },
  'file-empty': {
    what: { en: 'the file is empty', zh: '文件为空' },
    fixes: [
      {
        en: 'rules: [{ keyword: hello, reply: Hello! }]',
        zh: 'rules: [{ keyword: "你好", reply: "你好！" }]',
      },
    ],
  },
  'yaml-documents': {
    what: { en: 'a second document begins here', zh: '此处开始了第二个 YAML 文档' },
    fixes: [{ en: 'remove what follows', zh: '请删除后面的内容' }],
  },
  'yaml-size': {
    what: {
      en: 'more than {limit} keys, values and marks: no rules file is that large',
      zh: '超过 {limit} 个键、值和符号：规则文件不会这么大',
    },
    fixes: [{ en: 'is this the right file?', zh: '请确认文件是否正确' }],
  },
  'not-rules': {
    what: { en: 'a rules file begins with rules:', zh: '规则文件应以 rules: 开头' },
    fixes: [
      {
        en: 'rules: [{ keyword: hello, reply: Hello! }]',
        zh: 'rules: [{ keyword: "你好", reply: "你好！" }]',
      },
    ],
  },
  'not-map': {
    what: { en: '{field} must be keys and values, not {found}', zh: '{field} 必须是键值对，而不是{found}' },
  },
  'not-list': {
    what: { en: '{field} must be a list, not {found}', zh: '{field} 必须是列表，而不是{found}' },
  },
  'not-text': {
    what: { en: '{field} must be text, not {found}', zh: '{field} 必须是文本，而不是{found}' },
    fixes: [quote],
  },
  'not-texts': {
    what: {
      en: '{field} must be text or a list of texts, not {found}',
      zh: '{field} 必须是文本或文本列表，而不是{found}',
    },
    fixes: [quote],
  },
  'not-reply': {
    what: {
      en: '{field} must be text, or keys and values such as text: or news:, not {found}',
      zh: '{field} 必须是文本，或 text:、news: 等键值对，而不是{found}',
    },
    fixes: [
      quote,
      { en: 'for one of several at random: {several}: […]', zh: '如需从多条中随机选用：{several}: […]' },
    ],
  },
  'not-flag': {
    what: { en: '{field} can only be true', zh: '{field} 只能是 true' },
    fixes: [{ en: 'write {field}: true', zh: '请写成 {field}: true' }],
  },
  'unknown-key': { what: { en: 'unknown key {key}', zh: '未知的键 {key}' }, fixes: [didYouMean, known] },
  'field-missing': { what: { en: '{field} is missing', zh: '缺少 {field}' } },
  'field-empty': {
    what: { en: '{field} is empty', zh: '{field} 为空' },
    fixes: [{ en: 'to answer nothing, write {example}', zh: '如不需要回复，请写成 {example}' }],
  },
  'list-empty': { what: { en: '{field} is an empty list', zh: '{field} 是空列表' } },
  'condition-missing': {
    what: { en: 'the rule has no condition', zh: '规则没有条件' },
    fixes: [
      {
        en: 'give one of: {known}; what is answered else stands in default:',
        zh: '请填写其中之一：{known}；其余情况的回复写在 default: 中',
      },
    ],
  },
  'condition-several': {
    what: { en: 'several conditions in one rule: {keys}', zh: '一条规则中有多个条件：{keys}' },
    fixes: [
      {
        en: 'make a rule of each; texts of one kind may be a list: keyword: [a, b]',
        zh: '请拆成多条规则；同类条件可写成列表：keyword: [a, b]',
      },
    ],
  },
  'key-alone': {
    what: { en: '{key} belongs to an event', zh: '{key} 只能与 event 一起使用' },
    fixes: [
      {
        en: 'add event: CLICK; for a word in a message use keyword:',
        zh: '请添加 event: CLICK；匹配消息文本请用 keyword:',
      },
    ],
  },
  'type-unknown': {
    what: { en: 'unknown message type {value}', zh: '未知的消息类型 {value}' },
    fixes: [didYouMean, known],
  },
  'event-unknown': {
    what: {
      en: 'no event {value} is documented; case counts',
      zh: '官方文档中没有事件 {value}（区分大小写）',
    },
    fixes: [didYouMean],
  },
  'regex-invalid': {
    what: { en: 'not a regular expression: {detail}', zh: '正则表达式无效：{detail}' },
    fixes: [
      {
        en: 'a JavaScript pattern with the flag u: only what has a meaning is escaped with \\',
        zh: '应为 JavaScript 正则表达式（u 标志）：只有特殊字符才能用 \\ 转义',
      },
    ],
  },
  'regex-slashes': {
    what: {
      en: 'the slashes are part of the pattern: only a text with slashes matches',
      zh: '斜杠会被当作表达式的一部分：只有含斜杠的文本才能匹配',
    },
    fixes: [{ en: 'write the pattern without them', zh: '请去掉两端的斜杠' }],
  },
  unreachable: {
    what: {
      en: '{value} never comes this far: rule {number} on line {first} answers it',
      zh: '{value} 不会匹配到此处：第 {number} 条规则（第 {first} 行）已先行匹配',
    },
    fixes: [{ en: 'put the narrower rule first', zh: '请将范围更小的规则放在前面' }],
  },
  'reply-missing': {
    what: { en: 'the reply says nothing', zh: '回复没有内容' },
    fixes: [{ en: 'give one of: {known}', zh: '请填写其中之一：{known}' }],
  },
  'reply-several': {
    what: { en: 'several replies in one: {keys}', zh: '一条回复中有多种类型：{keys}' },
    fixes: [
      {
        en: 'WeChat takes one message in answer: keep one of them',
        zh: '微信只接受一条被动回复消息，请只保留一个',
      },
    ],
  },
  'news-count': {
    what: { en: '{count} articles; at most {limit} are shown', zh: '共 {count} 条图文，最多显示 {limit} 条' },
    fixes: [{ en: 'remove some', zh: '请删除一部分' }],
  },
  'news-cut': {
    what: {
      en: 'in answer to a message WeChat shows the first of {count} articles only',
      zh: '回复用户消息时，微信只显示 {count} 条图文中的第一条',
    },
    fixes: [{ en: 'keep the first; events may have up to 8', zh: '请只保留第一条；回复事件时最多可有 8 条' }],
  },
  'text-too-long': {
    what: {
      en: 'the text has {bytes} bytes; more than {limit} are said not to arrive',
      zh: '文本有 {bytes} 字节，超过 {limit} 字节可能无法送达',
    },
    fixes: [{ en: 'shorten it', zh: '请缩短' }],
  },
  'url-scheme': {
    what: {
      en: '{field} should begin with http:// or https://',
      zh: '{field} 应以 http:// 或 https:// 开头',
    },
  },
  'placeholder-unknown': {
    what: {
      en: 'what this rule answers has no field {name}: ${{name}} will be empty',
      zh: '该规则对应的推送没有字段 {name}：${{name}} 将为空',
    },
    fixes: [
      didYouMean,
      { en: 'write $${{name}} for the text itself', zh: '如需原样输出，请写成 $${{name}}' },
    ],
  },
  'group-missing': {
    what: {
      en: 'the pattern has {groups} {groups?group:groups}: ${group} stays as it is',
      zh: '表达式只有 {groups} 个分组：${group} 将原样输出',
    },
    fixes: [{ en: 'put what it stands for in ( )', zh: '请给对应部分加上圆括号' }],
  },
  'group-unknown': {
    what: {
      en: 'no group of a regex here is named {name}: $<{name}> stays as it is',
      zh: '该规则的 regex 没有名为 {name} 的分组：$<{name}> 将原样输出',
    },
    fixes: [
      didYouMean,
      known,
      { en: 'name it in the regex: (?<{name}>…)', zh: '请在 regex 中命名分组：(?<{name}>…)' },
    ],
  },
  'escape-literal': {
    what: {
      en: '{written} is taken letter by letter here: it becomes no line break or other character',
      zh: '{written} 在此处只是字面字符，不会变成换行等字符',
    },
    fixes: [
      { en: 'with one backslash it does: {quoted}', zh: '只写一个反斜杠即可：{quoted}' },
      { en: 'use double quotes, {broken}, or a block (|)', zh: '请使用双引号 {broken} 或文本块（|）' },
      {
        en: 'in a block ({block}) break the line itself, without {written}',
        zh: '在文本块（{block}）中请直接换行，不写 {written}',
      },
      {
        en: 'write the character itself, or put the text in double quotes',
        zh: '请直接写该字符，或给文本加上双引号',
      },
    ],
  },
  'entity-literal': {
    what: {
      en: '{written} reaches the user as it is written: a text is no HTML',
      zh: '{written} 会原样发送给用户：文本不是 HTML',
    },
    fixes: [
      { en: 'write the character itself: {character}', zh: '请直接写该字符：{character}' },
      {
        en: 'write the space itself; for a line break use double quotes and \\n, or a block (|)',
        zh: '空格请直接输入；换行请使用双引号和 \\n，或文本块（|）',
      },
    ],
  },
  'tag-literal': {
    what: {
      en: '{written} reaches the user as it is written: of HTML WeChat reads links alone, <a href="…">',
      zh: '{written} 会原样发送给用户：HTML 标签中微信只识别链接 <a href="…">',
    },
    fixes: [
      {
        en: 'leave it out; for a line break use double quotes and \\n, or a block (|)',
        zh: '请删除；换行请使用双引号和 \\n，或文本块（|）',
      },
    ],
  },
}
