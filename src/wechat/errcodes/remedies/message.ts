import { consoles, places } from '../../consoles'
import type { Remedies } from './remedy'

/** Sending: custom, template and mass messages, docs/platform.md 11. */
export const messageRemedies: Remedies = {
  40008: {
    cause: { en: 'The msgtype is not one this call knows.', zh: '消息类型 msgtype 不正确。' },
    fix: {
      en: 'text, image, voice, video, music, news, mpnewsarticle, msgmenu or miniprogrampage',
      zh: '使用 text、image、voice、video、music、news、mpnewsarticle、msgmenu 或 miniprogrampage',
    },
    retry: 'never',
  },
  40036: {
    cause: { en: 'The template_id has the wrong length.', zh: 'template_id 长度不对。' },
    fix: {
      en: 'copy it from: wxadmin api GET /cgi-bin/template/get_all_private_template',
      zh: '从这里复制：wxadmin api GET /cgi-bin/template/get_all_private_template',
    },
    retry: 'never',
  },
  40037: {
    cause: {
      en: 'The account has no template with this id: it was deleted, or it is of another account.',
      zh: '账号没有该 template_id 的模板：已被删除，或属于其他账号。',
    },
    fix: {
      en: 'take one of: wxadmin api GET /cgi-bin/template/get_all_private_template',
      zh: '从这里选取：wxadmin api GET /cgi-bin/template/get_all_private_template',
    },
    retry: 'never',
  },
  40062: {
    cause: { en: 'The title is empty or too long.', zh: '标题为空或过长。' },
    fix: { en: 'at most 15 characters for a one-time subscription', zh: '一次性订阅消息最多 15 个字' },
    retry: 'never',
  },
  40102: {
    cause: { en: 'There is no industry with this number.', zh: '行业编号不正确。' },
    fix: {
      en: 'see which are set: wxadmin api GET /cgi-bin/template/get_industry',
      zh: '查看当前设置：wxadmin api GET /cgi-bin/template/get_industry',
    },
    retry: 'never',
  },
  40130: {
    cause: { en: 'A mass message goes to at least two openids.', zh: '群发至少需要两个 openid。' },
    fix: {
      en: 'send to 2 to 10,000 openids, or try it with message/mass/preview',
      zh: '填写 2–10000 个 openid，或用 message/mass/preview 预览',
    },
    retry: 'never',
  },
  40215: {
    cause: { en: 'The number of images is not allowed.', zh: '图片数量不合要求。' },
    fix: { en: '1 to 20 images', zh: '1–20 张图片' },
    retry: 'never',
  },
  40246: {
    cause: {
      en: 'keyword_name_list is empty or has a keyword the template does not have.',
      zh: 'keyword_name_list 为空，或含有模板中没有的关键词。',
    },
    fix: {
      en: `take the keywords as the template library in ${places.templates.en} lists them`,
      zh: `按${places.templates.zh} → 模板库中列出的关键词填写`,
    },
    retry: 'never',
  },
  40247: {
    cause: {
      en: 'The number is one of the old library; templates are now added by category.',
      zh: '该编号属于旧模板库，现在须从类目模板库中添加。',
    },
    fix: {
      en: `take the number from the category library in ${places.templates.en}`,
      zh: `使用${places.templates.zh}中类目模板库的编号`,
    },
    retry: 'never',
  },
  40249: {
    cause: {
      en: 'The message advertises something, which template messages must not.',
      zh: '内容含营销信息，模板消息不允许营销。',
    },
    fix: {
      en: 'tell about the service only; advertise with mass messages to followers who want them',
      zh: '只发送服务通知；营销内容请使用群发',
    },
    retry: 'never',
  },
  41040: {
    cause: { en: 'The article does not meet the rule for original texts.', zh: '文章未达到声明原创的要求。' },
    fix: { en: 'send it without the claim of being original', zh: '取消原创声明后再群发' },
    retry: 'never',
  },
  43101: {
    cause: {
      en: 'The user has not subscribed to this message, or has no subscription left.',
      zh: '用户没有订阅该消息，或订阅次数已用完。',
    },
    fix: { en: 'ask for the subscription again on a page', zh: '在页面上再次请求用户订阅' },
    retry: 'never',
  },
  43116: {
    cause: { en: 'WeChat has restricted this template.', zh: '该模板已被限制下发。' },
    fix: {
      en: `read the reason in ${places.notices.en}; use another template`,
      zh: `在${places.notices.zh}查看原因；改用其他模板`,
    },
    retry: 'never',
  },
  44004: {
    cause: { en: 'The text is empty.', zh: '文本内容为空。' },
    fix: { en: 'fill text.content', zh: '填写 text.content' },
    retry: 'never',
  },
  45002: {
    cause: {
      en: 'The text is too long: about 2048 bytes are taken, a Han character is 3.',
      zh: '文本过长：大约最多 2048 字节，一个汉字占 3 字节。',
    },
    fix: { en: 'split it into several messages', zh: '拆成多条消息发送' },
    retry: 'never',
  },
  45008: {
    cause: { en: 'Too many articles in the message.', zh: '图文条数过多。' },
    fix: {
      en: 'custom messages take 1 article, replies to events 8',
      zh: '客服消息只能 1 条，事件回复最多 8 条',
    },
    retry: 'never',
  },
  45015: {
    cause: {
      en: 'The user has not written within 48 hours, or no longer follows.',
      zh: '用户超过 48 小时没有互动，或已取消关注。',
    },
    fix: {
      en: 'answer within 48 hours of a message (1 minute after a menu click), or send a template message',
      zh: '须在用户发消息后 48 小时内（点击菜单后 1 分钟内）回复，否则改用模板消息',
    },
    retry: 'never',
  },
  45026: {
    cause: { en: 'The account has 25 templates, which is the limit.', zh: '模板已达 25 个上限。' },
    fix: {
      en: 'delete one: wxadmin api POST /cgi-bin/template/del_private_template -f template_id=…',
      zh: '删除一个：wxadmin api POST /cgi-bin/template/del_private_template -f template_id=…',
    },
    retry: 'never',
  },
  45027: {
    cause: { en: "The template is not of the account's industries.", zh: '模板与账号所选行业不符。' },
    fix: {
      en: 'see them: wxadmin api GET /cgi-bin/template/get_industry (they can be changed once a month)',
      zh: '查看行业：wxadmin api GET /cgi-bin/template/get_industry（每月可修改一次）',
    },
    retry: 'never',
  },
  45028: {
    cause: { en: 'No mass messages are left for this period.', zh: '本期群发次数已用完。' },
    fix: { en: 'wait for the next day or month', zh: '等到次日或下月' },
    retry: 'later',
  },
  45047: {
    cause: {
      en: 'The user has got as many custom messages as one contact allows: 5 after a message, 3 after a click, follow or scan.',
      zh: '客服消息条数已达上限：用户发消息后 5 条，点击菜单、关注或扫码后 3 条。',
    },
    fix: { en: 'wait until the user writes again', zh: '等待用户再次互动' },
    retry: 'later',
  },
  45062: {
    cause: { en: 'The message carries an advertisement under contract.', zh: '群发内容含互选广告。' },
    fix: { en: `send it from ${consoles.mp.en}`, zh: `请在${consoles.mp.zh}网页中群发` },
    retry: 'never',
  },
  45065: {
    cause: {
      en: 'A mass message with this clientmsgid was sent already: WeChat has kept it from going out twice.',
      zh: '该 clientmsgid 已群发过，微信阻止了重复发送。',
    },
    fix: {
      en: 'nothing, if it is the same message; else a new clientmsgid',
      zh: '如是同一条消息则无需处理；否则换用新的 clientmsgid',
    },
    retry: 'never',
  },
  45066: {
    cause: {
      en: 'The same clientmsgid was tried again within a minute.',
      zh: '同一 clientmsgid 在一分钟内重试。',
    },
    fix: { en: 'run it again in one minute', zh: '一分钟后重试' },
    retry: 'later',
  },
  45067: {
    cause: { en: 'The clientmsgid is longer than 32 bytes.', zh: 'clientmsgid 超过 32 字节。' },
    fix: { en: 'shorten it', zh: '缩短 clientmsgid' },
    retry: 'never',
  },
  45072: {
    cause: {
      en: 'The command is neither Typing nor CancelTyping.',
      zh: 'command 不是 Typing 或 CancelTyping。',
    },
    fix: {
      en: 'wxadmin api POST /cgi-bin/message/custom/typing -f touser=… -f command=Typing',
      zh: 'wxadmin api POST /cgi-bin/message/custom/typing -f touser=… -f command=Typing',
    },
    retry: 'never',
  },
  45080: {
    cause: {
      en: 'There was no message to or from the user within the last 30 seconds.',
      zh: '最近 30 秒内与该用户没有消息往来。',
    },
    fix: { en: 'show typing only while answering', zh: '仅在回复用户时显示“正在输入”' },
    retry: 'never',
  },
  45081: {
    cause: { en: 'Typing is shown already.', zh: '已处于“正在输入”状态。' },
    fix: { en: 'nothing to do', zh: '无需处理' },
    retry: 'never',
  },
  45083: {
    cause: { en: 'The speed is not a number from 0 to 4.', zh: 'speed 不是 0–4 的数字。' },
    fix: {
      en: 'wxadmin api POST /cgi-bin/message/mass/speed/set -F speed=1',
      zh: 'wxadmin api POST /cgi-bin/message/mass/speed/set -F speed=1',
    },
    retry: 'never',
  },
  45084: {
    cause: { en: 'The speed is missing.', zh: '缺少 speed。' },
    fix: {
      en: 'wxadmin api POST /cgi-bin/message/mass/speed/set -F speed=1',
      zh: 'wxadmin api POST /cgi-bin/message/mass/speed/set -F speed=1',
    },
    retry: 'never',
  },
  45087: {
    cause: { en: 'The custom messages of this account are blocked.', zh: '该账号的客服消息已被封禁。' },
    fix: { en: `read the reason in ${places.notices.en}`, zh: `在${places.notices.zh}查看原因` },
    retry: 'never',
  },
  45113: {
    cause: { en: 'Products and cards can no longer be posted.', zh: '不再支持发表商品消息或卡券。' },
    fix: { en: 'send another type of message', zh: '改用其他消息类型' },
    retry: 'never',
  },
  45162: {
    cause: { en: 'The type of the message is not allowed here.', zh: '消息类型不合法。' },
    fix: { en: 'compare msgtype with the documentation of the call', zh: '对照接口文档检查 msgtype' },
    retry: 'never',
  },
  48002: {
    cause: {
      en: 'The user has switched off messages from this account.',
      zh: '该用户已关闭接收本账号的消息。',
    },
    fix: { en: 'skip the user', zh: '跳过该用户' },
    retry: 'never',
  },
  48003: {
    cause: {
      en: 'Nobody has agreed to the terms of mass messages yet.',
      zh: '尚未同意群发协议。',
    },
    fix: { en: `agree to them in ${places.massSending.en}`, zh: `在${places.massSending.zh}中同意协议` },
    retry: 'never',
  },
  48008: {
    cause: { en: 'The account may not send this type of message.', zh: '账号没有发送该类型消息的权限。' },
    fix: {
      en: `check the permissions in ${places.permissions.en}`,
      zh: `在${places.permissions.zh}中查看接口权限`,
    },
    retry: 'never',
  },
  48021: {
    cause: {
      en: 'The draft was saved automatically last; it must be saved by hand before it is sent.',
      zh: '草稿最后一次是自动保存，须手动保存后再群发。',
    },
    fix: { en: `open it in ${places.drafts.en} and press 保存`, zh: `在${places.drafts.zh}打开并点击“保存”` },
    retry: 'never',
  },
  48022: {
    cause: {
      en: 'A video that was uploaded by API cannot be posted by API.',
      zh: '通过接口上传的视频不能用接口发表。',
    },
    fix: { en: `post it in ${consoles.mp.en}`, zh: `请在${consoles.mp.zh}网页中发表` },
    retry: 'never',
  },
  70000: {
    cause: {
      en: 'WeChat did not deliver the message, to protect a minor.',
      zh: '出于未成年人保护，消息未下发。',
    },
    fix: { en: 'skip the user', zh: '跳过该用户' },
    retry: 'never',
  },
  89504: {
    cause: { en: 'The mass message waits for the yes of an administrator.', zh: '群发正在等待管理员确认。' },
    fix: { en: 'let an administrator confirm it in WeChat', zh: '请管理员在微信中确认' },
    retry: 'later',
  },
  89505: {
    cause: {
      en: 'The mass message was passed to an administrator, who must confirm it.',
      zh: '群发已转由管理员确认。',
    },
    fix: {
      en: 'let an administrator confirm it in WeChat; do not send it again',
      zh: '请管理员在微信中确认，不要重复发送',
    },
    retry: 'later',
  },
}
