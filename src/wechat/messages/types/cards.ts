import { id, shapes, text, whole } from './field'

const CardId = text('pSandbox_card_0123456789abcd')
const UserCardCode = text('123400005678')
const FriendUserName = text('oSandbox_bob_0123456789abcde')
const gift = { PageId: text('page-1'), OrderId: text('order-20251124-1') }

/** Cards and coupons, and gift cards (docs/platform.md 3.7), by Event. Amounts in fen. Some numbers are sent as texts. */
export const cardEvents = shapes({
  card_pass_check: { what: { en: 'a card passed the review', zh: '卡券审核通过' }, fields: { CardId } },
  card_not_pass_check: {
    what: { en: 'a card failed the review', zh: '卡券审核未通过' },
    fields: { CardId, RefuseReason: text('图片不清晰') },
  },
  user_get_card: {
    what: { en: 'a user takes a card', zh: '领取卡券' },
    fields: {
      CardId,
      IsGiveByFriend: whole(0),
      UserCardCode,
      FriendUserName: text(''),
      OuterId: whole(0),
      OldUserCardCode: text(''),
      OuterStr: text('poster-1'),
      IsRestoreMemberCard: whole(0),
      IsRecommendByFriend: whole(0),
      UnionId: text('uSandbox_alice_0123456789abc'),
    },
  },
  user_gifting_card: {
    what: { en: 'a user gives a card to a friend', zh: '转赠卡券' },
    fields: { CardId, UserCardCode, IsReturnBack: whole(0), FriendUserName, IsChatRoom: whole(0) },
  },
  user_del_card: {
    what: { en: 'a user deletes a card', zh: '删除卡券' },
    fields: { CardId, UserCardCode },
  },
  user_consume_card: {
    what: { en: 'a card is redeemed', zh: '核销卡券' },
    fields: {
      CardId,
      UserCardCode,
      ConsumeSource: text('FROM_API'),
      LocationName: text(''),
      StaffOpenId: text('oSandbox_bob_0123456789abcde'),
      VerifyCode: text(''),
      RemarkAmount: text(''),
      OuterStr: text('poster-1'),
    },
  },
  user_pay_from_pay_cell: {
    what: { en: 'a bill is paid with a card', zh: '微信买单完成' },
    fields: {
      CardId,
      UserCardCode,
      TransId: text('10000000002025112400001'),
      LocationId: id('200000001'),
      Fee: text('10000'),
      OriginalFee: text('12000'),
    },
  },
  user_view_card: {
    what: { en: 'a user opens a membership card', zh: '进入会员卡' },
    fields: { CardId, UserCardCode, OuterStr: text('poster-1') },
  },
  user_enter_session_from_card: {
    what: { en: 'a user enters the chat from a card', zh: '从卡券进入公众号会话' },
    fields: { CardId, UserCardCode },
  },
  update_member_card: {
    what: { en: 'the points or balance of a membership card change', zh: '会员卡内容更新' },
    fields: { CardId, UserCardCode, ModifyBonus: whole(3), ModifyBalance: whole(0) },
  },
  card_sku_remind: {
    what: { en: 'a card runs out of stock', zh: '卡券库存报警' },
    fields: { CardId, Detail: text("the card's quantity is equal to 0") },
  },
  card_pay_order: {
    what: { en: 'the points that pay for cards change', zh: '券点流水详情' },
    fields: {
      OrderId: text('100000001'),
      Status: text('ORDER_STATUS_FINANCE_SUCC'),
      CreateOrderTime: whole(1763913600),
      PayFinishTime: whole(0),
      Desc: text(''),
      FreeCoinCount: text('200'),
      PayCoinCount: text('0'),
      RefundFreeCoinCount: text('0'),
      RefundPayCoinCount: text('0'),
      OrderType: text('ORDER_TYPE_SYS_ADD'),
      Memo: text('开通账户奖励'),
      ReceiptInfo: text(''),
    },
  },
  submit_membercard_user_info: {
    what: { en: 'a user activates a membership card', zh: '会员卡激活' },
    fields: { CardId, UserCardCode },
  },
  giftcard_pay_done: {
    what: { en: 'a gift card is paid', zh: '礼品卡购买付款' },
    fields: gift,
  },
  giftcard_send_to_friend: {
    what: { en: 'a gift card is given', zh: '礼品卡赠送好友' },
    fields: { ...gift, IsChatRoom: text('true'), IsReturnBack: text('false') },
  },
  giftcard_user_accept: {
    what: { en: 'a gift card is accepted', zh: '好友领取礼品卡' },
    fields: { ...gift, IsChatRoom: text('true') },
  },
})
