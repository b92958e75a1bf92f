import { pages } from '../pages'
import type { Remedies } from './remedy'

const testSecret = {
  en: 'copy the appsecret from the test account page (测试号管理), then: {setSecret}',
  zh: '在测试号管理页面核对 appsecret，然后：{setSecret}',
}

/** Getting and using an access token: FACTS 1.3, 1.4. */
export const tokenRemedies: Remedies = {
  [-1]: {
    cause: {
      en: "WeChat's servers were busy; nothing is wrong with the request.",
      zh: '微信服务器繁忙，请求本身没有问题。',
    },
    fix: { en: 'run the same command again in a few seconds', zh: '过几秒再运行同一条命令' },
    retry: 'now',
  },
  [-1000]: {
    cause: {
      en: 'An internal error of WeChat; it is seen now and then and stands in no public table.',
      zh: '微信内部错误，线上偶尔出现，未收录在公开的错误码表中。',
    },
    fix: {
      en: 'run it again in a minute; if it stays, read the trace: wxadmin api POST /cgi-bin/openapi/rid/get -f rid={!rid}',
      zh: '一分钟后重试；若持续出现，查询调用记录：wxadmin api POST /cgi-bin/openapi/rid/get -f rid={!rid}',
    },
    retry: 'later',
  },
  40001: {
    cause: {
      en: 'The access token is not the current one: another program fetched a newer one, or it is of another account.',
      zh: 'access_token 不是最新的：其他程序又获取过，或它属于别的账号。',
    },
    fix: {
      en: 'wxadmin token refresh; if it comes back, keep apart from the others: wxadmin account set {$account} token-source=stable',
      zh: 'wxadmin token refresh；若反复出现，请与其他程序隔离：wxadmin account set {$account} token-source=stable',
    },
    docs: pages.stableToken,
    at: [
      {
        paths: ['/cgi-bin/token', '/cgi-bin/stable_token', '/sns/oauth2/access_token'],
        cause: {
          en: 'The AppSecret is wrong: at the token endpoints this code speaks of the secret, not of a token.',
          zh: 'AppSecret 不正确：在获取 token 的接口上，这个错误码指的是密钥而不是 token。',
        },
        fix: {
          en: 'copy the AppSecret from 微信开发者平台 → 开发密钥, then: {setSecret}',
          zh: '在微信开发者平台 → 开发密钥中核对或重置 AppSecret，然后：{setSecret}',
        },
        testFix: testSecret,
        docs: pages.token,
        retry: 'never',
      },
      {
        paths: ['/sns/userinfo', '/sns/auth'],
        cause: {
          en: 'These calls want the web-authorization token of the user, not the access token of the account.',
          zh: '这些接口需要用户的网页授权 access_token，而不是公众号的 access_token。',
        },
        fix: {
          en: 'send the access_token that /sns/oauth2/access_token gave for this user, with --no-token',
          zh: '使用 /sns/oauth2/access_token 为该用户返回的 access_token，并加上 --no-token',
        },
        docs: pages.oauth,
      },
    ],
  },
  40002: {
    cause: {
      en: 'grant_type must be client_credential for a token, and authorization_code or refresh_token for web authorization.',
      zh: 'grant_type 应为：获取 token 用 client_credential，网页授权用 authorization_code 或 refresh_token。',
    },
    fix: {
      en: 'wxadmin token (it sends the right one)',
      zh: 'wxadmin token（会发送正确的值）',
    },
    docs: pages.token,
    retry: 'never',
  },
  40013: {
    cause: {
      en: 'There is no such AppID, or it is of another kind of account (mini program, WeCom, open platform).',
      zh: 'AppID 不存在，或属于其他类型的账号（小程序、企业微信、开放平台）。',
    },
    fix: {
      en: 'copy the AppID from 微信开发者平台, then: {setAppid}',
      zh: '在微信开发者平台中核对 AppID，然后：{setAppid}',
    },
    testFix: {
      en: 'copy the appID from the test account page (测试号管理), then: {setAppid}',
      zh: '在测试号管理页面核对 appID，然后：{setAppid}',
    },
    docs: pages.token,
    retry: 'never',
    at: [
      {
        paths: ['/cgi-bin/clear_quota'],
        cause: {
          en: 'The appid in the body is not the one the access token belongs to.',
          zh: '请求体中的 appid 与 access_token 所属账号不一致。',
        },
        fix: {
          en: 'send the AppID that wxadmin whoami shows',
          zh: '填写 wxadmin whoami 显示的 AppID',
        },
        docs: pages.clearQuota,
        retry: 'never',
      },
    ],
  },
  40014: {
    cause: {
      en: 'The access token is malformed: cut off, encoded twice, or with a quote or line break in it.',
      zh: 'access_token 格式不正确：被截断、重复编码，或夹带了引号、换行。',
    },
    fix: {
      en: 'wxadmin token refresh; in scripts use $(wxadmin token)',
      zh: 'wxadmin token refresh；脚本中请使用 $(wxadmin token)',
    },
    docs: pages.stableToken,
  },
  40125: {
    cause: {
      en: 'The AppSecret does not belong to this AppID, or it was reset since.',
      zh: 'AppSecret 与该 AppID 不匹配，或已被重置。',
    },
    fix: {
      en: 'reset or copy it in 微信开发者平台 → 开发密钥, then: {setSecret}',
      zh: '在微信开发者平台 → 开发密钥中核对或重置，然后：{setSecret}',
    },
    testFix: testSecret,
    docs: pages.token,
    retry: 'never',
  },
  40164: {
    cause: {
      en: 'WeChat hands out tokens only to addresses on the IP allowlist of the account; {address} is not on it.',
      zh: '微信只向 IP 白名单内的地址发放 token，而 {address} 不在白名单中。',
    },
    fix: {
      en: 'add {address} in 微信开发者平台 (or 公众平台 → 设置与开发) → IP 白名单, wait 30 s, then run it again',
      zh: '在微信开发者平台（或公众平台 → 设置与开发）→ IP 白名单中添加 {address}，约 30 秒后重试',
    },
    testFix: {
      en: 'compare the appID with the test account page (测试号管理); if it is a real account, add {address} in 微信开发者平台 → IP 白名单',
      zh: '在测试号管理页面核对 appID；若是正式账号，在微信开发者平台 → IP 白名单中添加 {address}',
    },
    docs: pages.token,
    retry: 'never',
  },
  40187: {
    cause: { en: 'The IP address in the request is not one.', zh: '请求中的 IP 地址不合法。' },
    fix: { en: 'write a plain IPv4 or IPv6 address', zh: '填写标准的 IPv4 或 IPv6 地址' },
    retry: 'never',
  },
  40243: {
    cause: {
      en: 'The AppSecret was frozen by an administrator; no token is given out while it is.',
      zh: 'AppSecret 已被管理员冻结，冻结期间无法获取 token。',
    },
    fix: {
      en: 'unfreeze it in 微信开发者平台 → 开发密钥 → AppSecret; it takes effect in about 10 minutes',
      zh: '在微信开发者平台 → 开发密钥 → AppSecret 中解冻，约 10 分钟后生效',
    },
    docs: pages.token,
    retry: 'never',
  },
  41001: {
    cause: {
      en: 'The call carried no access_token: --no-token was given, or a variable was empty.',
      zh: '请求没有携带 access_token：使用了 --no-token，或变量为空。',
    },
    fix: { en: 'wxadmin api without --no-token', zh: '使用 wxadmin api 且不加 --no-token' },
    retry: 'never',
  },
  41002: {
    cause: { en: 'The call carried no appid.', zh: '请求缺少 appid。' },
    fix: {
      en: 'wxadmin whoami shows whether an AppID is set; WXADMIN_APPID must not be empty',
      zh: 'wxadmin whoami 可查看是否配置了 AppID；WXADMIN_APPID 不能为空',
    },
    docs: pages.token,
    retry: 'never',
  },
  41004: {
    cause: { en: 'The call carried no secret.', zh: '请求缺少 secret。' },
    fix: {
      en: 'wxadmin account set {$account} --secret-stdin, or set WXADMIN_SECRET',
      zh: 'wxadmin account set {$account} --secret-stdin，或设置 WXADMIN_SECRET',
    },
    docs: pages.token,
    retry: 'never',
  },
  42001: {
    cause: {
      en: 'The access token is past its life of 2 hours, or it was replaced more than 5 minutes ago.',
      zh: 'access_token 已超过 2 小时有效期，或被新的替换已超过 5 分钟。',
    },
    fix: {
      en: 'wxadmin token refresh; where WXADMIN_ACCESS_TOKEN is set, replace or unset it',
      zh: 'wxadmin token refresh；如设置了 WXADMIN_ACCESS_TOKEN，请更换或取消',
    },
    docs: pages.stableToken,
    retry: 'now',
  },
  45035: {
    cause: {
      en: 'The address of the caller is not on the IP allowlist.',
      zh: '调用方的 IP 不在白名单中。',
    },
    fix: {
      en: 'add {address} in 微信开发者平台 (or 公众平台 → 设置与开发) → IP 白名单',
      zh: '在微信开发者平台（或公众平台 → 设置与开发）→ IP 白名单中添加 {address}',
    },
    retry: 'never',
  },
  48012: {
    cause: {
      en: 'The token in the request is not one WeChat knows.',
      zh: '请求中的 token 不是微信认可的 token。',
    },
    fix: { en: 'wxadmin token refresh', zh: 'wxadmin token refresh' },
  },
  50004: {
    cause: {
      en: 'The account may not use the token API at present, perhaps as a penalty.',
      zh: '该账号目前被禁止使用 token 接口，可能是因违规受到处罚。',
    },
    fix: {
      en: 'read the notices in 公众平台 → 通知中心, and appeal there if it is a mistake',
      zh: '查看公众平台 → 通知中心的站内信，如属误判可在其中申诉',
    },
    docs: pages.token,
    retry: 'never',
  },
  61004: {
    cause: {
      en: 'WeChat hands out tokens only to addresses on the IP allowlist; {address} is not on it. (Usually told as 40164; for a third-party platform its own list counts.)',
      zh: '微信只向 IP 白名单内的地址发放 token，而 {address} 不在白名单中。（通常返回 40164；第三方平台看其自身的白名单。）',
    },
    fix: {
      en: 'add {address} in 微信开发者平台 (or 公众平台 → 设置与开发) → IP 白名单; of a third-party platform in 微信开放平台 → 管理中心 → 第三方平台',
      zh: '在微信开发者平台（或公众平台 → 设置与开发）→ IP 白名单中添加 {address}；第三方平台则在微信开放平台 → 管理中心 → 第三方平台中添加',
    },
    docs: pages.token,
    retry: 'never',
  },
  61024: {
    cause: {
      en: 'This AppID is that of a third-party platform, which gets its tokens in another way.',
      zh: '该 AppID 属于第三方平台，获取 token 的方式不同。',
    },
    fix: {
      en: "use the AppID of the Official Account itself, or wxadmin account set {$account} 'token-source=command:…' with a program that asks the platform",
      zh: "使用公众号自身的 AppID，或 wxadmin account set {$account} 'token-source=command:…' 由程序向第三方平台获取",
    },
    docs: pages.token,
    retry: 'never',
  },
  89501: {
    cause: {
      en: 'An earlier call from this address still waits for the yes of an administrator.',
      zh: '此 IP 之前的调用仍在等待管理员确认。',
    },
    fix: {
      en: 'let an administrator confirm the message from 公众平台安全助手 in WeChat, then run it again',
      zh: '请管理员在微信中确认“公众平台安全助手”发来的消息，然后重试',
    },
    retry: 'later',
  },
  89502: {
    cause: { en: 'The call waits for the yes of an administrator.', zh: '本次调用正在等待管理员确认。' },
    fix: {
      en: 'let an administrator confirm it in WeChat, then run it again',
      zh: '请管理员在微信中确认后重试',
    },
    retry: 'later',
  },
  89503: {
    cause: {
      en: 'WeChat finds a call from this new address risky and asks an administrator first.',
      zh: '微信认为来自新 IP 的调用存在风险，需先由管理员确认。',
    },
    fix: {
      en: 'let an administrator confirm the message in WeChat, then run it again; lasting: put the address on the IP 白名单',
      zh: '请管理员在微信中确认消息后重试；长期使用请将该 IP 加入 IP 白名单',
    },
    docs: pages.token,
    retry: 'later',
  },
  89506: {
    cause: {
      en: 'An administrator refused this address twice within 24 hours.',
      zh: '管理员在 24 小时内两次拒绝了此 IP。',
    },
    fix: {
      en: 'run it again after 24 hours and after talking to the administrator, or from another address',
      zh: '与管理员沟通，24 小时后重试，或更换调用的 IP',
    },
    retry: 'later',
  },
  89507: {
    cause: {
      en: 'An administrator refused this address a short while ago.',
      zh: '管理员刚刚拒绝了此 IP 的调用。',
    },
    fix: {
      en: 'run it again after one hour and after talking to the administrator',
      zh: '与管理员沟通，1 小时后重试',
    },
    retry: 'later',
  },
}
