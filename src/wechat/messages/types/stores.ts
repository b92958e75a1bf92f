import { decimal, id, shapes, text, whole } from './field'

const review = { audit_id: id('300000001'), status: whole(1), reason: text('') }

/**
 * Reviews of stores (docs/platform.md 3.7), by Event. `status`: 1 passed, 2 under review, 3 failed. All but the first are known
 * by the names of their fields only, hence sketches.
 */
export const storeEvents = shapes({
  poi_check_notify: {
    what: { en: 'a store passed or failed the review', zh: '门店审核结果' },
    fields: {
      UniqId: text('shop-1'),
      PoiId: text('123123'),
      Result: text('succ'),
      msg: text(''), // lower case in the documentation as well
    },
  },
  apply_merchant_audit_info: {
    what: { en: 'the merchant behind the stores was reviewed', zh: '门店小程序开通审核结果' },
    fields: review,
    sketch: true,
  },
  create_map_poi_audit_info: {
    what: { en: 'a new place on the map was reviewed', zh: '腾讯地图新建地点审核结果' },
    fields: {
      status: whole(1),
      audit_id: id('300000001'),
      map_poi_id: text('1000000000000000001'),
      name: text('示例门店'),
      address: text('广州市海珠区阅江西路222号'),
      latitude: decimal(23.106414),
      longitude: decimal(113.324553),
      sh_remark: text(''),
    },
    sketch: true,
  },
  add_store_audit_info: {
    what: { en: 'a new store was reviewed', zh: '新建门店审核结果' },
    fields: { ...review, is_upgrade: whole(0), poiid: text('123123') },
    sketch: true,
  },
  modify_store_audit_info: {
    what: { en: 'a change of a store was reviewed', zh: '修改门店审核结果' },
    fields: review,
    sketch: true,
  },
})
