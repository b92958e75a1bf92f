import type { VerifySentences } from './verify-reach'

const notFollowed = {
  en: 'WeChat follows no redirects: give it the address where the answer is',
  zh: '微信不跟随重定向，请直接填写最终地址',
}

/** Answers that are not the endpoint's own, or that say that it failed. */
export const verifyAnswers = {
  redirect: {
    what: { en: 'redirects to {to} (HTTP {status})', zh: '重定向到 {to}（HTTP {status}）' },
    fix: notFollowed,
  },
  'redirect-https': {
    what: { en: 'redirects from http to {to}', zh: '从 http 重定向到 {to}' },
    fix: {
      en: 'WeChat does not follow: give it the https address',
      zh: '微信不跟随重定向，请填写 https 地址',
    },
  },
  'redirect-slash': {
    what: {
      en: 'redirects to the address with a slash at its end: {to}',
      zh: '重定向到末尾带斜杠的地址：{to}',
    },
    fix: {
      en: 'WeChat does not follow: add the slash to the address',
      zh: '微信不跟随重定向，请在地址末尾加上斜杠',
    },
  },
  'redirect-login': {
    what: { en: 'redirects to a login page: {to}', zh: '重定向到登录页：{to}' },
    fix: {
      en: 'exempt this route from the login: the signature proves that WeChat calls',
      zh: '请将该路由排除在登录校验之外：签名已能证明请求来自微信',
    },
  },
  'tunnel-warning': {
    what: {
      en: 'the warning page of the tunnel answers ({by}, {detail}), not the endpoint',
      zh: '返回的是内网穿透的提示页（{by}，{detail}），而不是接口',
    },
    fix: {
      en: 'WeChat sees the page too: use cloudflared, frp, or a paid plan of {by}',
      zh: '微信也会看到该页面：请改用 cloudflared、frp，或 {by} 的付费版',
    },
  },
  'tunnel-down': {
    what: {
      en: 'the tunnel is up, but finds nothing behind it ({by}, {detail})',
      zh: '内网穿透可访问，但后端没有连接（{by}，{detail}）',
    },
    fix: {
      en: 'start the endpoint and the tunnel client, and compare their ports and the name of the tunnel',
      zh: '启动接口和内网穿透客户端，并核对端口和域名',
    },
  },
  firewall: {
    what: {
      en: 'a firewall answers ({by}, {detail}), not the endpoint',
      zh: '返回的是防火墙页面（{by}，{detail}），而不是接口',
    },
    fix: {
      en: "let WeChat's servers through: their addresses come from the API getcallbackip",
      zh: '请放行微信服务器，其 IP 可通过 getcallbackip 接口获取',
    },
  },
  'not-filed': {
    what: {
      en: 'the page of the hoster answers: the domain has no ICP filing (备案)',
      zh: '返回的是云厂商的拦截页：域名未备案',
    },
    fix: {
      en: 'file the domain, or use one that is filed, or a server outside of mainland China',
      zh: '请完成备案，或改用已备案的域名，或使用境外服务器',
    },
  },
  'default-page': {
    what: { en: 'the default page of the web server answers', zh: '返回的是 Web 服务器的默认页' },
    fix: {
      en: 'pass the path of this address on to the endpoint (nginx: proxy_pass)',
      zh: '请将该路径转发到接口（nginx 使用 proxy_pass）',
    },
  },
  'login-page': {
    what: { en: 'a login page answers, not the endpoint', zh: '返回的是登录页，而不是接口' },
    fix: {
      en: 'exempt this route from the login: the signature proves that WeChat calls',
      zh: '请将该路由排除在登录校验之外：签名已能证明请求来自微信',
    },
  },
  compressed: {
    what: {
      en: 'the answer is compressed ({encoding}), which was not asked for',
      zh: '应答经过压缩（{encoding}），但请求并未要求',
    },
    fix: {
      en: 'compress only where Accept-Encoding asks for it (in nginx: gzip off for this location)',
      zh: '只在请求带有 Accept-Encoding 时才压缩（nginx 可对该 location 设置 gzip off）',
    },
  },
  'too-large': {
    what: { en: 'the answer is larger than {bytes} bytes', zh: '应答超过 {bytes} 字节' },
    fix: { en: 'compare the path: this is no endpoint', zh: '请核对路径：这不像是接口' },
  },
  'password-needed': {
    what: { en: 'the server asks for a password (HTTP {status})', zh: '服务器要求密码（HTTP {status}）' },
    fix: {
      en: 'exempt this route: WeChat sends no password',
      zh: '请将该路由排除在外：微信不会发送密码',
    },
  },
  'token-differs': {
    what: {
      en: 'the right signature was refused (HTTP {status}): the endpoint has another Token, or signs otherwise. WeChat says “token check fail”, -106',
      zh: '签名正确却被拒绝（HTTP {status}）：接口中的 Token 不同，或签名算法有误。微信会提示“token check fail”、-106',
    },
    fix: {
      en: 'the Token used here is from {tokenFrom}; compare both. Then: sort Token, timestamp and nonce as text, join them, sha1 in lower-case hex',
      zh: '此处使用的 Token 来自 {tokenFrom}，请核对两边；签名为 Token、timestamp、nonce 按字符串排序、拼接后的 sha1（小写十六进制）',
    },
  },
  'push-refused': {
    what: {
      en: 'a rightly signed push was refused (HTTP {status})',
      zh: '签名正确的推送被拒绝（HTTP {status}）',
    },
    fix: {
      en: 'compare the Token; exempt this route from CSRF checks; in safe and compatible mode compare EncodingAESKey, AppID and msg_signature',
      zh: '请核对 Token；关闭该路由的 CSRF 校验；安全模式和兼容模式下请核对 EncodingAESKey、AppID 和 msg_signature',
    },
  },
  'post-unhandled': {
    what: {
      en: 'POST is not handled there (HTTP {status})',
      zh: '该地址没有处理 POST（HTTP {status}）',
    },
    fix: {
      en: 'handle POST at the address that answers GET: pushes come there',
      zh: '请在应答 GET 的同一地址处理 POST：推送会发到这里',
    },
  },
  'post-media-type': {
    what: { en: 'text/xml is not taken (HTTP {status})', zh: '不接受 text/xml（HTTP {status}）' },
    fix: {
      en: 'read the body as text: pushes are XML, not JSON or forms',
      zh: '请按文本读取请求体：推送是 XML，不是 JSON 或表单',
    },
  },
  'status-404': {
    what: { en: 'nothing is at this path (HTTP {status})', zh: '该路径不存在（HTTP {status}）' },
    fix: {
      en: 'compare the path with the routes of the server, and with those of the reverse proxy before it',
      zh: '请核对路径与服务器的路由，以及反向代理的配置',
    },
  },
  'status-405': {
    what: { en: '{method} is not handled (HTTP {status})', zh: '不支持 {method}（HTTP {status}）' },
    fix: {
      en: 'answer GET with echostr, and POST with replies, at the same address',
      zh: '同一地址应以 echostr 应答 GET，以回复应答 POST',
    },
  },
  'status-500': {
    what: { en: 'the program failed (HTTP {status})', zh: '程序出错（HTTP {status}）' },
    fix: { en: 'look at its log', zh: '请查看程序日志' },
  },
  'status-502': {
    what: {
      en: 'the reverse proxy finds nothing behind it (HTTP {status})',
      zh: '反向代理后面没有可用的程序（HTTP {status}）',
    },
    fix: {
      en: 'start the program, and compare its port with the configuration of the proxy',
      zh: '请启动程序，并核对其端口与反向代理的配置',
    },
  },
  status: {
    what: { en: 'answered with HTTP {status}, not 200', zh: '返回 HTTP {status}，而不是 200' },
    fix: { en: 'answer with 200; look at the log of the server', zh: '应返回 200；请查看服务器日志' },
  },
} as const satisfies Record<string, VerifySentences>
