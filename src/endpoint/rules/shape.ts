/** The shape of rules files, said once: what is read, and what the JSON Schema tells editors. */
import * as z from 'zod/mini'
import { replyLimits } from '../../wechat/replies/types'
import { type Condition, conditionNames, messageTypes, replyForms } from './words'

const meta = z.meta

/** Every check that zod does not know says with this which finding it is. */
const refused = (rule: string, params: Readonly<Record<string, string>> = {}) => ({ rule, ...params })

const text = (description: string) => z.string().check(z.regex(/\S/), meta({ description }))
const words = (description: string) =>
  z
    .union([z.string().check(z.regex(/\S/)), z.array(z.string().check(z.regex(/\S/))).check(z.minLength(1))])
    .check(meta({ description }))

/** `none: true`; and `none:` alone, which YAML reads as null. */
const flag = (description: string) => z.literal([true, null]).check(meta({ description }))

const media = text(
  'media_id of temporary or permanent material; ${MediaId} is that of the message. 临时或永久素材的 media_id；${MediaId} 为用户所发消息的 media_id',
)

const article = z
  .strictObject({
    title: text('Title. 标题'),
    description: text('Description. 描述'),
    picurl: text(
      'Address of the picture, 360×200 for the first, 200×200 else. 图片链接，首图 360×200，其余 200×200',
    ),
    url: text('Address that it opens. 点击后打开的链接'),
  })
  .check(meta({ description: 'An article; all four are needed. 一条图文，四项均为必填' }))

const forms = {
  text: z.optional(text('A text; at most 2,048 bytes are safe. 文本，建议不超过 2048 字节')),
  image: z.optional(z.strictObject({ media_id: media }).check(meta({ description: 'A picture. 图片' }))),
  voice: z.optional(
    z.strictObject({ media_id: media }).check(meta({ description: 'A voice message. 语音' })),
  ),
  video: z.optional(
    z
      .strictObject({
        media_id: media,
        title: z.optional(text('Title. 标题')),
        description: z.optional(text('Description. 描述')),
      })
      .check(meta({ description: 'A video. 视频' })),
  ),
  music: z.optional(
    z
      .strictObject({
        title: z.optional(text('Title. 标题')),
        description: z.optional(text('Description. 描述')),
        musicurl: z.optional(text('Address of the music. 音乐链接')),
        hqmusicurl: z.optional(text('Address used on Wi-Fi. Wi-Fi 环境下优先使用的高质量链接')),
        thumb_media_id: text('media_id of the cover. 缩略图的 media_id'),
      })
      .check(meta({ description: 'Music. 音乐' })),
  ),
  news: z.optional(
    z.array(article).check(
      z.minLength(1),
      z.maxLength(replyLimits.articles),
      meta({
        description:
          'Articles: 1 in answer to a message, up to 8 in answer to an event. 图文：回复用户消息时 1 条，回复事件时最多 8 条',
      }),
    ),
  ),
  transfer_customer_service: z.optional(
    z
      .union([
        z.literal([true, null]),
        z.strictObject({
          kf_account: z.optional(text('This one of the customer service accounts. 指定客服账号')),
        }),
      ])
      .check(meta({ description: 'Hands the user over to customer service. 转接客服' })),
  ),
  transfer_biz_ai_ivr: z.optional(flag('Hands over to the official AI reply. 转接官方智能回复')),
  none: z.optional(flag('Answers success: the user sees nothing. 仅返回 success，用户不会收到消息')),
}

const exactlyOne = z.check<Record<string, unknown>>(({ value, issues }) => {
  const given = replyForms.filter((form) => Object.hasOwn(value, form))
  if (given.length === 1) return
  const params =
    given.length === 0 ? refused('reply-missing') : refused('reply-several', { keys: given.join(', ') })
  issues.push({ code: 'custom', input: value, path: [], params })
})

const one = z
  .union([
    text('A text reply. 文本回复'),
    z.strictObject(forms).check(exactlyOne, meta({ minProperties: 1, maxProperties: 1 })),
  ])
  .check(meta({ id: 'one', description: 'One reply. 一条回复' }))

export const reply = z
  .union([
    text('A text reply. 文本回复'),
    z
      .strictObject({
        ...forms,
        one_of: z.optional(
          z
            .array(one)
            .check(z.minLength(1), meta({ description: 'One of these, at random. 随机选用其中一条' })),
        ),
      })
      .check(exactlyOne, meta({ minProperties: 1, maxProperties: 1 })),
  ])
  .check(
    meta({
      id: 'reply',
      description:
        'What is answered. In texts: ${Content}, ${FromUserName} or any field of the push, $1 to $9 and $<name> of regex, $$ for $. 回复内容；文本中可用 ${Content}、${FromUserName} 等推送字段、regex 的 $1 至 $9 和 $<name>，$$ 表示 $',
    }),
  )

const pattern = z
  .string()
  .check(
    z.minLength(1),
    meta({
      description:
        'JavaScript regular expression (flag u) that the text is searched with. 用于匹配文本的 JavaScript 正则表达式（u 标志）',
    }),
  )
  .check(({ value, issues }) => {
    try {
      new RegExp(value, 'u')
    } catch (error) {
      // `Invalid regular expression: /(/u: Unterminated group`
      const detail = (error as Error).message
        .replace(/^Invalid regular expression: /, '')
        .slice(value.length + 5)
      issues.push({ code: 'custom', input: value, path: [], params: refused('regex-invalid', { detail }) })
    }
  })

const oneCondition = z.check<Partial<Record<Condition | 'key' | 'key_prefix', unknown>>>(
  ({ value, issues }) => {
    const refuse = (params: Readonly<Record<string, string>>) =>
      issues.push({ code: 'custom', input: value, path: [], params })
    const given = conditionNames.filter((name) => Object.hasOwn(value, name))
    const keys = (['key', 'key_prefix'] as const).filter((name) => Object.hasOwn(value, name))
    if (given.length > 1) refuse(refused('condition-several', { keys: given.join(', ') }))
    if (keys.length > 1) refuse(refused('condition-several', { keys: keys.join(', ') }))
    if (keys[0] !== undefined && !given.includes('event')) refuse(refused('key-alone', { key: keys[0] }))
    else if (given.length === 0) refuse(refused('condition-missing'))
  },
)

export const rule = z
  .strictObject({
    keyword: z.optional(
      words(
        'The text is one of these; white space around it and the case of a-z do not matter. 文本等于其中之一，忽略首尾空白和英文大小写',
      ),
    ),
    contains: z.optional(
      words(
        'The text contains one of these; the case of a-z does not matter. 文本包含其中之一，忽略英文大小写',
      ),
    ),
    regex: z.optional(pattern),
    type: z.optional(
      z
        .union([z.enum(messageTypes), z.array(z.enum(messageTypes)).check(z.minLength(1))])
        .check(meta({ description: 'A message of this type. 消息类型' })),
    ),
    event: z.optional(
      words(
        'An event, as the documentation writes it: CLICK, subscribe. 事件，大小写同官方文档：CLICK、subscribe',
      ),
    ),
    key: z.optional(words('The EventKey of the event is one of these. 事件的 EventKey 等于其中之一')),
    key_prefix: z.optional(text('The EventKey begins with this: qrscene_. EventKey 以此开头：qrscene_')),
    reply,
  })
  .check(
    oneCondition,
    meta({
      oneOf: conditionNames.map((name) => ({ required: [name] })),
      dependencies: { key: ['event'], key_prefix: ['event'] },
      not: { required: ['key', 'key_prefix'] },
      patternProperties: { '^x-': {} },
      description: 'One condition and its reply. 一个条件及其回复',
    }),
  )

export const file = z
  .strictObject({
    $schema: z.optional(
      z
        .string()
        .check(
          meta({ description: 'The address of this schema, for editors. 本 Schema 的地址，供编辑器使用' }),
        ),
    ),
    rules: z.array(rule).check(meta({ description: 'The first that matches answers. 最先匹配的规则生效' })),
    default: z.optional(reply),
  })
  .check(
    meta({
      title: 'Replies of wxadmin serve / wxadmin serve 的回复规则',
      patternProperties: { '^x-': {} },
    }),
  )

export type OneShape = z.output<typeof one>
export type ReplyShape = z.output<typeof reply>
export type RuleShape = z.output<typeof rule>
