import { places } from '../../consoles'
import { menuLimits as limits } from '../../menu/rules'
import { pages } from '../../pages'
import type { Remedies, Remedy } from './remedy'

/** 65310 to 65314 and 65320: fields of a matchrule that were withdrawn for privacy in September 2021. */
const withdrawn = (cause: Remedy['cause']): Remedy => ({
  cause,
  fix: {
    en: 'match by tag_id and client_platform_type only; wxadmin menu validate FILE names the place',
    zh: '只使用 tag_id 和 client_platform_type 匹配；wxadmin menu validate FILE 会指出位置',
  },
  docs: pages.menuConditional,
  retry: 'never',
})

/** Conditional (个性化) menus: docs/platform.md 2.6, 2.7. */
export const conditionalRemedies: Remedies = {
  65301: {
    cause: {
      en: 'There is no conditional menu with this menuid: it was deleted, or it is the id of the default menu.',
      zh: '没有该 menuid 的个性化菜单：已被删除，或这是默认菜单的 id。',
    },
    fix: {
      en: 'wxadmin menu get --json shows the ids; wxadmin menu push FILE makes them match the file',
      zh: 'wxadmin menu get --json 可查看 id；wxadmin menu push FILE 会使其与文件一致',
    },
    docs: pages.menuDeleteConditional,
    retry: 'never',
  },
  65302: {
    cause: {
      en: 'WeChat knows no such user for this account: the openid is of another account, or the WeChat id is wrong.',
      zh: '本账号没有该用户：openid 属于其他账号，或微信号有误。',
    },
    fix: {
      en: 'take an openid of this account: wxadmin api GET /cgi-bin/user/get',
      zh: '使用本账号的 openid：wxadmin api GET /cgi-bin/user/get',
    },
    docs: pages.menuMatch,
    retry: 'never',
  },
  65303: {
    cause: {
      en: 'Conditional menus need a default menu first.',
      zh: '须先有默认菜单，才能创建个性化菜单。',
    },
    fix: {
      en: 'put "button" beside "conditionalmenu" in the file, then: wxadmin menu push FILE',
      zh: '在文件中与 conditionalmenu 并列写上 button，然后：wxadmin menu push FILE',
    },
    docs: pages.menuConditional,
    retry: 'never',
  },
  65304: {
    cause: {
      en: 'The matchrule is empty; at least one field must have a value.',
      zh: 'matchrule 为空，至少要有一个字段非空。',
    },
    fix: {
      en: 'set tag_id or client_platform_type ("1" iOS, "2" Android, "3" others)',
      zh: '填写 tag_id 或 client_platform_type（"1" iOS、"2" Android、"3" 其他）',
    },
    docs: pages.menuConditional,
    retry: 'never',
  },
  65305: {
    cause: { en: 'The account has as many conditional menus as it may.', zh: '个性化菜单数已达上限。' },
    fix: {
      en: 'remove some from the file, then: wxadmin menu push FILE',
      zh: '从文件中删去一些，然后：wxadmin menu push FILE',
    },
    docs: pages.menuConditional,
    retry: 'never',
  },
  65306: {
    cause: {
      en: 'This account cannot have conditional menus; they need a verified account.',
      zh: '该账号不支持个性化菜单，需要完成微信认证。',
    },
    fix: {
      en: `verify the account (微信认证) in ${places.verification.en}, or push without conditionalmenu`,
      zh: `在${places.verification.zh}中完成微信认证，或去掉 conditionalmenu 后发布`,
    },
    docs: pages.menuConditional,
    retry: 'never',
  },
  65307: {
    cause: { en: 'A conditional menu has no buttons.', zh: '个性化菜单没有按钮。' },
    fix: {
      en: 'give it a "button" list; wxadmin menu validate FILE names the place',
      zh: '填写 button 列表；wxadmin menu validate FILE 会指出位置',
    },
    docs: pages.menuConditional,
    retry: 'never',
  },
  65308: {
    cause: {
      en: 'A button has neither an action nor sub-buttons.',
      zh: '有按钮既没有动作，也没有子按钮。',
    },
    fix: {
      en: 'give it type and key or url; wxadmin menu validate FILE names the place',
      zh: '填写 type 以及 key 或 url；wxadmin menu validate FILE 会指出位置',
    },
    docs: pages.menuCreate,
    retry: 'never',
  },
  65309: {
    cause: {
      en: 'Conditional menus are switched off for this account.',
      zh: '该账号的个性化菜单开关已关闭。',
    },
    fix: {
      en: `switch them on in ${places.conditionalMenus.en}, then push again`,
      zh: `在${places.conditionalMenus.zh}中开启，然后重新发布`,
    },
    docs: pages.menuConditional,
    retry: 'never',
  },
  65310: withdrawn({
    en: 'A province or city was given without a country; regions can no longer be matched at all.',
    zh: '填写了省或市但没有国家；况且地区匹配已停用。',
  }),
  65311: withdrawn({
    en: 'A city was given without a province; regions can no longer be matched at all.',
    zh: '填写了市但没有省；况且地区匹配已停用。',
  }),
  65312: withdrawn({
    en: 'The country is not one WeChat knows; regions can no longer be matched at all.',
    zh: '国家不正确；况且地区匹配已停用。',
  }),
  65313: withdrawn({
    en: 'The province is not one WeChat knows; regions can no longer be matched at all.',
    zh: '省份不正确；况且地区匹配已停用。',
  }),
  65314: withdrawn({
    en: 'The city is not one WeChat knows; regions can no longer be matched at all.',
    zh: '城市不正确；况且地区匹配已停用。',
  }),
  65315: {
    cause: { en: 'The user does not follow this account.', zh: '该用户没有关注本账号。' },
    fix: {
      en: 'try with a follower: wxadmin api GET /cgi-bin/user/get',
      zh: '换用已关注的用户：wxadmin api GET /cgi-bin/user/get',
    },
    docs: pages.menuMatch,
    retry: 'never',
  },
  65316: {
    cause: {
      en: `All conditional menus together link to more than ${limits.conditionalDomains} domains.`,
      zh: `全部个性化菜单的跳转域名合计超过 ${limits.conditionalDomains} 个。`,
    },
    fix: {
      en: 'gather the links under fewer domains; wxadmin menu validate FILE lists them',
      zh: '合并到更少的域名下；wxadmin menu validate FILE 会列出这些域名',
    },
    docs: pages.menuConditional,
    retry: 'never',
  },
  65317: {
    cause: { en: 'A url in the menu is not a valid address.', zh: '菜单中有不合法的 url。' },
    fix: {
      en: 'wxadmin menu validate FILE names the place',
      zh: 'wxadmin menu validate FILE 会指出位置',
    },
    docs: pages.menuConditional,
    retry: 'never',
  },
  65318: {
    cause: { en: 'The body is not UTF-8.', zh: '请求体不是 UTF-8 编码。' },
    fix: {
      en: 'save the file as UTF-8 and push it with wxadmin menu push FILE',
      zh: '将文件另存为 UTF-8，再用 wxadmin menu push FILE 发布',
    },
    docs: pages.menuCreate,
    retry: 'never',
  },
  65319: {
    cause: {
      en: 'This account may not make menus at present.',
      zh: '该账号目前不允许创建菜单。',
    },
    fix: {
      en: `look for the permission in ${places.permissions.en}, and for a penalty in ${places.notices.en}`,
      zh: `在${places.permissions.zh}中查看接口权限，在${places.notices.zh}中查看是否受处罚`,
    },
    docs: pages.menuCreate,
    retry: 'never',
  },
  65320: withdrawn({
    en: 'The matchrule holds sex, region or language, which were withdrawn for privacy in 2021.',
    zh: 'matchrule 含有性别、地区或语言，这些字段已于 2021 年因隐私保护停用。',
  }),
}
