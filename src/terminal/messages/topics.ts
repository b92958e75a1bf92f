import { messages } from '../language'

/** `wxadmin help environment | exit-codes | formatting`. The variables themselves are in environment.ts. */
export const topics = messages({
  environment: { en: 'Environment variables that wxadmin reads', zh: 'wxadmin 读取的环境变量' },
  precedence: {
    en: "Flags come before the environment, the environment before the account in the store, that before the defaults. -a says whose account it is: AppID, AppSecret and access token are then that account's, and WXADMIN_APPID, WXADMIN_SECRET, WXADMIN_ACCESS_TOKEN, WXADMIN_HUB and WXADMIN_HUB_KEY are not used (a warning names them).",
    zh: '优先级：命令行参数 > 环境变量 > 本地保存的账号 > 默认值。-a 指定使用哪个账号：此时 AppID、AppSecret 和 access_token 取自该账号，不使用 WXADMIN_APPID、WXADMIN_SECRET、WXADMIN_ACCESS_TOKEN、WXADMIN_HUB 和 WXADMIN_HUB_KEY（会有警告提示）。',
  },
  secretVariable: { en: 'secret', zh: '密钥' },

  exitCodes: { en: 'Exit codes, the same for every command', zh: '退出码，所有命令通用' },
  done: { en: 'done, also "nothing to do"', zh: '成功，包括“无需操作”' },
  differences: {
    en: 'differences were found, where a command was asked to tell by its exit code',
    zh: '发现差异（仅在要求以退出码表示时）',
  },
  internal: { en: 'failed, internal or of no other kind', zh: '失败：内部错误或未归类' },
  refused: {
    en: 'refused: a live menu that somebody else changed, a plan that no longer fits, a pin that does not match, a file that exists, or a confirmation that could not be asked for',
    zh: '拒绝执行：线上菜单已被他人修改、计划已失效、appid 不匹配、文件已存在，或无法进行所需的确认',
  },
  auth: {
    en: 'credentials: none, rejected, IP not on the allowlist, frozen',
    zh: '凭据问题：未配置、被拒绝、IP 不在白名单、已冻结',
  },
  wechat: {
    en: 'WeChat answered with an errcode (with HTTP 200: it is a failure all the same)',
    zh: '微信返回了 errcode（HTTP 状态虽为 200，仍属失败）',
  },
  network: {
    en: 'network: DNS, TLS, proxy, time-out, an answer that is not JSON',
    zh: '网络问题：DNS、TLS、代理、超时、响应不是 JSON',
  },
  usage: { en: 'wrong usage of the command line', zh: '命令行用法有误' },
  input: { en: 'the input file or value is invalid', zh: '输入的文件或值无效' },
  hangup: { en: 'the terminal was closed (SIGHUP)', zh: '终端已关闭（SIGHUP）' },
  interrupted: {
    en: 'interrupted (SIGINT, Ctrl-C), or a question was left with Ctrl-D',
    zh: '被中断（SIGINT，Ctrl-C），或在提问时按了 Ctrl-D',
  },
  terminated: { en: 'terminated (SIGTERM)', zh: '被终止（SIGTERM）' },
  execExit: {
    en: "sandbox exec passes its child's code on.",
    zh: 'sandbox exec 会传递子命令的退出码。',
  },

  streams: { en: 'Streams', zh: '输出流' },
  streamsText: {
    en: 'stdout carries the result and nothing else. Progress, plans, hints, warnings and questions go to stderr, so that x=$(wxadmin token) and wxadmin menu get | less always work.',
    zh: 'stdout 只输出结果。进度、计划、提示、警告和提问都写到 stderr，因此 x=$(wxadmin token) 和 wxadmin menu get | less 始终可用。',
  },
  json: { en: 'JSON', zh: 'JSON' },
  jsonText: {
    en: 'With --json every command prints one JSON document on stdout; its keys are stable. Commands that go on running print one JSON object a line, each with "type" and "time".',
    zh: '加上 --json 后，每个命令在 stdout 输出一个 JSON 文档，键名保持稳定。持续运行的命令每行输出一个 JSON 对象，均含 type 和 time。',
  },
  errors: { en: 'Errors', zh: '错误' },
  errorsText: {
    en: 'An error has four lines at most: what failed, why, what to try, and where to read more. With --json it is one JSON document on stderr, and stdout stays empty:',
    zh: '错误最多四行：发生了什么、原因、可以尝试的办法、更多信息的位置。加上 --json 后，错误是 stderr 上的一个 JSON 文档，stdout 为空：',
  },
  errorsKeys: {
    en: 'code is WECHAT_<errcode> or a name that wxadmin explain knows; kind and exitCode follow wxadmin help exit-codes; errcode, errmsg and rid are there where WeChat answered, warnings where there were any. Without an error a warning is a document of its own on stderr: {"warning":{"message":"…"}}.',
    zh: 'code 为 WECHAT_<errcode> 或 wxadmin explain 可解释的名称；kind 和 exitCode 见 wxadmin help exit-codes；微信有响应时带有 errcode、errmsg 和 rid，有警告时带有 warnings。没有错误时，警告是 stderr 上单独的文档：{"warning":{"message":"…"}}。',
  },
  colour: { en: 'Colour', zh: '颜色' },
  colourText: {
    en: 'Each stream is coloured where it is a terminal. --color always or never settles it for both; NO_COLOR, and TERM=dumb, switch it off.',
    zh: '仅当输出流是终端时才着色，stdout 与 stderr 分别判断。--color always 或 never 可强制指定；设置 NO_COLOR 或 TERM=dumb 则不着色。',
  },
  quiet: { en: 'Quiet', zh: '静默' },
  quietText: {
    en: '-q leaves results, warnings and errors. --debug adds a trace of every call, with secrets hidden.',
    zh: '-q 只保留结果、警告和错误。--debug 显示每次调用的细节，密钥会被隐藏。',
  },
  language: { en: 'Language', zh: '语言' },
  languageText: {
    en: '--lang zh or en, else WXADMIN_LANG, else the locale. Flags, JSON keys and codes are the same in both.',
    zh: '--lang zh 或 en，其次 WXADMIN_LANG，再次系统区域设置。参数、JSON 键名和错误码在两种语言中相同。',
  },
  questions: { en: 'Questions', zh: '交互提问' },
  questionsText: {
    en: 'They are asked only where stdin and stderr are terminals, CI is not set and --no-input is absent. Otherwise a missing answer is an error that names the flag to give; it is never taken for a yes.',
    zh: '仅当 stdin 和 stderr 均为终端、未设置 CI 且未使用 --no-input 时才会提问。否则缺少输入即报错并指出应使用的参数，绝不会默认视为同意。',
  },
})
