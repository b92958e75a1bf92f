import { pages } from '../../pages'
import type { Remedies } from './remedy'

/** QR codes and short keys (docs/platform.md 8), and a code that people take for one of the JS-SDK (docs/platform.md 6). */
export const qrcodeRemedies: Remedies = {
  40052: {
    cause: { en: 'The action_name is not known.', zh: 'action_name 不正确。' },
    fix: {
      en: 'QR_SCENE, QR_STR_SCENE, QR_LIMIT_SCENE or QR_LIMIT_STR_SCENE',
      zh: '使用 QR_SCENE、QR_STR_SCENE、QR_LIMIT_SCENE 或 QR_LIMIT_STR_SCENE',
    },
    docs: pages.qrCreate,
    retry: 'never',
  },
  40053: {
    cause: {
      en: 'The scene does not fit the action_name: permanent numbers go from 1 to 100000, texts have 1 to 64 characters.',
      zh: '场景值与 action_name 不符：永久二维码的数字为 1–100000，字符串为 1–64 个字符。',
    },
    fix: {
      en: 'give action_info.scene.scene_id or action_info.scene.scene_str',
      zh: '填写 action_info.scene.scene_id 或 action_info.scene.scene_str',
    },
    docs: pages.qrCreate,
    retry: 'never',
  },
  40093: {
    cause: {
      en: 'An answer of the store API: some entries failed. It says nothing of the JS-SDK here (that is its meaning in WeCom).',
      zh: '门店接口部分失败。此处与 JS-SDK 无关（企业微信中才表示 jsapi_ticket 无效）。',
    },
    fix: {
      en: 'see location_id -1 in the answer; for a failing JS-SDK check the signed url (without #…) and the ticket of this account',
      zh: '查看返回中 location_id 为 -1 的项；JS-SDK 签名失败请检查签名用的 url（不含 #）和本账号的 ticket',
    },
    docs: pages.jssdk,
    retry: 'never',
  },
  45029: {
    cause: { en: 'The account has its 100,000 permanent QR codes.', zh: '永久二维码已达 10 万个上限。' },
    fix: {
      en: 'use temporary ones (QR_STR_SCENE, 30 days)',
      zh: '改用临时二维码（QR_STR_SCENE，最长 30 天）',
    },
    docs: pages.qrCreate,
    retry: 'never',
  },
  9410010: {
    cause: { en: 'long_data is longer than 4 KB.', zh: 'long_data 超过 4 KB。' },
    fix: { en: 'keep the data yourself and shorten a key to it', zh: '自行保存数据，只对其键生成短 key' },
    docs: pages.shortKey,
    retry: 'never',
  },
  9410011: {
    cause: { en: 'expire_seconds is more than 30 days.', zh: 'expire_seconds 超过 30 天。' },
    fix: { en: 'at most 2592000', zh: '不超过 2592000' },
    docs: pages.shortKey,
    retry: 'never',
  },
  9410012: {
    cause: {
      en: 'The short_key is unknown, expired, or of another account.',
      zh: 'short_key 不存在、已过期，或属于其他账号。',
    },
    fix: { en: 'make a new one: POST /cgi-bin/shorten/gen', zh: '重新生成：POST /cgi-bin/shorten/gen' },
    docs: pages.fetchShortKey,
    retry: 'never',
  },
}
