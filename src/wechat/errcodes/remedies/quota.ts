import { places } from '../../consoles'
import { endpoints } from '../../endpoints'
import { pages } from '../../pages'
import type { Remedies } from './remedy'

/** Sets the counts of an account back with AppID and AppSecret, which wxadmin puts in: no token is needed (docs/platform.md 7). */
const CLEAR = `wxadmin api POST ${endpoints.clearQuotaV2.path}`

/** The AppSecret is where the hub is. */
export const clearedAtHub = {
  is: { source: 'hub' },
  fix: {
    en: `wait for midnight in Beijing, or on the machine of the hub set the counts back (10 times a month): ${CLEAR}`,
    zh: `等到北京时间零点，或在中控服务所在机器上清零（每月 10 次）：${CLEAR}`,
  },
} as const

/** Limits of use and the calls that read them: docs/platform.md 1.5, 7. */
export const quotaRemedies: Remedies = {
  44990: {
    cause: { en: 'Too many calls in one second.', zh: '每秒请求数超限。' },
    fix: {
      en: 'run it again in a few seconds, with a pause between calls',
      zh: '几秒后重试，并在调用之间加入间隔',
    },
    docs: pages.limits,
    retry: 'later',
  },
  45009: {
    cause: {
      en: 'The calls of this endpoint for today are used up; they start anew at midnight in Beijing.',
      zh: '该接口今天的调用次数已用完，北京时间零点重置。',
    },
    fix: {
      en: `wait for midnight in Beijing, or set the counts back (10 times a month): ${CLEAR}; the count: wxadmin api POST /cgi-bin/openapi/quota/get -f cgi_path={path}`,
      zh: `等到北京时间零点，或清零（每月 10 次）：${CLEAR}；查看额度：wxadmin api POST /cgi-bin/openapi/quota/get -f cgi_path={path}`,
    },
    docs: pages.limits,
    retry: 'later',
    where: [
      clearedAtHub,
      {
        is: { given: true },
        fix: {
          en: 'wait for midnight in Beijing, or set the counts back (10 times a month): wxadmin api POST /cgi-bin/clear_quota -f appid={appid}; the count: wxadmin api POST /cgi-bin/openapi/quota/get -f cgi_path={path}',
          zh: '等到北京时间零点，或清零（每月 10 次）：wxadmin api POST /cgi-bin/clear_quota -f appid={appid}；查看额度：wxadmin api POST /cgi-bin/openapi/quota/get -f cgi_path={path}',
        },
      },
    ],
    at: [
      {
        paths: [endpoints.token.path],
        cause: {
          en: 'The account fetched its 2000 tokens of today (test account: 200): some program fetches one for every call. The count starts anew at midnight in Beijing.',
          zh: '今天获取 token 的 2000 次（测试号 200 次）已用完：通常是某个程序每次调用都重新获取。北京时间零点重置。',
        },
        fix: {
          en: `use the stable source, which has a limit of its own: wxadmin account set {$account} token-source=stable; or set the counts back with AppID and AppSecret (10 times a month): ${CLEAR}; and stop the programs that fetch a token for every call`,
          zh: `改用额度独立的稳定版接口：wxadmin account set {$account} token-source=stable；或用 AppID 和 AppSecret 清零（每月 10 次）：${CLEAR}；并停用每次调用都获取 token 的程序`,
        },
        docs: pages.limits,
        retry: 'later',
        where: [
          {
            is: { source: 'hub' },
            fix: {
              en: `on the machine of the hub: wxadmin account set NAME token-source=stable, whose limit is its own; and stop the other programs that fetch a token for every call`,
              zh: `在中控服务所在机器上：wxadmin account set NAME token-source=stable，改用额度独立的稳定版接口；并停用其他每次调用都获取 token 的程序`,
            },
          },
          {
            is: { source: 'stable' },
            fix: {
              en: `wxadmin token uses the stable call, which has a limit of its own; else wait for midnight in Beijing, or set the counts back with AppID and AppSecret (10 times a month): ${CLEAR}; and stop the programs that fetch a token for every call`,
              zh: `wxadmin token 使用额度独立的稳定版接口；否则等到北京时间零点，或用 AppID 和 AppSecret 清零（每月 10 次）：${CLEAR}；并停用每次调用都获取 token 的程序`,
            },
          },
        ],
      },
      {
        paths: [endpoints.stableToken.path],
        cause: {
          en: 'The stable token calls of today are used up (500,000; 20 with --force): some program calls without keeping the token. The count starts anew at midnight in Beijing.',
          zh: '今天获取稳定版 token 的次数已用完（500000 次，强制刷新 20 次）：通常是某个程序不缓存 token。北京时间零点重置。',
        },
        fix: {
          en: `wait for midnight in Beijing, or set the counts back with AppID and AppSecret (10 times a month): ${CLEAR}; stop the other programs that fetch without keeping the token; after token refresh --force: wxadmin token still works`,
          zh: `等到北京时间零点，或用 AppID 和 AppSecret 清零（每月 10 次）：${CLEAR}；停用其他不缓存 token 的程序；如是 token refresh --force：wxadmin token 仍可用`,
        },
        docs: pages.limits,
        retry: 'later',
        where: [clearedAtHub],
      },
      {
        paths: ['/sns'],
        cause: {
          en: 'The web authorization calls of this minute are used up (50,000 each); they have no daily limit.',
          zh: '该网页授权接口本分钟的次数（50000 次）已用完；它没有每日上限。',
        },
        fix: { en: 'run it again in one minute, and slower', zh: '一分钟后重试，并降低频率' },
        docs: pages.limits,
        retry: 'later',
      },
    ],
  },
  45011: {
    cause: { en: 'Too many calls within a minute.', zh: '每分钟调用次数超限。' },
    fix: { en: 'run it again in one minute, and slower', zh: '一分钟后重试，并降低频率' },
    docs: pages.limits,
    retry: 'later',
  },
  45040: {
    cause: {
      en: 'The calls of this endpoint for this month are used up.',
      zh: '该接口本月的调用次数已用完。',
    },
    fix: { en: 'next month', zh: '下个月再试' },
    docs: pages.limits,
    retry: 'later',
  },
  45061: {
    cause: { en: 'The same thing is being changed too often.', zh: '更新过于频繁。' },
    fix: { en: 'run it again in a minute', zh: '一分钟后重试' },
    retry: 'later',
  },
  45102: {
    cause: { en: 'WeChat has blocked this endpoint for the moment.', zh: '微信暂时封禁了该接口。' },
    fix: {
      en: `run it again later; read the notices in ${places.notices.en}`,
      zh: `稍后重试；查看${places.notices.zh}的站内信`,
    },
    retry: 'later',
  },
  48006: {
    cause: {
      en: 'The quota was cleared 10 times this month already.',
      zh: '本月清零次数（10 次）已用完。',
    },
    fix: {
      en: 'wait for midnight in Beijing, when the daily counts start anew; one endpoint alone can be cleared 50 times a month: wxadmin api POST /cgi-bin/openapi/quota/clear -f cgi_path=PATH',
      zh: '等到北京时间零点每日次数重置；单个接口每月还可清零 50 次：wxadmin api POST /cgi-bin/openapi/quota/clear -f cgi_path=PATH',
    },
    docs: pages.clearQuota,
    retry: 'later',
    at: [
      {
        paths: [endpoints.clearQuotaV2.path],
        cause: {
          en: 'The quota was cleared 10 times this month already.',
          zh: '本月清零次数（10 次）已用完。',
        },
        fix: {
          en: 'wait for midnight in Beijing, when the daily counts start anew, and stop the program that uses them up',
          zh: '等到北京时间零点每日次数重置，并停用耗尽次数的程序',
        },
        docs: pages.clearQuota,
        retry: 'later',
      },
    ],
  },
  76001: {
    cause: { en: 'WeChat knows no such rid.', zh: '该 rid 不存在。' },
    fix: {
      en: 'copy the whole rid from the errmsg: three groups of 8 hex digits',
      zh: '从 errmsg 中完整复制 rid：三组 8 位十六进制字符',
    },
    docs: pages.rid,
    retry: 'never',
  },
  76002: {
    cause: { en: 'The rid is empty or malformed.', zh: 'rid 为空或格式不对。' },
    fix: {
      en: 'wxadmin api POST /cgi-bin/openapi/rid/get -f rid=12345678-12345678-12345678',
      zh: 'wxadmin api POST /cgi-bin/openapi/rid/get -f rid=12345678-12345678-12345678',
    },
    docs: pages.rid,
    retry: 'never',
  },
  76003: {
    cause: {
      en: 'The rid is of another account, or cgi_path lacks its leading slash.',
      zh: 'rid 属于其他账号，或 cgi_path 缺少开头的斜杠。',
    },
    fix: {
      en: 'choose the account with -a; write cgi_path=/cgi-bin/…, without the host',
      zh: '用 -a 选择正确的账号；cgi_path 写作 /cgi-bin/…，不带域名',
    },
    docs: pages.rid,
    retry: 'never',
  },
  76004: {
    cause: { en: 'The rid is older than 7 days.', zh: 'rid 已超过 7 天。' },
    fix: { en: 'repeat the call and use the new rid', zh: '重新调用一次，使用新的 rid' },
    docs: pages.rid,
    retry: 'never',
  },
  76021: {
    cause: { en: 'There is no endpoint with this cgi_path.', zh: 'cgi_path 对应的接口不存在。' },
    fix: {
      en: 'write it as in the documentation: -f cgi_path=/cgi-bin/message/custom/send',
      zh: '按接口文档填写：-f cgi_path=/cgi-bin/message/custom/send',
    },
    docs: pages.quota,
    retry: 'never',
  },
  76022: {
    cause: {
      en: 'The quota of this endpoint cannot be asked for; none under /sns/ can.',
      zh: '不能查询该接口的额度；/sns/ 下的接口都不支持。',
    },
    fix: { en: 'see the table of daily limits', zh: '参见每日调用上限表' },
    docs: pages.limits,
    retry: 'never',
  },
}
