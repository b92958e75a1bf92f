import type { ReplyRule } from '../../wechat/replies/findings'
import type { Message } from '../language'

/** What is wrong with a reply, and what to do: for every rule of wechat/replies/findings.ts. */
export interface ReplySentences {
  readonly what: Message
  readonly fix: Message
}

const answerXml: Message = {
  en: 'answer one <xml> document, or success when there is nothing to say',
  zh: '应返回一个 <xml> 文档；无需回复时返回 success',
}
const swap: Message = {
  en: "ToUserName is the push's FromUserName, and the other way round",
  zh: '回复的 ToUserName 取推送的 FromUserName，反之亦然',
}
const seconds: Message = {
  en: 'the Unix time in seconds: 10 digits',
  zh: '应为 Unix 时间戳，单位秒，共 10 位',
}
const spelling: Message = { en: 'write it as {name}', zh: '请写作 {name}' }

export const replySentences: Record<ReplyRule, ReplySentences> = {
  'reply-bom': {
    what: { en: 'a byte order mark stands before the reply', zh: '回复内容前有 BOM' },
    fix: {
      en: 'save the source files as UTF-8 without BOM',
      zh: '请将源代码文件另存为“UTF-8 无 BOM”',
    },
  },
  'reply-space': {
    what: { en: 'spaces or line breaks stand around the reply', zh: '回复内容前后有空格或换行' },
    fix: { en: 'answer success alone, or nothing at all', zh: '只返回 success，或返回空内容' },
  },
  'reply-success-spelling': {
    what: {
      en: 'the reply is {text}, which WeChat does not take for success',
      zh: '回复是 {text}，微信不会把它当作 success',
    },
    fix: {
      en: 'answer the seven letters success: lower case, no quotes, nothing around them',
      zh: '只返回 success 七个小写字母，不带引号或其他字符',
    },
  },
  'reply-json': {
    what: { en: 'the reply is JSON: {start}', zh: '回复是 JSON：{start}' },
    fix: answerXml,
  },
  'reply-html': {
    what: { en: 'the reply is a web page: {start}', zh: '回复是网页：{start}' },
    fix: {
      en: 'often the error page of a framework, or the wrong route: look at the log of the server',
      zh: '通常是框架的报错页面，或路由不对：请查看服务器日志',
    },
  },
  'reply-binary': {
    what: { en: 'the reply is no text (an image, a file?)', zh: '回复不是文本（可能是图片或文件）' },
    fix: {
      en: 'upload the file first, and answer its MediaId: wxadmin media upload FILE',
      zh: '请先上传文件，再在回复中使用其 MediaId：wxadmin media upload FILE',
    },
  },
  'reply-surrounded': {
    what: { en: 'something stands before <xml>: {start}', zh: '<xml> 之前有其他内容：{start}' },
    fix: {
      en: 'often a warning or a debug line that the program prints: write it to the log',
      zh: '通常是程序输出的警告或调试信息：请改为写入日志',
    },
  },
  'reply-http-headers': {
    what: {
      en: 'the body begins with HTTP headers: {start}',
      zh: '应答体以 HTTP 头开头：{start}',
    },
    fix: {
      en: 'the server has sent its own already: write the <xml> document alone, and set headers by the functions of the framework',
      zh: '服务器已经发送过 HTTP 头：只输出 <xml> 文档，HTTP 头请用框架的函数设置',
    },
  },
  'reply-nested': {
    what: {
      en: 'a second <xml> stands inside the first, at line {line}, column {column}',
      zh: '第 {line} 行第 {column} 列，<xml> 中又有一个 <xml>',
    },
    fix: {
      en: 'put <xml>…</xml> around the reply once: the library may do so already',
      zh: '只用一层 <xml>…</xml>：所用的库可能已经加过',
    },
  },
  'reply-twice': {
    what: {
      en: 'a second document follows the first, at line {line}, column {column}',
      zh: '第 {line} 行第 {column} 列，文档之后还有第二个文档',
    },
    fix: {
      en: 'a push gets one reply: send further ones by customer-service messages',
      zh: '一次推送只能回复一条：其余请用客服消息发送',
    },
  },
  'reply-trailing': {
    what: { en: 'something follows </xml>: {start}', zh: '</xml> 之后还有其他内容：{start}' },
    fix: {
      en: 'answer the document alone; success is for when there is none',
      zh: '只返回文档本身；没有回复时才返回 success',
    },
  },
  'reply-cdata-end': {
    what: {
      en: ']]> stands inside a text and ends its CDATA section early, at line {line}, column {column}',
      zh: '第 {line} 行第 {column} 列，文本中含有 ]]>，CDATA 提前结束',
    },
    fix: {
      en: 'write ]]> in a text as ]]]]><![CDATA[>',
      zh: '文本中的 ]]> 请写作 ]]]]><![CDATA[>',
    },
  },
  'reply-not-xml': {
    what: { en: 'the reply is plain text, not XML: {start}', zh: '回复是纯文本，不是 XML：{start}' },
    fix: answerXml,
  },
  'reply-malformed': {
    what: {
      en: 'the XML is broken at line {line}, column {column}',
      zh: 'XML 第 {line} 行第 {column} 列有语法错误',
    },
    fix: {
      en: 'put texts into <![CDATA[…]]> and close every element',
      zh: '文本请放入 <![CDATA[…]]>，并闭合所有标签',
    },
  },
  'reply-doctype': {
    what: { en: 'the XML has a document type, at line {line}', zh: 'XML 第 {line} 行有 DOCTYPE 声明' },
    fix: { en: 'leave it out', zh: '请去掉' },
  },
  'reply-entity': {
    what: {
      en: 'a bare & or an unknown entity stands at line {line}, column {column}',
      zh: 'XML 第 {line} 行第 {column} 列有单独的 & 或未定义的实体',
    },
    fix: {
      en: 'write a bare & as &amp;, or put the text into <![CDATA[…]]>',
      zh: '单独的 & 请写作 &amp;，或将文本放入 <![CDATA[…]]>',
    },
  },
  'reply-depth': {
    what: { en: 'the XML is nested too deep, at line {line}', zh: 'XML 第 {line} 行嵌套过深' },
    fix: answerXml,
  },
  'reply-root': {
    what: { en: 'the outermost element is not <xml>', zh: '最外层元素不是 <xml>' },
    fix: {
      en: 'put everything into <xml>…</xml>, in lower case',
      zh: '请用小写的 <xml>…</xml> 包住全部内容',
    },
  },
  'reply-element-missing': {
    what: { en: '{name} is missing or empty', zh: '缺少 {name}，或其内容为空' },
    fix: {
      en: 'every reply has ToUserName, FromUserName, CreateTime and MsgType',
      zh: '每个回复都须有 ToUserName、FromUserName、CreateTime 和 MsgType',
    },
  },
  'reply-element-case': {
    what: { en: '{given} has the wrong case', zh: '{given} 的大小写不对' },
    fix: spelling,
  },
  'reply-users-not-swapped': {
    what: {
      en: 'ToUserName and FromUserName stand as in the push: the reply goes to the account itself',
      zh: 'ToUserName 与 FromUserName 没有互换：回复会发给公众号自己',
    },
    fix: {
      en: 'ToUserName must be {to}, FromUserName {from}',
      zh: 'ToUserName 应为 {to}，FromUserName 应为 {from}',
    },
  },
  'reply-to-wrong': {
    what: {
      en: 'ToUserName is {given}, but the user is {right}',
      zh: 'ToUserName 是 {given}，但用户是 {right}',
    },
    fix: swap,
  },
  'reply-from-wrong': {
    what: {
      en: 'FromUserName is {given}, but the account is {right}',
      zh: 'FromUserName 是 {given}，但公众号是 {right}',
    },
    fix: swap,
  },
  'reply-time-malformed': {
    what: { en: 'CreateTime is {given}, which is no whole number', zh: 'CreateTime 是 {given}，不是整数' },
    fix: seconds,
  },
  'reply-time-milliseconds': {
    what: {
      en: 'CreateTime is {given}: milliseconds?',
      zh: 'CreateTime 是 {given}：是否误用了毫秒？',
    },
    fix: seconds,
  },
  'reply-type-unknown': {
    what: { en: 'no reply has the MsgType {given}', zh: '被动回复没有 {given} 这种 MsgType' },
    fix: { en: 'there are {known}', zh: '可用：{known}' },
  },
  'reply-type-misspelt': {
    what: { en: 'no reply has the MsgType {given}', zh: '被动回复没有 {given} 这种 MsgType' },
    fix: { en: 'did you mean {suggestion}?', zh: '是否应为 {suggestion}？' },
  },
  'reply-field-missing': {
    what: { en: '{place} is missing or empty', zh: '缺少 {place}，或其内容为空' },
    fix: { en: 'replies of this type need it', zh: '这种类型的回复必须有它' },
  },
  'reply-field-misplaced': {
    what: { en: '{name} stands in the wrong place', zh: '{name} 的位置不对' },
    fix: { en: 'it belongs at {place}', zh: '应放在 {place}' },
  },
  'reply-field-case': {
    what: { en: '{given} has the wrong case', zh: '{given} 的大小写不对' },
    fix: spelling,
  },
  'reply-text-long': {
    what: {
      en: 'the text has {bytes} bytes; beyond {limit} the user may get nothing',
      zh: '文本有 {bytes} 字节，超过 {limit} 字节用户可能收不到',
    },
    fix: {
      en: 'shorten it, or send the rest by a customer-service message',
      zh: '请缩短，或用客服消息发送其余部分',
    },
  },
  'reply-newline-literal': {
    what: {
      en: '{place} holds {given} as typed characters, which the user sees as they are',
      zh: '{place} 中含有字面的 {given}，用户会原样看到这些字符',
    },
    fix: {
      en: 'use double quotes, or a real line break: single quotes (PHP, YAML, shells) leave {given} as it is',
      zh: '请使用双引号或真正的换行：单引号（PHP、YAML、shell）中的 {given} 不会被转换',
    },
  },
  'reply-replacement': {
    what: {
      en: '{place} holds U+FFFD (�): what stood there was lost when it was decoded',
      zh: '{place} 中含有 U+FFFD（�）：原来的字符在解码时已丢失',
    },
    fix: {
      en: 'read files, databases and requests as UTF-8, and cut texts by characters, not by bytes',
      zh: '请以 UTF-8 读取文件、数据库和请求，并按字符而不是按字节截短文本',
    },
  },
  'reply-news-empty': {
    what: { en: 'there is no article: Articles/item is missing', zh: '没有图文：缺少 Articles/item' },
    fix: {
      en: 'each article is an <item> in <Articles>',
      zh: '每篇图文是 <Articles> 中的一个 <item>',
    },
  },
  'reply-news-count': {
    what: {
      en: 'ArticleCount says {count}, but there {items?is:are} {items}',
      zh: 'ArticleCount 是 {count}，实际有 {items} 篇图文',
    },
    fix: { en: 'make both the same', zh: '请使两者一致' },
  },
  'reply-news-many': {
    what: {
      en: 'there are {items} articles; only the first {limit} are shown',
      zh: '有 {items} 篇图文，只会显示前 {limit} 篇',
    },
    fix: { en: 'leave the others out', zh: '请删去多余的图文' },
  },
  'reply-news-cut': {
    what: {
      en: 'there are {items} articles, but in reply to a message ({type}) only the first is shown',
      zh: '有 {items} 篇图文，但回复用户消息（{type}）时只会显示第一篇',
    },
    fix: {
      en: 'send one; several are shown in reply to events, such as a tap on the menu',
      zh: '请只回复一篇；多篇图文仅在回复菜单点击等事件时显示',
    },
  },
  'reply-article-field-missing': {
    what: { en: 'article {number} has no {name}', zh: '第 {number} 篇图文缺少 {name}' },
    fix: {
      en: 'each has Title, Description, PicUrl and Url',
      zh: '每篇都须有 Title、Description、PicUrl 和 Url',
    },
  },
  'reply-article-field-empty': {
    what: { en: '{name} of article {number} is empty', zh: '第 {number} 篇图文的 {name} 为空' },
    fix: { en: 'the documentation requires all four', zh: '文档要求四个字段都填写' },
  },
}
