import { messages } from '../language'

/** The comments of a rules file that holds the console's automatic replies. */
export const autoReplyMessages = messages({
  head: {
    en: "The console's automatic replies. The first rule that matches answers: wxadmin serve --reply {$file}",
    zh: '公众平台的自动回复。最先匹配的规则生效：wxadmin serve --reply {$file}',
  },
  follow: { en: 'Reply to a new follower', zh: '被关注回复' },
  message: { en: 'Reply to every other message', zh: '收到消息回复（没有匹配的关键词时）' },
  keyword: { en: 'Keyword rule "{name}"', zh: '关键词规则“{name}”' },
  unnamed: { en: 'Keyword rule without a name', zh: '未命名的关键词规则' },
  off: {
    en: 'Switched off in the console; it does not answer here either.',
    zh: '在公众平台上已关闭，这里也不生效。',
  },
})

/** By the codes of content/auto-replies/reply.ts. */
export const autoReplyNotes = messages({
  random: {
    en: 'The console sends one of these {count} replies at random; so does this rule.',
    zh: '公众平台从这 {count} 条回复中随机发送一条，这里也一样。',
  },
  'first-only': {
    en: 'The console sends all {count} replies; a passive reply is only one. Not carried over:',
    zh: '公众平台会发送全部 {count} 条回复，被动回复只能发送一条。未带入：',
  },
  temporary: {
    en: 'This media_id is temporary and expires about {until}. A permanent one: wxadmin media upload FILE',
    zh: '这个 media_id 是临时的，约 {until} 失效。换成永久素材：wxadmin media upload FILE',
  },
  'no-digest': {
    en: 'The article "{title}" has no digest; a reply needs one, so its title is repeated.',
    zh: '图文“{title}”没有摘要；回复中摘要必填，因此重复了标题。',
  },
  'text-too-long': {
    en: 'Not carried over: the text has {bytes} bytes; more than {limit} may not arrive.',
    zh: '未带入：文本有 {bytes} 字节，超过 {limit} 字节可能无法送达。',
  },
  link: {
    en: 'Not carried over: the console gives an address; a reply needs a media_id (wxadmin media upload FILE):',
    zh: '未带入：公众平台给出的是链接，回复需要 media_id（wxadmin media upload FILE）：',
  },
  'type-unknown': {
    en: 'Not carried over: a passive reply cannot be of the type {type}:',
    zh: '未带入：被动回复不支持 {type} 类型：',
  },
  'content-missing': {
    en: 'Not carried over: the console gives no content for this reply of the type {type}:',
    zh: '未带入：公众平台没有给出这条 {type} 类型回复的内容：',
  },
  'article-incomplete': {
    en: 'Not carried over: an article needs a title, the address of its cover and its own address:',
    zh: '未带入：图文需要标题、封面链接和正文链接：',
  },
  'articles-cut': {
    en: 'A reply can have {limit} of these {count} articles here. Not carried over:',
    zh: '共 {count} 篇图文，此处的回复最多 {limit} 篇。未带入：',
  },
  'no-reply': {
    en: 'This rule has no reply that can be carried over. Its keywords:',
    zh: '这条规则没有可以带入的回复。关键词：',
  },
  'no-keyword': {
    en: 'This rule has no keyword that can be carried over. Its reply:',
    zh: '这条规则没有可以带入的关键词。回复：',
  },
  'keyword-unknown': {
    en: 'Not carried over: keywords that are matched in a way that rules do not have:',
    zh: '未带入：匹配方式不受支持的关键词：',
  },
  shadowed: {
    en: 'Not carried over: the keyword "{keyword}", which the rule "{name}" answers.',
    zh: '未带入：关键词“{keyword}”已由规则“{name}”回复。',
  },
  'kept-reply': { en: 'The reply of this rule:', zh: '这条规则的回复：' },
})
