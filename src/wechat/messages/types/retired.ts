import { decimal, list, shapes, struct, text, whole } from './field'

const beacon = {
  Uuid: text('00000000-0000-4000-8000-000000000001'),
  Major: whole(1),
  Minor: whole(2),
  Distance: decimal(1.5),
}

/** Events of features that WeChat has closed (docs/platform.md 3.7), by Event: old programs still have a branch for them. */
export const retiredEvents = shapes({
  WifiConnected: {
    what: { en: "a phone joined a shop's Wi-Fi", zh: '连接门店 Wi-Fi' },
    fields: {
      ConnectTime: whole(1763913600),
      ExpireTime: whole(0),
      VendorId: text('1'),
      ShopId: text('123123'), // PlaceId in older documents
      DeviceNo: text('02:00:00:00:00:01'),
    },
    retired: true,
  },
  ShakearoundUserShake: {
    what: { en: 'a shake near a beacon', zh: '摇一摇周边' },
    fields: {
      ChosenBeacon: struct(beacon),
      AroundBeacons: struct({ AroundBeacon: list(struct(beacon)) }),
    },
    retired: true,
  },
  merchant_order: {
    what: { en: 'an order in the small shop was paid', zh: '微信小店订单付款' },
    fields: {
      OrderId: text('order-20251124-1'),
      OrderStatus: whole(2),
      ProductId: text('product-1'),
      SkuInfo: text('color:red;size:m'),
    },
    retired: true,
  },
  ENTER: {
    what: { en: 'somebody opens the chat', zh: '进入公众号会话' },
    fields: {},
    retired: true,
    sketch: true,
  },
})
