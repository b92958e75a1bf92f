import { consoles, places } from '../../consoles'
import { endpoints } from '../../endpoints'
import { pages } from '../../pages'
import type { Advice, Remedies } from './remedy'

const TOKEN_CALLS = [endpoints.token.path, endpoints.stableToken.path]

/** The calls that are made with AppID and AppSecret. */
const SECRET_CALLS = [...TOKEN_CALLS, endpoints.clearQuotaV2.path, endpoints.snsAccessToken.path]

/**
 * The same for both codes: a guide of WeChat names 61004 for the token endpoints, where callers see 40164
 * (docs/platform.md 1.3).
 */
const notOnAllowlist: Advice = {
  cause: {
    en: 'WeChat answers only calls from addresses on the IP allowlist of the account, with a token as well; the address of this call is not on it.',
    zh: '微信只接受来自 IP 白名单内地址的调用（带 token 也一样），而本次调用的 IP 不在白名单中。',
  },
  fix: {
    en: `add the address that the answer names (invalid ip …; wxadmin token on the machine that calls prints it) in ${places.allowlist.en}, wait 30 s, then run it again`,
    zh: `在${places.allowlist.zh}中添加微信返回的 IP（invalid ip …，在发起调用的机器上运行 wxadmin token 可见），约 30 秒后重试`,
  },
  docs: pages.token,
  retry: 'never',
  where: [
    {
      is: { source: 'hub', address: true },
      cause: {
        en: 'WeChat answers only calls from addresses on the IP allowlist of the account. {address} is the address of the hub, not of this machine.',
        zh: '微信只接受来自 IP 白名单内地址的调用。{address} 是中控服务的 IP，而不是本机的。',
      },
      fix: {
        en: `add {address} in ${places.allowlist.en}, wait 30 s, then run it again; nothing is to be done for this machine`,
        zh: `在${places.allowlist.zh}中添加 {address}，约 30 秒后重试；本机无需任何设置`,
      },
    },
    {
      is: { source: 'hub' },
      cause: {
        en: 'WeChat answers only calls from addresses on the IP allowlist of the account; the address of the hub is not on it.',
        zh: '微信只接受来自 IP 白名单内地址的调用，而中控服务的 IP 不在白名单中。',
      },
      fix: {
        en: `add the address of the hub (its output names it) in ${places.allowlist.en}, wait 30 s, then run it again; not the address of this machine`,
        zh: `在${places.allowlist.zh}中添加中控服务的 IP（见其输出），约 30 秒后重试；不是本机的 IP`,
      },
    },
    {
      is: { test: true },
      fix: {
        en: `compare the appID with ${consoles.test.en}; if it is a real account, add {address} in ${places.allowlist.en}`,
        zh: `在${consoles.test.zh}中核对 appID；若是正式账号，在${places.allowlist.zh}中添加 {address}`,
      },
    },
    {
      is: { address: true },
      cause: {
        en: 'WeChat answers only calls from addresses on the IP allowlist of the account, with a token as well; {address} is not on it.',
        zh: '微信只接受来自 IP 白名单内地址的调用（带 token 也一样），而 {address} 不在白名单中。',
      },
      fix: {
        en: `add {address} in ${places.allowlist.en}, wait 30 s, then run it again`,
        zh: `在${places.allowlist.zh}中添加 {address}，约 30 秒后重试`,
      },
    },
  ],
}

/** AppID and AppSecret as the console has them; a test account has a page of its own. */
const copySecret = {
  en: `copy the AppSecret in ${places.appSecret.en}, of a test account on ${consoles.test.en}, or reset it there (the former one ends at once), then: {setSecret}`,
  zh: `在${places.appSecret.zh}中核对或重置 AppSecret（重置后旧的立即失效），测试号的在${consoles.test.zh}，然后：{setSecret}`,
}

/** The AppSecret is the hub's: this machine has none, and its key is not meant. */
const secretOfHub = {
  is: { source: 'hub' },
  cause: {
    en: 'The AppSecret that the hub has does not belong to this AppID, or it was reset since. The key of this machine is accepted.',
    zh: '中控服务上的 AppSecret 与该 AppID 不匹配，或已被重置。本机的密钥没有问题。',
  },
  fix: {
    en: `on the machine of the hub: copy the AppSecret in ${places.appSecret.en}, then wxadmin account set NAME --secret-stdin`,
    zh: `在中控服务所在机器上：在${places.appSecret.zh}中核对 AppSecret，然后 wxadmin account set NAME --secret-stdin`,
  },
} as const

/** The token is the hub's, which gets another one by itself where WeChat has one. */
const tokenOfHub = {
  is: { source: 'hub' },
  cause: {
    en: 'WeChat does not accept the token that the hub has, and gives it no other one: somebody forced a new one a moment ago, or it is of another account.',
    zh: '微信不接受中控服务的 access_token，也没有返回新的：可能刚刚有人强制刷新过，或它属于别的账号。',
  },
  fix: {
    en: 'run it again in a minute; if it stays, on the machine of the hub: wxadmin token refresh --force, which ends the token of every program that uses the stable call (20 a day)',
    zh: '一分钟后重试；若持续出现，在中控服务所在机器上：wxadmin token refresh --force，这会使所有使用稳定版接口的程序的 token 失效（每天 20 次）',
  },
} as const

const testSecret = {
  en: `copy the appsecret from ${consoles.test.en}, then: {setSecret}`,
  zh: `在${consoles.test.zh}中核对 appsecret，然后：{setSecret}`,
}

/** Getting and using an access token: docs/platform.md 1.3, 1.4. */
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
      en: 'An internal error of WeChat; it is seen now and then and is in no public table.',
      zh: '微信内部错误，线上偶尔出现，未收录在公开的错误码表中。',
    },
    fix: {
      en: 'run it again in a minute; if it stays, read the trace: wxadmin api POST /cgi-bin/openapi/rid/get -f rid={!rid}',
      zh: '一分钟后重试；若持续出现，查询调用记录：wxadmin api POST /cgi-bin/openapi/rid/get -f rid={!rid}',
    },
    retry: 'later',
    at: [
      {
        paths: TOKEN_CALLS,
        cause: {
          en: 'An internal error of WeChat; it is seen now and then and is in no public table.',
          zh: '微信内部错误，线上偶尔出现，未收录在公开的错误码表中。',
        },
        fix: {
          en: 'run it again in a minute; if it stays, give the rid of the answer to the support of WeChat',
          zh: '一分钟后重试；若持续出现，请将返回的 rid 提供给微信客服',
        },
        retry: 'later',
      },
    ],
  },
  40001: {
    cause: {
      en: 'The access token is not the current one: another program fetched a newer one, or it is of another account.',
      zh: 'access_token 不是最新的：其他程序又获取过，或它属于别的账号。',
    },
    fix: {
      en: 'wxadmin token status shows the source: classic: wxadmin account set {$account} token-source=stable, apart from the other programs; stable: check the AppID (wxadmin whoami), else wxadmin token refresh --force, which ends the token of every program that uses the stable call (20 a day)',
      zh: 'wxadmin token status 可查看来源：classic 请改为 wxadmin account set {$account} token-source=stable，与其他程序隔离；stable 请先核对 AppID（wxadmin whoami），仍不行则 wxadmin token refresh --force，这会使所有使用稳定版接口的程序的 token 失效（每天 20 次）',
    },
    where: [
      {
        is: { given: true },
        fix: {
          en: 'give a current token in WXADMIN_ACCESS_TOKEN, or unset it so that one is fetched',
          zh: '将 WXADMIN_ACCESS_TOKEN 更换为最新的 token，或取消该变量以自动获取',
        },
      },
      tokenOfHub,
      {
        is: { source: 'stable' },
        cause: {
          en: 'WeChat refuses the token that its stable call gives: it is of another account than this call is for, or somebody forced a new one a moment ago.',
          zh: '微信拒绝了稳定版接口返回的 access_token：它与本次调用不属于同一账号，或刚刚有人强制刷新过。',
        },
        fix: {
          en: 'check that wxadmin whoami shows the AppID that is meant (-a chooses another account); if it does: wxadmin token refresh --force, which ends the token of every program that uses the stable call (20 a day, 30 s apart)',
          zh: '先用 wxadmin whoami 核对 AppID 是否为要操作的账号（-a 可选择其他账号）；若无误：wxadmin token refresh --force，这会使所有使用稳定版接口的程序的 token 立即失效（每天 20 次，间隔 30 秒）',
        },
      },
      {
        is: { source: 'classic' },
        fix: {
          en: 'keep apart from the other programs: wxadmin account set {$account} token-source=stable',
          zh: '与其他程序隔离：wxadmin account set {$account} token-source=stable',
        },
      },
      {
        is: { source: 'command' },
        cause: {
          en: 'The token that the program of token-source prints is not the current one, or it is of another account.',
          zh: 'token-source 的程序输出的 access_token 不是最新的，或属于别的账号。',
        },
        fix: {
          en: 'let the program fetch a new token of this AppID (wxadmin whoami shows it), then: wxadmin token refresh',
          zh: '让该程序重新获取本 AppID（见 wxadmin whoami）的 token，然后：wxadmin token refresh',
        },
      },
    ],
    docs: pages.stableToken,
    at: [
      {
        paths: SECRET_CALLS,
        cause: {
          en: 'The AppSecret is wrong: at the token endpoints this code speaks of the secret, not of a token.',
          zh: 'AppSecret 不正确：在获取 token 的接口上，这个错误码指的是密钥而不是 token。',
        },
        fix: copySecret,
        where: [secretOfHub, { is: { test: true }, fix: testSecret }],
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
      en: `copy the AppID in ${places.credentials.en}, of a test account on ${consoles.test.en}, then: {setAppid}`,
      zh: `在${places.credentials.zh}中核对 AppID，测试号的在${consoles.test.zh}，然后：{setAppid}`,
    },
    where: [
      {
        is: { source: 'hub' },
        fix: {
          en: 'check WXADMIN_APPID; on the machine of the hub: wxadmin account list shows the AppIDs that it has',
          zh: '核对 WXADMIN_APPID；在中控服务所在机器上用 wxadmin account list 查看其 AppID',
        },
      },
      {
        is: { test: true },
        fix: {
          en: `copy the appID from ${consoles.test.en}, then: {setAppid}`,
          zh: `在${consoles.test.zh}中核对 appID，然后：{setAppid}`,
        },
      },
    ],
    docs: pages.token,
    retry: 'never',
    at: [
      {
        paths: [endpoints.clearQuotaV2.path],
        cause: {
          en: 'There is no such AppID, or it is not the one that the AppSecret belongs to.',
          zh: 'AppID 不存在，或与 AppSecret 不匹配。',
        },
        fix: {
          en: `compare wxadmin whoami with ${places.credentials.en}, then: {setAppid}`,
          zh: `将 wxadmin whoami 与${places.credentials.zh}核对，然后：{setAppid}`,
        },
        docs: pages.clearQuota,
        retry: 'never',
      },
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
    where: [
      {
        is: { given: true },
        fix: {
          en: 'give the token alone in WXADMIN_ACCESS_TOKEN, or unset it so that one is fetched',
          zh: 'WXADMIN_ACCESS_TOKEN 中只填写 token 本身，或取消该变量以自动获取',
        },
      },
      tokenOfHub,
    ],
    docs: pages.stableToken,
  },
  40125: {
    cause: {
      en: 'The AppSecret does not belong to this AppID, or it was reset since.',
      zh: 'AppSecret 与该 AppID 不匹配，或已被重置。',
    },
    fix: copySecret,
    where: [secretOfHub, { is: { test: true }, fix: testSecret }],
    docs: pages.token,
    retry: 'never',
  },
  40164: notOnAllowlist,
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
      en: `unfreeze it in ${places.appSecret.en}; it takes effect in about 10 minutes`,
      zh: `在${places.appSecret.zh}中解冻，约 10 分钟后生效`,
    },
    where: [
      {
        is: { source: 'hub' },
        cause: {
          en: 'The AppSecret that the hub has was frozen by an administrator; WeChat gives the hub no token while it is.',
          zh: '中控服务所用的 AppSecret 已被管理员冻结，冻结期间微信不向它返回 token。',
        },
      },
    ],
    docs: pages.token,
    retry: 'never',
  },
  41001: {
    cause: {
      en: 'The call carried no access_token: --no-token was given, or a variable was empty.',
      zh: '请求没有携带 access_token：使用了 --no-token，或变量为空。',
    },
    fix: { en: 'run it again without --no-token', zh: '去掉 --no-token 后重试' },
    retry: 'never',
  },
  41002: {
    cause: { en: 'The call carried no appid.', zh: '请求缺少 appid。' },
    fix: {
      en: 'wxadmin whoami shows whether an AppID is set; if it does not, then: {setAppid}',
      zh: 'wxadmin whoami 可查看是否配置了 AppID；如未配置：{setAppid}',
    },
    docs: pages.token,
    retry: 'never',
  },
  41004: {
    cause: { en: 'The call carried no secret.', zh: '请求缺少 secret。' },
    fix: {
      en: 'wxadmin whoami shows whether an AppSecret is set; if it does not, then: {setSecret}',
      zh: 'wxadmin whoami 可查看是否配置了 AppSecret；如未配置：{setSecret}',
    },
    where: [
      {
        is: { source: 'hub' },
        cause: {
          en: 'The call carried no secret: the account has none on the hub.',
          zh: '请求缺少 secret：中控服务上的该账号没有 AppSecret。',
        },
        fix: {
          en: 'on the machine of the hub: wxadmin account set NAME --secret-stdin',
          zh: '在中控服务所在机器上：wxadmin account set NAME --secret-stdin',
        },
      },
    ],
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
    where: [
      {
        is: { given: true },
        fix: {
          en: 'give a current token in WXADMIN_ACCESS_TOKEN, or unset it so that one is fetched',
          zh: '将 WXADMIN_ACCESS_TOKEN 更换为最新的 token，或取消该变量以自动获取',
        },
      },
      tokenOfHub,
      {
        is: { given: false },
        fix: { en: 'wxadmin token refresh', zh: 'wxadmin token refresh' },
      },
    ],
    docs: pages.stableToken,
    retry: 'now',
  },
  45035: notOnAllowlist,
  48012: {
    cause: {
      en: 'The token in the request is not one WeChat knows.',
      zh: '请求中的 token 不是微信认可的 token。',
    },
    fix: { en: 'wxadmin token refresh', zh: 'wxadmin token refresh' },
    where: [
      {
        is: { given: true },
        fix: {
          en: 'give another token in WXADMIN_ACCESS_TOKEN, or unset it so that one is fetched',
          zh: '更换 WXADMIN_ACCESS_TOKEN，或取消该变量以自动获取',
        },
      },
      tokenOfHub,
    ],
  },
  50004: {
    cause: {
      en: 'The account may not use the token API at present, perhaps as a penalty.',
      zh: '该账号目前被禁止使用 token 接口，可能是因违规受到处罚。',
    },
    fix: {
      en: `read the notices in ${places.notices.en}, and appeal there if it is a mistake`,
      zh: `查看${places.notices.zh}的站内信，如属误判可在其中申诉`,
    },
    docs: pages.token,
    retry: 'never',
  },
  61004: notOnAllowlist,
  61024: {
    cause: {
      en: 'This AppID is that of a third-party platform, which gets its tokens in another way.',
      zh: '该 AppID 属于第三方平台，获取 token 的方式不同。',
    },
    fix: {
      en: "use the AppID of the Official Account itself: {setAppid}; or wxadmin account set {$account} 'token-source=command:…' with a program that asks the platform",
      zh: "使用公众号自身的 AppID：{setAppid}；或 wxadmin account set {$account} 'token-source=command:…' 由程序向第三方平台获取",
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
      en: `let an administrator confirm the message in WeChat, then run it again; lasting: add the address in ${places.allowlist.en}`,
      zh: `请管理员在微信中确认消息后重试；长期使用请在${places.allowlist.zh}中添加该 IP`,
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
