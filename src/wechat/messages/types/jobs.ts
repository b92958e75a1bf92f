import { id, list, rare, shapes, struct, text, whole } from './field'

const templateId = 'template_0123456789abcdef'

/** How things that were sent or published ended (docs/platform.md 3.7), by Event. */
export const jobEvents = shapes({
  TEMPLATESENDJOBFINISH: {
    what: { en: 'a template message has arrived or failed', zh: '模板消息发送结果' },
    fields: { MsgID: id('200000001'), Status: text('success') },
  },
  MASSSENDJOBFINISH: {
    what: { en: 'a broadcast has been sent or refused', zh: '群发结果' },
    fields: {
      MsgID: id('1000000001'),
      Status: text('send success'),
      TotalCount: whole(100),
      FilterCount: whole(80),
      SentCount: whole(75),
      ErrorCount: whole(5),
      CopyrightCheckResult: struct({
        Count: whole(1),
        ResultList: struct({
          item: list(
            struct({
              ArticleIdx: whole(1),
              UserDeclareState: whole(0),
              AuditState: whole(2),
              OriginalArticleUrl: text('https://mp.weixin.qq.com/s/original'),
              OriginalArticleType: whole(1),
              CanReprint: whole(1),
              NeedReplaceContent: whole(1),
              NeedShowReprintSource: whole(1),
            }),
          ),
        }),
        CheckState: whole(2),
      }),
      ArticleUrlResult: struct({
        Count: whole(1),
        ResultList: struct({
          item: list(struct({ ArticleIdx: whole(1), ArticleUrl: text('https://mp.weixin.qq.com/s/sent') })),
        }),
      }),
    },
  },
  // A sample of the documentation names it FREEPUBLISHJOBFINISH; what arrives has this name.
  PUBLISHJOBFINISH: {
    what: { en: 'an article has been published or refused', zh: '发布结果' },
    fields: {
      PublishEventInfo: struct({
        publish_id: id('2250000001'),
        publish_status: whole(0),
        article_id: text('article-0123456789abcdef'),
        article_detail: struct({
          count: whole(1),
          item: list(struct({ idx: whole(1), article_url: text('https://mp.weixin.qq.com/s/published') })),
        }),
        fail_idx: rare(list(whole(1))),
      }),
    },
  },
  subscribe_msg_popup_event: {
    what: { en: 'a choice in the subscription popup', zh: '用户操作订阅通知弹窗' },
    fields: {
      SubscribeMsgPopupEvent: struct({
        List: list(
          struct({
            TemplateId: text(templateId),
            SubscribeStatusString: text('accept'),
            PopupScene: whole(2),
          }),
        ),
      }),
    },
  },
  subscribe_msg_change_event: {
    what: { en: 'subscriptions changed in the settings', zh: '用户管理订阅通知' },
    fields: {
      SubscribeMsgChangeEvent: struct({
        List: list(struct({ TemplateId: text(templateId), SubscribeStatusString: text('reject') })),
      }),
    },
  },
  subscribe_msg_sent_event: {
    what: { en: 'a subscription message has arrived or failed', zh: '订阅通知发送结果' },
    fields: {
      SubscribeMsgSentEvent: struct({
        List: list(
          struct({
            TemplateId: text(templateId),
            MsgID: id('2600000000000000001'),
            ErrorCode: whole(0),
            ErrorStatus: text('success'),
          }),
        ),
      }),
    },
  },
})
