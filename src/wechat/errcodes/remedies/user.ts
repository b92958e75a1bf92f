import { places } from '../../consoles'
import { pages } from '../../pages'
import type { Remedies } from './remedy'

/** Followers, tags, the blacklist and moved openids: docs/platform.md 9. */
export const userRemedies: Remedies = {
  40003: {
    cause: {
      en: 'The openid is not one of this account, or it is cut off; every account has its own openid for the same person.',
      zh: 'openid 不属于本账号或不完整；同一个人在每个账号下的 openid 各不相同。',
    },
    fix: {
      en: 'take one of: wxadmin api GET /cgi-bin/user/get',
      zh: '从这里选取：wxadmin api GET /cgi-bin/user/get',
    },
    retry: 'never',
  },
  40031: {
    cause: {
      en: 'The list of openids is not a list of strings, or one of them is wrong.',
      zh: 'openid 列表格式不对，或其中有错误的 openid。',
    },
    fix: { en: 'send an array of openids of this account', zh: '提交由本账号 openid 组成的数组' },
    retry: 'never',
  },
  40032: {
    cause: {
      en: 'Too few or too many openids in one call.',
      zh: '一次提交的 openid 数量超出范围。',
    },
    fix: {
      en: 'split the list: 50 for tagging, 100 for user/info/batchget, 20 for the blacklist',
      zh: '分批提交：打标签 50 个，user/info/batchget 100 个，黑名单 20 个',
    },
    retry: 'never',
  },
  40050: {
    cause: { en: 'There is no group with this id.', zh: '没有该 id 的分组。' },
    fix: {
      en: 'groups became tags: wxadmin api GET /cgi-bin/tags/get',
      zh: '分组已改为标签：wxadmin api GET /cgi-bin/tags/get',
    },
    retry: 'never',
  },
  40051: {
    cause: { en: 'The name of the group is empty or too long.', zh: '分组名为空或过长。' },
    fix: {
      en: 'groups became tags: wxadmin api POST /cgi-bin/tags/create -f tag.name=NAME',
      zh: '分组已改为标签：wxadmin api POST /cgi-bin/tags/create -f tag.name=NAME',
    },
    retry: 'never',
  },
  40092: {
    cause: {
      en: 'The remark is longer than 30 bytes (10 Han characters).',
      zh: '备注名超过 30 字节（10 个汉字）。',
    },
    fix: { en: 'shorten it', zh: '缩短备注名' },
    retry: 'never',
  },
  40132: {
    cause: { en: 'There is no such WeChat id.', zh: '微信号不正确。' },
    fix: {
      en: 'use the WeChat id (微信号), not the nickname or the phone number',
      zh: '填写微信号，而不是昵称或手机号',
    },
    retry: 'never',
  },
  40152: {
    cause: { en: 'There is no group or tag with this id.', zh: '没有该 id 的分组或标签。' },
    fix: { en: 'wxadmin api GET /cgi-bin/tags/get', zh: 'wxadmin api GET /cgi-bin/tags/get' },
    retry: 'never',
  },
  41009: {
    cause: { en: 'The call carried no openid.', zh: '请求缺少 openid。' },
    fix: { en: 'add -f openid=…', zh: '加上 -f openid=…' },
    retry: 'never',
  },
  43004: {
    cause: { en: 'The user does not follow the account.', zh: '该用户没有关注本账号。' },
    fix: {
      en: 'skip the user: "subscribe" is 1 for followers in wxadmin api GET /cgi-bin/user/info -f openid=…',
      zh: '跳过该用户：wxadmin api GET /cgi-bin/user/info -f openid=… 中 subscribe 为 1 才是粉丝',
    },
    retry: 'never',
  },
  43019: {
    cause: { en: "The user is on the account's blacklist.", zh: '该用户在本账号的黑名单中。' },
    fix: {
      en: `take the user off it first, in ${places.blacklist.en}`,
      zh: `先在${places.blacklist.zh}中移出`,
    },
    retry: 'never',
  },
  45056: {
    cause: { en: 'The account has 100 tags, which is the limit.', zh: '标签已达 100 个上限。' },
    fix: {
      en: 'delete some: wxadmin api POST /cgi-bin/tags/delete -F tag.id=ID',
      zh: '删除一些：wxadmin api POST /cgi-bin/tags/delete -F tag.id=ID',
    },
    retry: 'never',
  },
  45057: {
    cause: {
      en: 'More than 100,000 followers have this tag, so it cannot be deleted at once.',
      zh: '该标签下的粉丝超过 10 万，不能直接删除。',
    },
    fix: {
      en: 'take the tag off followers first (tags/members/batchuntagging, 50 a call)',
      zh: '先用 tags/members/batchuntagging（每次 50 个）取消一部分粉丝的标签',
    },
    retry: 'never',
  },
  45058: {
    cause: { en: 'The tags 0, 1 and 2 belong to WeChat.', zh: 'id 为 0、1、2 的是系统标签，不能修改。' },
    fix: { en: 'make a tag of your own', zh: '请自行创建标签' },
    retry: 'never',
  },
  45059: {
    cause: { en: 'A user can have 20 tags at most.', zh: '每个用户最多 20 个标签。' },
    fix: {
      en: "take one of the user's tags off first: wxadmin api POST /cgi-bin/tags/getidlist -f openid=…",
      zh: '先取消该用户的某个标签：wxadmin api POST /cgi-bin/tags/getidlist -f openid=…',
    },
    retry: 'never',
  },
  45157: {
    cause: {
      en: 'The name of the tag is taken already, or not allowed.',
      zh: '标签名已存在或不合法。',
    },
    fix: {
      en: 'another name; wxadmin api GET /cgi-bin/tags/get lists them',
      zh: '换一个名称；wxadmin api GET /cgi-bin/tags/get 可查看已有标签',
    },
    retry: 'never',
  },
  45158: {
    cause: { en: 'The name of the tag is longer than 30 bytes.', zh: '标签名超过 30 字节。' },
    fix: { en: 'shorten it to 10 Han characters', zh: '缩短到 10 个汉字以内' },
    retry: 'never',
  },
  45159: {
    cause: { en: 'There is no tag with this id.', zh: '没有该 id 的标签。' },
    fix: { en: 'wxadmin api GET /cgi-bin/tags/get', zh: 'wxadmin api GET /cgi-bin/tags/get' },
    retry: 'never',
  },
  45169: {
    cause: {
      en: 'The same user is being tagged by two calls at once.',
      zh: '同一用户正被并发打标签或取消标签。',
    },
    fix: { en: 'run it again, one call after the other', zh: '改为依次调用后重试' },
    retry: 'now',
  },
  45171: {
    cause: {
      en: 'Some of the users could not be tagged; the others were.',
      zh: '部分用户打标签失败，其余已成功。',
    },
    fix: {
      en: 'see fail_openid_list in the answer and repeat for those',
      zh: '查看返回的 fail_openid_list，对其中的用户重试',
    },
    retry: 'now',
  },
  46004: {
    cause: { en: 'There is no such user.', zh: '该用户不存在。' },
    fix: {
      en: 'take one of: wxadmin api GET /cgi-bin/user/get',
      zh: '从这里选取：wxadmin api GET /cgi-bin/user/get',
    },
    retry: 'never',
  },
  49003: {
    cause: {
      en: 'The openid belongs to another account than the access token.',
      zh: 'openid 与 access_token 不属于同一账号。',
    },
    fix: {
      en: 'check the account with wxadmin whoami, and take an openid of: wxadmin api GET /cgi-bin/user/get',
      zh: '用 wxadmin whoami 确认账号，并从 wxadmin api GET /cgi-bin/user/get 选取 openid',
    },
    retry: 'never',
  },
  50005: {
    cause: { en: 'The user no longer follows the account.', zh: '该用户已取消关注。' },
    fix: { en: 'skip the user', zh: '跳过该用户' },
    retry: 'never',
  },
  63178: {
    cause: { en: 'from_appid is not the account that was moved.', zh: 'from_appid 不是迁移前的账号。' },
    fix: {
      en: 'give the AppID of the old account, and call with the token of the new one',
      zh: 'from_appid 填写旧账号的 AppID，并使用新账号的 token 调用',
    },
    retry: 'never',
  },
  63179: {
    cause: { en: 'Too many openids in one call.', zh: '一次提交的 openid 过多。' },
    fix: { en: 'at most 100 in a call', zh: '每次最多 100 个' },
    retry: 'never',
  },
  63182: {
    cause: { en: 'openid_list is empty.', zh: 'openid_list 为空。' },
    fix: { en: 'give at least one openid of the old account', zh: '至少填写一个旧账号的 openid' },
    retry: 'never',
  },
  63183: {
    cause: {
      en: 'The two accounts were not moved one into the other.',
      zh: '两个账号之间没有迁移关系。',
    },
    fix: {
      en: 'call after the move is done, with the token of the new account (wxadmin whoami)',
      zh: '迁移完成后，使用新账号的 token 调用（wxadmin whoami 可确认）',
    },
    retry: 'never',
  },
  268487001: {
    cause: { en: 'The blacklist service was busy.', zh: '黑名单接口系统繁忙。' },
    fix: { en: 'run the same command again in a few seconds', zh: '过几秒再运行同一条命令' },
    retry: 'now',
  },
  268487002: {
    cause: { en: 'The service of the follower list was busy.', zh: '粉丝列表接口系统繁忙。' },
    fix: { en: 'run the same command again in a few seconds', zh: '过几秒再运行同一条命令' },
    docs: pages.troubleshooting,
    retry: 'now',
  },
}
