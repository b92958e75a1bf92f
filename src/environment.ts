import type { Message } from './terminal/language'

/** Every environment variable that wxadmin reads: `wxadmin help environment` and docs are made from this. */
export interface Variable {
  readonly name: string
  /** Its value is never shown. */
  readonly secret?: boolean
  readonly about: Message
}
export const variables = [
  {
    name: 'WXADMIN_ACCOUNT',
    about: { en: 'Account of the store to use where -a is not given', zh: '未使用 -a 时使用的本地账号' },
  },
  {
    name: 'WXADMIN_APPID',
    about: {
      en: 'AppID; with WXADMIN_SECRET this alone makes a working account (CI)',
      zh: 'AppID；与 WXADMIN_SECRET 一起即可使用，无需本地账号（CI 用法）',
    },
  },
  { name: 'WXADMIN_SECRET', secret: true, about: { en: 'AppSecret', zh: 'AppSecret' } },
  {
    name: 'WXADMIN_ACCESS_TOKEN',
    secret: true,
    about: { en: 'Use this access token and fetch none', zh: '直接使用该 access_token，不再获取' },
  },
  {
    name: 'WXADMIN_HUB',
    about: {
      en: 'Address of a hub (wxadmin token serve) that every call goes to: https, or http on this machine. With WXADMIN_HUB_KEY this alone makes a working account: no AppSecret, no address on the IP allowlist (CI)',
      zh: '中控服务（wxadmin token serve）的地址，所有调用都经由它：https，或本机的 http。与 WXADMIN_HUB_KEY 一起即可使用，无需 AppSecret，本机 IP 也不必加入白名单（CI 用法）',
    },
  },
  {
    name: 'WXADMIN_HUB_KEY',
    secret: true,
    about: {
      en: 'Key for that hub; WXADMIN_APPID says which account is meant where the key is for several',
      zh: '用于该中控服务的密钥；密钥可用于多个账号时，用 WXADMIN_APPID 指定账号',
    },
  },
  {
    name: 'WXADMIN_CALLBACK_TOKEN',
    secret: true,
    about: { en: 'Token of the server configuration', zh: '服务器配置中的 Token' },
  },
  {
    name: 'WXADMIN_AES_KEY',
    secret: true,
    about: {
      en: 'EncodingAESKey of the server configuration, 43 characters',
      zh: '服务器配置中的 EncodingAESKey，43 个字符',
    },
  },
  {
    name: 'WXADMIN_MODE',
    about: { en: 'Message mode: plain, compat or safe', zh: '消息加解密方式：plain、compat 或 safe' },
  },
  {
    name: 'WXADMIN_API_BASE',
    about: {
      en: "Base address of the API: WeChat's hosts or loopback; any other must be set on the account",
      zh: 'API 基础地址：仅限微信官方域名或本机回环地址，其他地址须配置在账号上',
    },
  },
  {
    name: 'WXADMIN_CONFIG_DIR',
    about: {
      en: 'Directory of the store: an absolute path, or one from ~',
      zh: '本地存储目录：绝对路径，或以 ~ 开头',
    },
  },
  {
    name: 'WXADMIN_LANG',
    about: { en: 'Language: zh or en, or a locale such as zh-CN', zh: '语言：zh 或 en，也可写 zh-CN 等' },
  },
  { name: 'NO_COLOR', about: { en: 'No colour when set', zh: '设置后不输出颜色' } },
  {
    name: 'FORCE_COLOR',
    about: {
      en: 'Colour without a terminal: 1 to 3 are 16, 256 and all colours; 0 is none. NO_COLOR comes first',
      zh: '不在终端中也输出颜色：1 至 3 为 16 色、256 色和真彩色，0 为不输出；NO_COLOR 优先',
    },
  },
  {
    name: 'GITHUB_STEP_SUMMARY',
    about: { en: 'File that --format github appends its summary to', zh: '--format github 写入摘要的文件' },
  },
  {
    name: 'GITHUB_OUTPUT',
    about: {
      en: 'File that --format github appends its outputs to',
      zh: '--format github 写入输出变量的文件',
    },
  },
  {
    name: 'GITHUB_RUN_ID',
    about: {
      en: 'With GITHUB_SERVER_URL and GITHUB_REPOSITORY: the job that the menu history names',
      zh: '与 GITHUB_SERVER_URL、GITHUB_REPOSITORY 一起：菜单历史记录中的任务地址',
    },
  },
  {
    name: 'CI_JOB_URL',
    about: { en: 'The job that the menu history names, on GitLab', zh: '菜单历史记录中的任务地址（GitLab）' },
  },
  {
    name: 'BUILD_URL',
    about: {
      en: 'The job that the menu history names, on Jenkins',
      zh: '菜单历史记录中的任务地址（Jenkins）',
    },
  },
  { name: 'CI', about: { en: 'Nothing is asked when set', zh: '设置后不进行任何交互提问' } },
  {
    name: 'HTTPS_PROXY',
    about: {
      en: 'Proxy for https, through CONNECT: http://USER:PASS@HOST:PORT; Basic alone, no SOCKS',
      zh: 'https 代理（CONNECT）：http://USER:PASS@HOST:PORT；只支持 Basic 认证，不支持 SOCKS',
    },
  },
  {
    name: 'HTTP_PROXY',
    about: {
      en: 'Proxy for http; a call that carries a secret is never sent through it',
      zh: 'http 代理；带密钥的请求绝不经它明文发送',
    },
  },
  {
    name: 'ALL_PROXY',
    about: { en: 'Proxy where neither of the two above is set', zh: '以上两者均未设置时使用的代理' },
  },
  {
    name: 'NO_PROXY',
    about: { en: 'Hosts that are reached directly; loopback always is', zh: '直连的主机；回环地址始终直连' },
  },
] as const satisfies readonly Variable[]
