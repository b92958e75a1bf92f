import type { Message } from '../language'

/** A finding in words: what was found, and what to do. */
export interface VerifySentences {
  readonly what: Message
  readonly fix?: Message
}

const certificate = {
  en: 'WeChat trusts what browsers trust: a free certificate (Let’s Encrypt, or your cloud) will do',
  zh: '微信只信任浏览器信任的证书，可使用免费证书（Let’s Encrypt 或云厂商提供）',
}

/** The address itself, and why it does not answer. */
export const verifyReach = {
  'address-ok': { what: { en: 'WeChat takes it', zh: '符合微信要求' } },
  'address-malformed': {
    what: { en: '{address} is no address', zh: '{address} 不是有效的地址' },
    fix: { en: 'https://your-domain/path', zh: 'https://你的域名/路径' },
  },
  'address-no-scheme': {
    what: { en: 'it must begin with http:// or https://', zh: '必须以 http:// 或 https:// 开头' },
    fix: { en: 'an address such as {suggestion}', zh: '使用完整的地址，例如 {suggestion}' },
  },
  'address-not-http': {
    what: { en: '{scheme}: is neither http nor https', zh: '{scheme} 不是 http 或 https' },
    fix: { en: 'begin with http:// or https://', zh: '以 http:// 或 https:// 开头' },
  },
  'address-credentials': {
    what: { en: 'a user and password stand in it', zh: '地址中含有用户名和密码' },
    fix: {
      en: 'leave them out: the signature proves that WeChat calls, no password is needed',
      zh: '请去掉：签名已能证明请求来自微信，不需要密码',
    },
  },
  'address-fragment': {
    what: {
      en: '{fragment} is never sent to a server',
      zh: '{fragment} 部分不会发送到服务器',
    },
    fix: {
      en: 'leave it out: the endpoint is a route of the server, not of a page in the browser',
      zh: '请去掉：接口应是服务器的路由，而不是前端页面的路由',
    },
  },
  'address-loopback': {
    what: {
      en: '{host} is this machine: fine for a test, but WeChat cannot reach it',
      zh: '{host} 是本机：可用于测试，但微信无法访问',
    },
    fix: {
      en: 'a server, or a tunnel: wxadmin serve --tunnel COMMAND',
      zh: '部署到服务器，或使用内网穿透：wxadmin serve --tunnel COMMAND',
    },
  },
  'address-private': {
    what: {
      en: '{host} exists in a local network only: WeChat cannot reach it',
      zh: '{host} 只存在于内网，微信无法访问',
    },
    fix: {
      en: 'a public domain, or a tunnel: wxadmin serve --tunnel COMMAND',
      zh: '使用公网域名，或内网穿透：wxadmin serve --tunnel COMMAND',
    },
  },
  'address-ip': {
    what: {
      en: '{host} is a bare address: the console asks for a domain, and may refuse it',
      zh: '{host} 是 IP 地址：后台要求填写域名，可能不接受',
    },
    fix: { en: 'a domain that leads to it', zh: '使用指向该 IP 的域名' },
  },
  'address-port': {
    what: {
      en: 'port {port}: WeChat calls {scheme} on port {usual} alone',
      zh: '端口 {port}：微信只访问 {scheme} 的 {usual} 端口',
    },
    fix: {
      en: 'put a reverse proxy (nginx, Caddy) on port {usual}, and leave the port out',
      zh: '用反向代理（nginx、Caddy）监听 {usual} 端口，并去掉地址中的端口',
    },
  },
  dns: {
    what: { en: '{host} cannot be resolved ({detail})', zh: '无法解析 {host}（{detail}）' },
    fix: {
      en: 'check the spelling and the DNS record; a tunnel that was restarted may have a new name',
      zh: '检查拼写和 DNS 解析记录；内网穿透重启后域名可能已改变',
    },
  },
  refused: {
    what: {
      en: 'nothing listens on port {port} of {host} ({detail})',
      zh: '{host} 的 {port} 端口没有程序在监听（{detail}）',
    },
    fix: {
      en: 'start the endpoint (wxadmin serve starts one), and compare the port',
      zh: '请启动接口（可用 wxadmin serve 启动一个），并核对端口',
    },
  },
  unreachable: {
    what: { en: '{host} cannot be reached: {detail}', zh: '无法访问 {host}：{detail}' },
    fix: {
      en: 'check the network, the firewall and the security group',
      zh: '检查网络、防火墙和安全组',
    },
  },
  proxy: {
    what: { en: 'the proxy does not let it through: {detail}', zh: '代理未放行：{detail}' },
    fix: {
      en: 'go without: --proxy direct; where it wants a password (HTTP 407): --proxy http://USER:PASS@HOST:PORT',
      zh: '不使用代理：--proxy direct；要求密码（HTTP 407）时：--proxy http://USER:PASS@HOST:PORT',
    },
  },
  timeout: {
    what: {
      en: 'no answer within {seconds} s, and WeChat waits no longer',
      zh: '{seconds} 秒内没有应答，微信也只等待这么久',
    },
    fix: {
      en: 'answer success at once and do the work afterwards; where nothing answers at all, look at the firewall and the security group',
      zh: '先返回 success 再异步处理；如果始终没有应答，请检查防火墙和安全组',
    },
  },
  dropped: {
    what: {
      en: 'the connection was cut before the answer was whole ({detail})',
      zh: '应答尚未完成，连接就被断开（{detail}）',
    },
    fix: {
      en: 'the program may have crashed: look at its log. A firewall may cut calls as well',
      zh: '程序可能已崩溃，请查看日志；也可能是防火墙切断了连接',
    },
  },
  'not-http': {
    what: { en: 'what answers on port {port} does not speak HTTP', zh: '{port} 端口返回的不是 HTTP' },
    fix: {
      en: 'for TLS begin the address with https://; else compare the port',
      zh: '如果该端口是 TLS，地址应以 https:// 开头；否则请核对端口',
    },
  },
  'tls-expired': { what: { en: 'the certificate has expired', zh: '证书已过期' }, fix: certificate },
  'tls-not-yet-valid': {
    what: { en: 'the certificate is not valid yet', zh: '证书尚未生效' },
    fix: { en: 'check the clocks of this machine and of the server', zh: '检查本机和服务器的时间' },
  },
  'tls-self-signed': {
    what: { en: 'the certificate is self-signed ({detail})', zh: '证书是自签名的（{detail}）' },
    fix: certificate,
  },
  'tls-host': {
    what: { en: 'the certificate is for another name than {host}', zh: '证书不是签发给 {host} 的' },
    fix: {
      en: 'get one for {host}; where one server has several sites, check which one is the default',
      zh: '为 {host} 申请证书；如果一台服务器有多个站点，请检查默认站点',
    },
  },
  'tls-chain': {
    what: {
      en: 'the chain is incomplete: the intermediate certificate is missing ({detail})',
      zh: '证书链不完整，缺少中间证书（{detail}）',
    },
    fix: {
      en: 'configure fullchain.pem, not cert.pem: browsers fetch what is missing, WeChat does not',
      zh: '请配置 fullchain.pem 而不是 cert.pem：浏览器会自动补全，微信不会',
    },
  },
  'tls-not-tls': {
    what: { en: 'port {port} does not speak TLS', zh: '{port} 端口不是 TLS' },
    fix: {
      en: 'begin the address with http://, or switch TLS on for this port',
      zh: '地址应以 http:// 开头，或为该端口启用 TLS',
    },
  },
  'tls-other': {
    what: { en: 'TLS failed: {detail}', zh: 'TLS 失败：{detail}' },
    fix: {
      en: 'look at the protocols and the certificate of the server: TLS 1.2 must be there',
      zh: '检查服务器的 TLS 协议版本和证书：须支持 TLS 1.2',
    },
  },
} as const satisfies Record<string, VerifySentences>
