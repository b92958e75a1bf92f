import { consoles, places } from '../../consoles'
import { menuLimits as limits } from '../../menu/rules'
import { pages } from '../../pages'
import { clearedAtHub } from './quota'
import type { Remedies } from './remedy'

/** Menus and their buttons: docs/platform.md 2.1, 2.2, 2.7. Conditional menus have a file of their own. */
export const menuRemedies: Remedies = {
  40015: {
    cause: { en: 'WeChat does not know this kind of menu.', zh: '微信不支持该菜单类型。' },
    fix: { en: 'wxadmin menu validate FILE', zh: 'wxadmin menu validate FILE' },
    docs: pages.menuCreate,
    retry: 'never',
  },
  40016: {
    cause: {
      en: `A menu has 1 to ${limits.topButtons} top buttons, and "button" must stand at the top of the body: {"menu":{…}} as menu/get gives it is refused too.`,
      zh: `一级菜单须为 1–${limits.topButtons} 个，且 button 必须在请求体最外层：直接提交 menu/get 返回的 {"menu":{…}} 也会报此错。`,
    },
    fix: {
      en: 'wxadmin menu validate FILE, then wxadmin menu push FILE (it unwraps such files itself)',
      zh: 'wxadmin menu validate FILE，然后 wxadmin menu push FILE（会自动去掉外层包装）',
    },
    docs: pages.menuCreate,
    retry: 'never',
  },
  40017: {
    cause: {
      en: 'The "type" of a top button is missing, misspelt or not all lower-case.',
      zh: '一级按钮的 type 缺失、拼写错误或含大写字母。',
    },
    fix: {
      en: 'wxadmin menu validate FILE lists the types and suggests the right one',
      zh: 'wxadmin menu validate FILE 会列出可用类型并给出建议',
    },
    docs: pages.menuCreate,
    retry: 'never',
  },
  40018: {
    cause: {
      en: `The name of a top button is empty or longer than ${limits.topNameBytes} bytes (a Han character takes 3).`,
      zh: `一级按钮的 name 为空或超过 ${limits.topNameBytes} 字节（一个汉字占 3 字节）。`,
    },
    fix: {
      en: `shorten it to 5 Han characters (${limits.topNameShown} are shown); wxadmin menu validate FILE names the place`,
      zh: `缩短到 5 个汉字以内（手机上显示 ${limits.topNameShown} 个）；wxadmin menu validate FILE 会指出位置`,
    },
    docs: pages.menuCreate,
    retry: 'never',
  },
  40019: {
    cause: {
      en: `The key of a top button is missing or longer than ${limits.keyBytes} bytes.`,
      zh: `一级按钮的 key 缺失或超过 ${limits.keyBytes} 字节。`,
    },
    fix: {
      en: 'give the button a key; wxadmin menu validate FILE names the place',
      zh: '为该按钮填写 key；wxadmin menu validate FILE 会指出位置',
    },
    docs: pages.menuCreate,
    retry: 'never',
  },
  40020: {
    cause: {
      en: `The url of a top button is missing or longer than ${limits.urlBytes} bytes.`,
      zh: `一级按钮的 url 缺失或超过 ${limits.urlBytes} 字节。`,
    },
    fix: {
      en: 'give it an http(s) url, shortened where needed; wxadmin menu validate FILE names the place',
      zh: '填写 http(s) 链接，过长请缩短；wxadmin menu validate FILE 会指出位置',
    },
    docs: pages.menuCreate,
    retry: 'never',
  },
  40021: {
    cause: { en: 'The version of the menu is not one WeChat has.', zh: '菜单版本号不正确。' },
    fix: {
      en: 'leave the version out; read what is live: wxadmin menu get',
      zh: '不要填写版本号；查看线上菜单：wxadmin menu get',
    },
    docs: pages.menuGet,
    retry: 'never',
  },
  40022: {
    cause: {
      en: 'A sub-button has sub-buttons of its own: menus are two levels deep.',
      zh: '子按钮下又嵌套了子按钮：菜单最多两级。',
    },
    fix: {
      en: 'move the inner buttons one level up; wxadmin menu validate FILE names the place',
      zh: '将内层按钮上移一级；wxadmin menu validate FILE 会指出位置',
    },
    docs: pages.menuCreate,
    retry: 'never',
  },
  40023: {
    cause: {
      en: `A top button has no sub-buttons in its list, or more than ${limits.subButtons}.`,
      zh: `某个一级按钮的子按钮数不在 1–${limits.subButtons} 之间。`,
    },
    fix: {
      en: 'wxadmin menu validate FILE names the place',
      zh: 'wxadmin menu validate FILE 会指出位置',
    },
    docs: pages.menuCreate,
    retry: 'never',
  },
  40024: {
    cause: {
      en: 'The "type" of a sub-button is missing, misspelt or not all lower-case.',
      zh: '子按钮的 type 缺失、拼写错误或含大写字母。',
    },
    fix: {
      en: 'wxadmin menu validate FILE lists the types and suggests the right one',
      zh: 'wxadmin menu validate FILE 会列出可用类型并给出建议',
    },
    docs: pages.menuCreate,
    retry: 'never',
  },
  40025: {
    cause: {
      en: `The name of a sub-button is empty or longer than ${limits.subNameBytes} bytes (a Han character takes 3).`,
      zh: `子按钮的 name 为空或超过 ${limits.subNameBytes} 字节（一个汉字占 3 字节）。`,
    },
    fix: {
      en: `shorten it (${limits.subNameShown} Han characters are shown); wxadmin menu validate FILE names the place`,
      zh: `缩短名称（手机上显示 ${limits.subNameShown} 个汉字）；wxadmin menu validate FILE 会指出位置`,
    },
    docs: pages.menuCreate,
    retry: 'never',
  },
  40026: {
    cause: {
      en: `The key of a sub-button is missing or longer than ${limits.keyBytes} bytes.`,
      zh: `子按钮的 key 缺失或超过 ${limits.keyBytes} 字节。`,
    },
    fix: {
      en: 'give the button a key; wxadmin menu validate FILE names the place',
      zh: '为该按钮填写 key；wxadmin menu validate FILE 会指出位置',
    },
    docs: pages.menuCreate,
    retry: 'never',
  },
  40027: {
    cause: {
      en: `The url of a sub-button is missing or longer than ${limits.urlBytes} bytes.`,
      zh: `子按钮的 url 缺失或超过 ${limits.urlBytes} 字节。`,
    },
    fix: {
      en: 'give it an http(s) url, shortened where needed; wxadmin menu validate FILE names the place',
      zh: '填写 http(s) 链接，过长请缩短；wxadmin menu validate FILE 会指出位置',
    },
    docs: pages.menuCreate,
    retry: 'never',
  },
  40028: {
    cause: {
      en: 'This account may not use the menu API.',
      zh: '该账号无权使用自定义菜单接口。',
    },
    fix: {
      en: `check the permissions in ${places.permissions.en}; unverified accounts set menus only in ${consoles.mp.en}`,
      zh: `在${places.permissions.zh}中查看接口权限；未认证账号只能在${consoles.mp.zh}网页中设置菜单`,
    },
    docs: pages.menuCreate,
    retry: 'never',
  },
  40054: {
    cause: {
      en: 'The url of a sub-button has no http:// or https://, or its host is not a domain WeChat allows.',
      zh: '子按钮的 url 没有 http:// 或 https://，或域名不被微信允许。',
    },
    fix: {
      en: 'write the whole address, https://host/path; wxadmin menu validate FILE names the place',
      zh: '填写完整地址 https://域名/路径；wxadmin menu validate FILE 会指出位置',
    },
    docs: pages.menuCreate,
    retry: 'never',
  },
  40055: {
    cause: {
      en: 'The url of a top button has no http:// or https://, or its host is not a domain WeChat allows.',
      zh: '一级按钮的 url 没有 http:// 或 https://，或域名不被微信允许。',
    },
    fix: {
      en: 'write the whole address, https://host/path; wxadmin menu validate FILE names the place',
      zh: '填写完整地址 https://域名/路径；wxadmin menu validate FILE 会指出位置',
    },
    docs: pages.menuCreate,
    retry: 'never',
  },
  40117: {
    cause: {
      en: 'The media_id of a top button is missing or has the wrong length. (The Chinese table calls this a bad group name; that is a slip.)',
      zh: '一级按钮的 media_id 缺失或长度不对。（官方中文表写作“分组名字不合法”，与实际不符。）',
    },
    fix: {
      en: 'take a permanent media_id: wxadmin api POST /cgi-bin/material/batchget_material -f type=image -F offset=0 -F count=20',
      zh: '使用永久素材的 media_id：wxadmin api POST /cgi-bin/material/batchget_material -f type=image -F offset=0 -F count=20',
    },
    docs: pages.menuCreate,
    retry: 'never',
  },
  40118: {
    cause: {
      en: 'The media_id of a sub-button is missing or has the wrong length.',
      zh: '子按钮的 media_id 缺失或长度不对。',
    },
    fix: {
      en: 'take a permanent media_id: wxadmin api POST /cgi-bin/material/batchget_material -f type=image -F offset=0 -F count=20',
      zh: '使用永久素材的 media_id：wxadmin api POST /cgi-bin/material/batchget_material -f type=image -F offset=0 -F count=20',
    },
    docs: pages.menuCreate,
    retry: 'never',
  },
  40119: {
    cause: {
      en: 'A top button has a type that this account may not use.',
      zh: '一级按钮使用了本账号不能使用的类型。',
    },
    fix: {
      en: 'use click or view there; news media_id and view_limited were replaced by article_id and article_view_limited',
      zh: '改用 click 或 view；图文 media_id 和 view_limited 已由 article_id 和 article_view_limited 取代',
    },
    docs: pages.menuCreate,
    retry: 'never',
  },
  40120: {
    cause: {
      en: 'A sub-button has a type that this account may not use.',
      zh: '子按钮使用了本账号不能使用的类型。',
    },
    fix: {
      en: 'use click or view there; news media_id and view_limited were replaced by article_id and article_view_limited',
      zh: '改用 click 或 view；图文 media_id 和 view_limited 已由 article_id 和 article_view_limited 取代',
    },
    docs: pages.menuCreate,
    retry: 'never',
  },
  40121: {
    cause: {
      en: 'view_limited takes news material only, and it has been retired with the move to drafts.',
      zh: 'view_limited 只接受图文素材，且已随草稿箱上线而停用。',
    },
    fix: {
      en: 'use the type article_view_limited with the article_id of a published article',
      zh: '改用 article_view_limited，并填写已发表文章的 article_id',
    },
    docs: pages.menuCreate,
    retry: 'never',
  },
  40165: {
    cause: {
      en: 'The pagepath of a mini program is wrong: too long, or no page of that program.',
      zh: '小程序 pagepath 不正确：过长，或小程序中没有该页面。',
    },
    fix: {
      en: 'copy the path from the mini program, without a leading slash: pages/index/index',
      zh: '从小程序中复制路径，开头不带斜杠：pages/index/index',
    },
    retry: 'never',
  },
  40166: {
    cause: { en: 'The appid of a mini program is wrong.', zh: '小程序的 appid 不正确。' },
    fix: {
      en: `take the appid (lower-case field "appid") of the mini program, and link it in ${places.miniPrograms.en}`,
      zh: `填写小程序的 AppID（字段名为小写 appid），并在${places.miniPrograms.zh}中关联`,
    },
    docs: pages.menuCreate,
    retry: 'never',
  },
  41007: {
    cause: { en: 'A button announces sub-buttons and has none.', zh: '缺少子菜单数据。' },
    fix: {
      en: 'fill sub_button or give the button a type; wxadmin menu validate FILE names the place',
      zh: '填写 sub_button 或为按钮设置 type；wxadmin menu validate FILE 会指出位置',
    },
    docs: pages.menuCreate,
    retry: 'never',
  },
  45010: {
    cause: {
      en: 'The menu was written too often today: 1000 times a day, 100 with a test account.',
      zh: '今天创建菜单的次数已达上限：正式账号 1000 次/天，测试号 100 次/天。',
    },
    fix: {
      en: 'wait for midnight in Beijing, or set the counts back (10 times a month): wxadmin api POST /cgi-bin/clear_quota/v2',
      zh: '等到北京时间零点，或清零（每月 10 次）：wxadmin api POST /cgi-bin/clear_quota/v2',
    },
    docs: pages.limits,
    retry: 'later',
    where: [clearedAtHub],
  },
  45048: {
    cause: {
      en: 'The menu uses a type that this account may not use.',
      zh: '菜单使用了本账号不允许的类型。',
    },
    fix: {
      en: 'wxadmin menu validate --strict FILE shows retired types; view and click always work',
      zh: 'wxadmin menu validate --strict FILE 可查出已停用的类型；view 和 click 始终可用',
    },
    docs: pages.menuCreate,
    retry: 'never',
  },
  45064: {
    cause: {
      en: 'The mini program in the menu is not linked to this account.',
      zh: '菜单中的小程序尚未与本公众号关联。',
    },
    fix: {
      en: `link it in ${places.miniPrograms.en} → 添加, then push again`,
      zh: `在${places.miniPrograms.zh} → 添加中关联，然后重新发布`,
    },
    docs: pages.menuCreate,
    retry: 'never',
  },
  45082: {
    cause: {
      en: 'The domain of a url has no ICP licence.',
      zh: '链接的域名没有 ICP 备案。',
    },
    fix: {
      en: 'use a domain with a licence (备案), or file for one',
      zh: '换用已备案的域名，或先完成备案',
    },
    retry: 'never',
  },
  46002: {
    cause: { en: 'There is no menu of this version.', zh: '不存在该版本的菜单。' },
    fix: { en: 'wxadmin menu get', zh: 'wxadmin menu get' },
    docs: pages.menuGet,
    retry: 'never',
  },
  46003: {
    cause: {
      en: 'No menu was made through the API; one made in the web console is not seen by menu/get.',
      zh: '没有通过接口创建的菜单；menu/get 看不到在公众平台网页中设置的菜单。',
    },
    fix: {
      en: 'wxadmin menu push FILE; to take over a menu from the console: wxadmin menu pull',
      zh: 'wxadmin menu push FILE；要接管网页中设置的菜单：wxadmin menu pull',
    },
    docs: pages.menuGet,
    retry: 'never',
  },
  53600: {
    cause: {
      en: 'The article_id is wrong, or the article was deleted or never published.',
      zh: 'article_id 无效，或文章已删除、尚未发表。',
    },
    fix: {
      en: 'take one of: wxadmin api POST /cgi-bin/freepublish/batchget -F offset=0 -F count=20',
      zh: '从这里选取：wxadmin api POST /cgi-bin/freepublish/batchget -F offset=0 -F count=20',
    },
    docs: pages.menuCreate,
    retry: 'never',
  },
}
