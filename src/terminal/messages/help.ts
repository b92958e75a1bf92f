import { messages } from '../language'

/** The words of --help: commands, arguments and options, and docs/commands.md that is made of them. */
export const help = messages({
  usage: { en: 'Usage: ', zh: '用法：' },
  argumentsTitle: { en: 'Arguments:', zh: '参数：' },
  optionsTitle: { en: 'Options:', zh: '选项：' },
  commandsTitle: { en: 'Commands:', zh: '命令：' },
  optionsPlace: { en: '[options]', zh: '[选项]' },
  commandPlace: { en: '[command]', zh: '[命令]' },
  choices: { en: 'one of: {choices}', zh: '可选：{choices}' },
  defaultValue: { en: 'default: {value}', zh: '默认：{value}' },
  moreOptions: {
    en: 'Options of every command, such as --json and -a ACCOUNT: wxadmin help',
    zh: '所有命令通用的选项（如 --json、-a 账号）：wxadmin help',
  },

  program: { en: 'The command line for WeChat Official Accounts', zh: '微信公众号命令行工具' },
  version: { en: 'print the version', zh: '显示版本号' },
  helpOption: { en: 'show help', zh: '显示帮助' },
  afterProgram: {
    en: 'First steps:\n  wxadmin init                                  set up an account\n  wxadmin -a sandbox menu push menus/main.yaml  try it without one\n\nMore: wxadmin help environment | exit-codes | formatting | faults',
    zh: '入门：\n  wxadmin init                                  配置账号\n  wxadmin -a sandbox menu push menus/main.yaml  无需账号，先在沙箱中体验\n\n更多：wxadmin help environment | exit-codes | formatting | faults',
  },
  account: { en: 'account to use (sandbox: the built-in one)', zh: '要使用的账号（sandbox 为内置沙箱）' },
  json: {
    en: 'results as JSON on stdout, errors as JSON on stderr',
    zh: '结果以 JSON 输出到 stdout，错误以 JSON 输出到 stderr',
  },
  lang: {
    en: 'language to speak: zh or en, or a locale such as zh-CN',
    zh: '界面语言：zh 或 en，也可写 zh-CN 等',
  },
  color: { en: 'colour', zh: '彩色输出' },
  quiet: {
    en: 'no progress and hints, only results, warnings and errors',
    zh: '不显示进度和提示，仅保留结果、警告和错误',
  },
  debug: { en: 'trace every call (secrets hidden)', zh: '显示每次调用的细节（密钥已隐藏）' },
  noInput: { en: 'never ask; a missing answer is an error', zh: '不进行交互提问，缺少输入即报错' },
  timeout: { en: 'time limit of a call in seconds (10)', zh: '单次调用的超时秒数（10）' },
  proxy: { en: 'proxy for this run; "direct" for none', zh: '本次使用的代理；direct 表示直连' },
  yes: { en: 'do not ask', zh: '不询问，直接执行' },
  overwrite: { en: 'overwrite an existing file', zh: '覆盖已有文件' },

  token: {
    en: 'Print a valid access token: cached, or fetched when it has less than 5 minutes to live',
    zh: '输出可用的 access_token：优先使用缓存，剩余不足 5 分钟时重新获取',
  },
  tokenExamples: {
    en: 'Examples:\n  wxadmin token | pbcopy\n  curl "https://api.weixin.qq.com/cgi-bin/menu/get?access_token=$(wxadmin token)"',
    zh: '示例：\n  wxadmin token | pbcopy\n  curl "https://api.weixin.qq.com/cgi-bin/menu/get?access_token=$(wxadmin token)"',
  },
  tokenStatus: {
    en: 'Show the token that is kept: source, masked token, time left, file. Nothing is fetched; to try the credentials: wxadmin whoami --check',
    zh: '显示已缓存的 token：来源、脱敏后的 token、剩余时间和保存位置。不会重新获取；验证凭据请用 wxadmin whoami --check',
  },
  tokenRefresh: { en: 'Fetch a token now', zh: '立即获取 token' },
  tokenForce: {
    en: 'end the current token at once (at most 20 a day; only after a leak)',
    zh: '立即作废当前 token（每天最多 20 次，仅用于泄露时）',
  },
  tokenServe: {
    en: 'Keep one token for many machines, and send their calls on to WeChat (a central token server)',
    zh: '为多台机器统一保管 token，并代为转发接口调用（中控服务器）',
  },
  tokenServeCert: { en: 'certificate with its chain, as PEM', zh: '证书（含证书链），PEM 格式' },
  tokenServeKey: { en: 'private key of the certificate, as PEM', zh: '证书的私钥，PEM 格式' },
  tokenServeInsecure: {
    en: 'listen on a network without a certificate: a proxy in front encrypts',
    zh: '在网络上监听而不使用证书：由前面的代理负责加密',
  },
  tokenServeTrustProxy: {
    en: 'take the address of callers from X-Forwarded-For, which a proxy of yours sets',
    zh: '从 X-Forwarded-For 读取调用方地址（由你自己的代理设置）',
  },
  tokenServeSink: {
    en: 'write each new token to this file (0600), for programs that only read one; APPID in its name stands for the account',
    zh: '每个新 token 都写入此文件（0600），供只能读文件的程序使用；文件名中的 APPID 会换成账号的 AppID',
  },
  tokenServeMetrics: {
    en: 'serve Prometheus metrics on this port of 127.0.0.1',
    zh: '在 127.0.0.1 的此端口提供 Prometheus 指标',
  },
  tokenServeLog: { en: 'one line for each request', zh: '每个请求输出一行日志' },
  tokenServeExamples: {
    en: 'Examples:\n  wxadmin token key create ci --for menu-push\n  wxadmin token serve -a prod --log\n  wxadmin token serve --host 0.0.0.0 --cert hub.crt --key hub.key --metrics-port 9464\n\nMore: docs/hub.md',
    zh: '示例：\n  wxadmin token key create ci --for menu-push\n  wxadmin token serve -a prod --log\n  wxadmin token serve --host 0.0.0.0 --cert hub.crt --key hub.key --metrics-port 9464\n\n详见 docs/hub.zh-CN.md',
  },
  tokenKey: { en: 'Keys for the hub: make, list, revoke', zh: '中控密钥：创建、查看、吊销' },
  tokenKeyCreate: {
    en: 'Make a key and print it, this once; -a NAME limits it to accounts',
    zh: '创建密钥并输出（仅此一次）；-a NAME 可限定账号',
  },
  tokenKeyName: {
    en: 'name of the key: letters, digits, ".", "-", "_"',
    zh: '密钥名称：字母、数字、“.”、“-”、“_”',
  },
  tokenKeyPath: {
    en: 'a path that it may call, or /cgi-bin/menu/* for all below one; may be given several times',
    zh: '允许调用的路径，或用 /cgi-bin/menu/* 表示其下全部；可多次指定',
  },
  tokenKeyFor: { en: 'exactly the paths that a job needs', zh: '仅允许某项任务所需的路径' },
  tokenKeyReadOnly: { en: 'only calls that change nothing', zh: '仅允许不产生修改的调用' },
  tokenKeyReveal: {
    en: 'it may read the real access_token and tickets',
    zh: '允许读取真实的 access_token 和 ticket',
  },
  tokenKeyExpires: {
    en: 'when it ends: 30d, 12h, 90m, 2027-01-31',
    zh: '到期时间：30d、12h、90m、2027-01-31',
  },
  tokenKeyExamples: {
    en: "Examples:\n  wxadmin token key create ci --for menu-push -a prod --expires 90d\n  wxadmin token key create reports --path '/cgi-bin/user/*' --read-only\n  wxadmin token key revoke ci",
    zh: "示例：\n  wxadmin token key create ci --for menu-push -a prod --expires 90d\n  wxadmin token key create reports --path '/cgi-bin/user/*' --read-only\n  wxadmin token key revoke ci",
  },
  tokenKeyList: { en: 'List the keys and what they may do', zh: '查看密钥及其权限' },
  tokenKeyRevoke: { en: 'Revoke a key, within a second', zh: '吊销密钥，一秒内生效' },
  tokenClear: { en: 'Forget the cached token', zh: '清除缓存的 token' },

  menu: { en: 'Menus as code', zh: '以文件管理自定义菜单' },
  menuExamples: {
    en: 'Examples:\n  wxadmin menu validate menus/*.yaml\n  wxadmin menu push menus/main.yaml\n  wxadmin menu pull -o menu.yaml',
    zh: '示例：\n  wxadmin menu validate menus/*.yaml\n  wxadmin menu push menus/main.yaml\n  wxadmin menu pull -o menu.yaml',
  },
  menuFile: { en: 'menu file in YAML or JSON, - for stdin', zh: '菜单文件（YAML 或 JSON），- 表示 stdin' },
  menuFiles: {
    en: 'menu files in YAML or JSON, or directories of them; - for stdin',
    zh: '菜单文件（YAML 或 JSON）或其所在目录，- 表示 stdin',
  },
  menuValidate: { en: 'Check menu files offline', zh: '离线检查菜单文件' },
  menuStrict: { en: 'treat warnings as errors', zh: '将警告视为错误' },
  menuVar: {
    en: 'fill ${NAME} in menu files: with VALUE, or as the environment has it; names that begin with MENU_ need none; repeatable',
    zh: '填入菜单文件中的 ${NAME}，省略 VALUE 则取环境变量的值；以 MENU_ 开头的变量无需指定；可重复',
  },
  menuPush: {
    en: 'Make the live menu equal to the file: plan, show, apply, read back',
    zh: '使线上菜单与文件一致：计划、展示、执行、回读核对',
  },
  menuDryRun: { en: 'show what would be done and do nothing', zh: '仅展示将要执行的操作' },
  menuPushExamples: {
    en: 'Examples:\n  wxadmin menu push menus/main.yaml\n  wxadmin -a sandbox menu push menus/main.yaml --dry-run\n  generate-menu | wxadmin menu push -',
    zh: '示例：\n  wxadmin menu push menus/main.yaml\n  wxadmin -a sandbox menu push menus/main.yaml --dry-run\n  generate-menu | wxadmin menu push -',
  },
  menuFormat: { en: 'form of the result', zh: '结果格式' },
  menuDiff: {
    en: 'Show what a push would change; or the difference between two files, or from an entry of the history',
    zh: '查看推送将产生的变更；也可比较两个文件，或与历史记录比较',
  },
  menuDiffOther: {
    en: 'second file: compare the two files, offline',
    zh: '第二个文件：离线比较两个文件',
  },
  menuDiffHistory: {
    en: 'compare with this entry of the history instead of the live menu',
    zh: '与该历史记录比较，而不是线上菜单',
  },
  menuExitCode: { en: 'exit 2 when there are differences', zh: '有差异时退出码为 2' },
  menuDiffExamples: {
    en: 'Examples:\n  wxadmin menu diff menus/main.yaml\n  wxadmin menu diff menus/main.yaml --exit-code --format github\n  wxadmin menu diff old.yaml new.yaml --format unified',
    zh: '示例：\n  wxadmin menu diff menus/main.yaml\n  wxadmin menu diff menus/main.yaml --exit-code --format github\n  wxadmin menu diff old.yaml new.yaml --format unified',
  },
  menuForce: {
    en: 'push even where the live menu was changed by somebody else',
    zh: '即使线上菜单已被他人修改也推送',
  },
  menuPrune: {
    en: 'delete conditional menus that the file does not have (default)',
    zh: '删除文件中没有的个性化菜单（默认）',
  },
  menuNoPrune: {
    en: 'keep conditional menus that the file does not have, after those of the file',
    zh: '保留文件中没有的个性化菜单，排在文件中的之后',
  },
  menuPlan: {
    en: 'with a menu file: save the plan here and write nothing to WeChat; without: apply this plan exactly',
    zh: '给出菜单文件时：将计划保存到此文件，不写入微信；不给出时：严格按此计划执行',
  },
  menuExpect: {
    en: 'push only over this live menu: a menu file, or a hash that menu diff or push --json told',
    zh: '仅当线上菜单与此一致时推送：菜单文件，或 menu diff、push --json 给出的哈希',
  },
  menuHistory: { en: 'List the menus that were replaced', zh: '列出被替换过的菜单' },
  menuHistoryLimit: { en: 'how many to list (default: 20)', zh: '列出的条数（默认 20）' },
  menuHistoryShow: { en: 'Print an entry as a menu file', zh: '以菜单文件格式输出一条历史记录' },
  menuHistoryPushed: {
    en: 'the menu that this write left live, in place of the one that it replaced',
    zh: '该次操作发布的菜单，而不是被它替换的菜单',
  },
  menuHistoryId: {
    en: 'id of an entry, or its first or last characters; default: the newest',
    zh: '历史记录 ID，或其开头、结尾的若干字符；默认为最新一条',
  },
  menuHistoryPrune: { en: 'Delete old entries of this account', zh: '删除该账号较早的历史记录' },
  menuHistoryKeep: { en: 'how many of the newest to keep', zh: '保留最新的条数' },
  menuRollback: {
    en: 'Go back: to what the last push replaced, or where something else is live, to what was last pushed from here; with ID, to what that write replaced',
    zh: '回滚：恢复上一次发布所替换的菜单；线上为其他菜单时，恢复本机上次发布的菜单；给出 ID 时，恢复该次操作所替换的菜单',
  },
  menuPreview: { en: 'Draw the menu as the phone draws it', zh: '按手机上的样子预览菜单' },
  menuPreviewMenu: {
    en: 'which conditional menu, by its place in the file; default: the default menu',
    zh: '预览第几个个性化菜单（按文件中的顺序）；默认为默认菜单',
  },
  menuPreviewHtml: {
    en: 'write a page of it, self-contained; - for stdout',
    zh: '生成单文件网页，- 表示 stdout',
  },
  menuNew: { en: 'Make a menu file, step by step', zh: '引导式创建菜单文件' },
  menuNewFile: {
    en: 'file to write (default: menu.yaml); - for stdout',
    zh: '要写入的文件（默认 menu.yaml），- 表示 stdout',
  },
  media: { en: 'Permanent material', zh: '永久素材' },
  mediaUpload: {
    en: 'Upload a file as permanent material, once: the same content is not uploaded again',
    zh: '上传永久素材；内容相同的文件不会重复上传',
  },
  mediaFile: { en: 'image, voice, video or thumb', zh: '图片、语音、视频或缩略图文件' },
  mediaType: { en: 'kind of material (default: by the file name)', zh: '素材类型（默认按文件名判断）' },
  mediaTitle: { en: 'title of a video (default: the file name)', zh: '视频标题（默认为文件名）' },
  mediaIntroduction: { en: 'introduction of a video', zh: '视频简介' },
  mediaForce: { en: 'upload even what was uploaded before', zh: '即使已上传过也重新上传' },

  menuPull: { en: 'Write the live menu as a menu file', zh: '将线上菜单保存为菜单文件' },
  menuOutput: { en: 'file to write (default: stdout)', zh: '输出文件（默认 stdout）' },
  menuGet: { en: 'Show the live menu as WeChat returns it', zh: '显示微信返回的线上菜单原文' },
  menuDelete: { en: 'Delete the default menu and all conditional menus', zh: '删除默认菜单和全部个性化菜单' },
  menuMatch: { en: 'Show which menu a user sees', zh: '查看某个用户看到的菜单' },
  menuUser: { en: 'openid or WeChat id', zh: 'openid 或微信号' },
  menuSchema: { en: 'Print the JSON Schema of menu files', zh: '输出菜单文件的 JSON Schema' },

  serve: {
    en: "Run an endpoint that passes WeChat's verification and answers, or forwards, its pushes",
    zh: '运行本地接口：通过微信的服务器验证，并回复或转发微信的推送',
  },
  servePath: { en: 'path of the endpoint', zh: '接口路径' },
  serveReply: {
    en: 'answer by the rules of this YAML file, - for stdin; default: an echo',
    zh: '按此 YAML 文件中的规则回复，- 表示 stdin；默认原样回显',
  },
  serveCheck: { en: 'only check the file of --reply', zh: '仅检查 --reply 指定的规则文件' },
  serveSchema: { en: 'print the JSON Schema of rules files', zh: '输出规则文件的 JSON Schema' },
  serveForward: {
    en: 'pass each push on to this address as WeChat would, and return its answer',
    zh: '将每次推送按微信的方式转发到该地址，并返回其回复',
  },
  serveRecord: {
    en: 'keep each push and its answer as a file in this directory (wxadmin resend sends it again)',
    zh: '将每次推送及其回复保存为该目录中的文件（可用 wxadmin resend 重发）',
  },
  serveVerifyFile: {
    en: 'also serve this MP_verify_….txt at the root',
    zh: '同时在根路径提供该 MP_verify_….txt 文件',
  },
  servePublicUrl: {
    en: 'address under which WeChat reaches this endpoint, for the fields of the console',
    zh: '微信访问本接口的公网地址，用于显示后台需填写的内容',
  },
  serveTunnel: {
    en: 'run this tunnel client ({port} is filled in) and read its public address',
    zh: '运行该内网穿透命令（{port} 会被替换），并读取其公网地址',
  },
  serveOnce: { en: 'end after the first push has been answered', zh: '回复第一次推送后退出' },
  serveExamples: {
    en: "Examples:\n  wxadmin serve\n  wxadmin serve --reply rules.yaml --record pushes\n  wxadmin serve --forward-to http://127.0.0.1:8080/wechat\n  wxadmin serve --tunnel 'cloudflared tunnel --url http://127.0.0.1:{port}'",
    zh: "示例：\n  wxadmin serve\n  wxadmin serve --reply rules.yaml --record pushes\n  wxadmin serve --forward-to http://127.0.0.1:8080/wechat\n  wxadmin serve --tunnel 'cloudflared tunnel --url http://127.0.0.1:{port}'",
  },
  verify: {
    en: 'Call an endpoint as WeChat does when you press Submit, and say what is wrong with it',
    zh: '像在后台点击“提交”时的微信那样访问接口，并指出问题所在',
  },
  verifyUrl: {
    en: "address of the endpoint; default: the account's callback-url, else wxadmin serve on this machine",
    zh: '接口地址；默认为账号的 callback-url，未设置时为本机的 wxadmin serve',
  },
  verifyAs: {
    en: 'call as an account does, or as test accounts are reported to',
    zh: '按正式账号，或按已知的测试号行为访问',
  },
  verifyExamples: {
    en: 'Examples:\n  wxadmin verify https://example.com/wechat\n  wxadmin verify http://127.0.0.1:3000/ --mode safe',
    zh: '示例：\n  wxadmin verify https://example.com/wechat\n  wxadmin verify http://127.0.0.1:3000/ --mode safe',
  },
  verifyExits: {
    en: 'Exit code: 0 when all is well, 5 when the endpoint answers wrongly, 6 when it cannot be reached, 65 when the address is none',
    zh: '退出码：一切正常为 0，接口应答有误为 5，无法访问为 6，地址无效为 65',
  },
  trigger: {
    en: "Send a message or event to an endpoint as WeChat's server does",
    zh: '像微信服务器那样向接口推送消息或事件',
  },
  triggerType: {
    en: 'type: text, image, subscribe, CLICK … (--list)',
    zh: '类型：text、image、subscribe、CLICK 等（见 --list）',
  },
  triggerTo: {
    en: 'address of the endpoint; default: wxadmin serve on this machine, http://127.0.0.1:3000/',
    zh: '接口地址；默认为本机的 wxadmin serve，即 http://127.0.0.1:3000/',
  },
  triggerSet: {
    en: 'set a field: Content=hello, ScanCodeInfo.ScanResult=1; an empty value empties it',
    zh: '设置字段：Content=你好、ScanCodeInfo.ScanResult=1；空值表示清空',
  },
  triggerEdit: { en: 'edit the push in $EDITOR before it is sent', zh: '发送前用 $EDITOR 编辑推送内容' },
  triggerRaw: { en: 'send this XML as it is; - for stdin', zh: '原样发送该 XML 文件，- 表示 stdin' },
  triggerList: { en: 'list the types', zh: '列出全部类型' },
  triggerRetry: {
    en: 'as WeChat does: up to three tries where there is no answer in 5 s or no status 200; what is answered is sent once more, and the answers compared',
    zh: '模拟微信的重试：5 秒内无应答或状态码不是 200 时，最多推送三次；已应答时再推送一次，并比较两次应答',
  },
  triggerRepeat: {
    en: 'send this many different ones, and count and time the answers',
    zh: '发送指定数量的不同推送，并统计应答数量和耗时',
  },
  triggerConcurrency: { en: 'how many at the same time (default: 10)', zh: '并发数（默认 10）' },
  triggerExamples: {
    en: 'Examples:\n  wxadmin trigger text --set Content=hello\n  wxadmin trigger CLICK --set EventKey=GOOD --to https://example.com/wechat\n  wxadmin trigger subscribe --mode safe --retry\n  wxadmin trigger text --repeat 1000 --concurrency 20',
    zh: '示例：\n  wxadmin trigger text --set Content=你好\n  wxadmin trigger CLICK --set EventKey=GOOD --to https://example.com/wechat\n  wxadmin trigger subscribe --mode safe --retry\n  wxadmin trigger text --repeat 1000 --concurrency 20',
  },
  resend: {
    en: 'Send a push that serve --record kept once more, freshly signed',
    zh: '重新签名并发送 serve --record 保存的推送',
  },
  resendFresh: {
    en: 'with a new MsgId and the time of now: an endpoint that remembers the push works on it again',
    zh: '使用新的 MsgId 和当前时间：已排重的接口会将其视为新推送',
  },
  resendFile: {
    en: 'recorded push, or an XML document; - for stdin',
    zh: '保存的推送文件，或 XML 文件，- 表示 stdin',
  },

  drawQr: { en: 'draw it as a QR code as well', zh: '同时显示二维码' },
  openPage: { en: 'open it in the browser', zh: '在浏览器中打开' },
  oauth: { en: 'Web authorization of users (OAuth)', zh: '网页授权（OAuth）' },
  oauthExamples: {
    en: 'Examples:\n  wxadmin oauth url https://example.com/me\n  wxadmin oauth login --open\n  wxadmin -a sandbox oauth login --open',
    zh: '示例：\n  wxadmin oauth url https://example.com/me\n  wxadmin oauth login --open\n  wxadmin -a sandbox oauth login --open',
  },
  oauthUrl: {
    en: "Print the address that takes a user through WeChat's authorization to your page",
    zh: '输出网页授权链接：用户打开后经微信授权跳转到您的页面',
  },
  oauthRedirect: { en: 'address of your page, not encoded', zh: '授权后跳转的页面地址（无需编码）' },
  oauthScope: {
    en: 'snsapi_base: openid, silently; snsapi_userinfo: name and picture, asks',
    zh: 'snsapi_base：静默获取 openid；snsapi_userinfo：需用户同意，可获取昵称头像',
  },
  oauthState: {
    en: 'text that comes back unchanged, a–z A–Z 0–9, 128 at most; auto: a random one, remembered for oauth exchange',
    zh: '原样带回的参数，仅限字母和数字，最多 128 字节；auto 表示随机生成并记住，供 oauth exchange 校验',
  },
  oauthForcePopup: { en: 'ask even a user who agreed before', zh: '强制弹出授权页' },
  oauthForceSnapshot: { en: 'open the page as a snapshot', zh: '强制以快照页打开' },
  oauthLogin: {
    en: 'Wait for the redirect on this machine, check the state, exchange the code, show the user',
    zh: '在本机等待授权跳转，校验 state，换取令牌并显示用户',
  },
  oauthPublicUrl: {
    en: 'address under which phones reach this machine; its domain must be registered',
    zh: '手机可访问本机的公网地址，其域名须已登记为网页授权域名',
  },
  oauthExchange: {
    en: 'Exchange a code for a web token, which is kept for its openid',
    zh: '用 code 换取网页授权令牌，并按 openid 保存',
  },
  oauthCode: {
    en: 'code, or the whole address that WeChat redirected to',
    zh: 'code，或微信跳转到的完整地址',
  },
  oauthGotState: {
    en: 'state that came back: must be one that oauth url --state auto made',
    zh: '返回的 state，须为 oauth url --state auto 生成的值',
  },
  oauthRefresh: { en: 'Refresh a kept web token now', zh: '立即刷新已保存的网页授权令牌' },
  oauthUserinfo: { en: 'Show the user of a web token', zh: '获取网页授权用户的资料' },
  oauthCheck: { en: 'Check whether a web token still works', zh: '检查网页授权令牌是否有效' },
  oauthOpenid: {
    en: 'openid; default: the user of the latest exchange',
    zh: 'openid；默认为最近一次授权的用户',
  },
  oauthTokenStdin: {
    en: 'read the token from stdin in place of the kept one (refresh: the refresh token)',
    zh: '从 stdin 读取令牌（refresh 时为 refresh_token），不使用已保存的令牌',
  },
  oauthLocale: { en: 'language of the user data (default: zh_CN)', zh: '用户资料的语言（默认 zh_CN）' },
  jssdk: { en: 'Signing of pages for the JS-SDK', zh: 'JS-SDK 页面签名' },
  jssdkExamples: {
    en: 'Examples:\n  wxadmin jssdk sign https://example.com/page?a=1\n  wxadmin -a sandbox jssdk demo --open',
    zh: '示例：\n  wxadmin jssdk sign https://example.com/page?a=1\n  wxadmin -a sandbox jssdk demo --open',
  },
  jssdkSign: { en: 'Print the values for wx.config of a page', zh: '输出页面 wx.config 所需的签名参数' },
  jssdkUrl: { en: 'address of the page as the browser shows it', zh: '页面地址，与浏览器地址栏一致' },
  jssdkTicket: { en: 'Print a valid ticket, cached', zh: '输出可用的 ticket（有缓存）' },
  jssdkTicketType: { en: 'kind of ticket', zh: 'ticket 类型' },
  jssdkTicketClear: {
    en: 'forget the cached ticket in place of printing one',
    zh: '清除缓存的 ticket，不输出',
  },
  jssdkDemo: {
    en: 'Serve a page that shares text, picture, music, video and link through the JS-SDK',
    zh: '运行演示页面：通过 JS-SDK 分享文字、图片、音乐、视频和链接',
  },
  jssdkPublicUrl: {
    en: 'address under which phones reach the page; its domain must be registered as a JS-SDK domain',
    zh: '手机可访问该页面的公网地址，其域名须已登记为 JS 接口安全域名',
  },
  qrcode: { en: 'QR codes with a scene', zh: '带参数二维码' },
  qrcodeExamples: {
    en: 'Examples:\n  wxadmin qrcode create shop-12 --expire 86400\n  wxadmin qrcode create 123 --permanent -o shop.png',
    zh: '示例：\n  wxadmin qrcode create shop-12 --expire 86400\n  wxadmin qrcode create 123 --permanent -o shop.png',
  },
  qrcodeCreate: { en: 'Make a QR code and draw it', zh: '生成二维码并显示' },
  qrcodeScene: {
    en: 'scene: a number, or a text of 1 to 64 characters',
    zh: '场景值：数字，或 1 至 64 个字符的文本',
  },
  qrcodePermanent: { en: 'valid for ever (100,000 in all)', zh: '永久有效（总数上限 100,000）' },
  qrcodeExpire: {
    en: 'seconds that a temporary one is valid, 2,592,000 at most (default: 60)',
    zh: '临时二维码的有效秒数，最大 2592000（默认 60）',
  },
  qrcodeAs: {
    en: 'take the scene for a number or a text (default: a number where it is one in range)',
    zh: '将场景值视为数字或文本（默认：范围内的数字视为数字）',
  },
  qrcodeOutput: { en: 'save it here: .png or .svg', zh: '保存为文件：.png 或 .svg' },
  qrcodeUrl: { en: 'Print the address of the picture of a ticket', zh: '输出 ticket 对应的二维码图片地址' },
  qrcodeTicket: { en: 'ticket of qrcode create', zh: 'qrcode create 返回的 ticket' },

  init: { en: 'Set up an account, step by step', zh: '引导式配置账号' },
  initNoCheck: { en: 'do not try the credentials', zh: '不在线验证凭据' },
  initTest: { en: "the AppID is a test account's (测试号)", zh: 'AppID 属于测试号' },
  initOutput: {
    en: 'menu file to write: the live menu (default: menus/main.yaml), or one to start from (default: menu.yaml)',
    zh: '要写入的菜单文件：线上菜单（默认 menus/main.yaml），没有则为示例菜单（默认 menu.yaml）',
  },
  initReplies: {
    en: "rules file to write the console's automatic replies to, for serve --reply (default: replies.yaml)",
    zh: '公众平台的自动回复写入的规则文件，供 serve --reply 使用（默认 replies.yaml）',
  },
  accountNoun: { en: 'The accounts in the store', zh: '管理本地保存的账号' },
  accountExamples: {
    en: 'Examples:\n  wxadmin account add prod --appid wx0123456789abcdef\n  pass wechat/prod | wxadmin account add prod --appid wx0123456789abcdef --secret-stdin\n  pass wechat/hub-key | wxadmin account add prod --appid wx0123456789abcdef --token-source hub:https://hub.example --secret-stdin',
    zh: '示例：\n  wxadmin account add prod --appid wx0123456789abcdef\n  pass wechat/prod | wxadmin account add prod --appid wx0123456789abcdef --secret-stdin\n  pass wechat/hub-key | wxadmin account add prod --appid wx0123456789abcdef --token-source hub:https://hub.example --secret-stdin',
  },
  accountName: { en: 'name of the account: letters, digits, - and _', zh: '账号名称：字母、数字、- 和 _' },
  accountNewName: { en: 'new name', zh: '新名称' },
  accountAdd: { en: 'Add an account', zh: '添加账号' },
  accountAddUse: { en: 'make it the default', zh: '设为默认账号' },
  accountList: { en: 'List the accounts', zh: '列出账号' },
  accountShow: { en: 'Show an account, secrets masked', zh: '显示账号（密钥已脱敏）' },
  accountReveal: {
    en: 'show the Token and EncodingAESKey of the server configuration (never the AppSecret)',
    zh: '显示服务器配置的 Token 和 EncodingAESKey（不含 AppSecret）',
  },
  accountUse: { en: 'Make an account the default', zh: '设为默认账号' },
  accountSet: { en: 'Change settings of an account', zh: '修改账号设置' },
  accountSetPairs: {
    en: 'settings: appid, token-source, api-base, proxy, mode, token, callback-url; an empty value removes',
    zh: '设置项：appid、token-source、api-base、proxy、mode、token、callback-url；空值表示移除',
  },
  accountRename: { en: 'Rename an account', zh: '重命名账号' },
  accountRemove: { en: 'Remove an account and its cached tokens', zh: '移除账号及其缓存的 token' },
  accountPath: { en: 'Print the directory of the store', zh: '输出本地存储目录' },
  accountProxy: { en: 'proxy for this account; "direct" for none', zh: '该账号使用的代理；direct 表示直连' },
  appid: { en: 'AppID: wx and 16 hex digits', zh: 'AppID：wx 加 16 位十六进制字符' },
  secretStdin: { en: 'read the AppSecret from stdin', zh: '从 stdin 读取 AppSecret' },
  secretOrKeyStdin: {
    en: 'read the AppSecret from stdin; with a hub its key',
    zh: '从 stdin 读取 AppSecret；使用中控服务时为其密钥',
  },
  secretFile: {
    en: 'read the AppSecret, or the key for a hub, from a file; - for stdin',
    zh: '从文件读取 AppSecret 或中控密钥，- 表示 stdin',
  },
  aesKeyStdin: { en: 'read the EncodingAESKey from stdin', zh: '从 stdin 读取 EncodingAESKey' },
  tokenSource: {
    en: 'stable, classic, command:PROGRAM or hub:https://HUB (wxadmin token serve)',
    zh: 'stable、classic、command:程序、hub:https://HUB（wxadmin token serve）',
  },
  apiBase: { en: 'base address of the API', zh: 'API 基础地址' },
  mode: { en: 'message mode of the server configuration', zh: '服务器配置的消息加解密方式' },
  callbackToken: { en: 'Token of the server configuration', zh: '服务器配置中的 Token' },
  whoami: {
    en: 'Show the active account and where each setting comes from',
    zh: '显示当前账号及每个设置的来源',
  },
  whoamiCheck: { en: 'try the credentials with WeChat', zh: '在线验证凭据' },

  sandbox: { en: 'Run a server that behaves like WeChat', zh: '运行行为与微信一致的本地服务器' },
  sandboxExamples: {
    en: 'Examples:\n  wxadmin sandbox --port 0 --ready-file ready.json\n  wxadmin sandbox exec -- npm test\n  wxadmin -a sandbox menu get',
    zh: '示例：\n  wxadmin sandbox --port 0 --ready-file ready.json\n  wxadmin sandbox exec -- npm test\n  wxadmin -a sandbox menu get',
  },
  sandboxPlays: {
    en: 'Endpoints that it plays (another one of WeChat is answered in words, with HTTP 501):',
    zh: '支持的接口（微信的其他接口会以 HTTP 501 和文字说明响应）：',
  },
  sandboxFault: {
    en: 'fault to inject, PATH=FAULT (see wxadmin help faults)',
    zh: '注入故障，格式 PATH=FAULT（见 wxadmin help faults）',
  },
  sandboxPersist: {
    en: "use the built-in account's kept state in place of a fresh one",
    zh: '使用内置账号已保存的状态，而不是全新状态',
  },
  sandboxExec: {
    en: 'Start a fresh sandbox, run a command against it, pass its exit code on',
    zh: '启动全新沙箱，在其中运行命令，并传递其退出码',
  },
  sandboxExecCodes: {
    en: "Exit code: the command's own; 127 when there is no such command, 126 when it cannot be run, 128 + n when signal n ended it",
    zh: '退出码：命令自身的退出码；找不到命令为 127，命令无法执行为 126，被信号 n 终止为 128 + n',
  },
  sandboxExecCommand: {
    en: 'command and its arguments; -- may stand before it',
    zh: '要运行的命令及参数，前面可加 --',
  },
  sandboxShow: {
    en: 'Show what the built-in sandbox holds and which calls it has answered',
    zh: '显示内置沙箱的状态和已响应的调用',
  },
  sandboxReset: { en: 'Reset the built-in sandbox', zh: '重置内置沙箱' },
  port: { en: 'port; 0 picks a free one', zh: '端口；0 表示自动选择' },
  host: { en: 'address to listen on', zh: '监听地址' },
  readyFile: {
    en: 'write url, port, pid and env to this file once ready',
    zh: '就绪后将 url、port、pid 和 env 写入该文件',
  },

  api: {
    en: 'Call any endpoint: the token is added, errors are explained',
    zh: '调用任意接口：自动附加 token，并解释错误',
  },
  apiExamples: {
    en: 'Examples:\n  wxadmin api GET /cgi-bin/menu/get\n  wxadmin api POST /cgi-bin/tags/create --input tag.json\n  wxadmin api POST /cgi-bin/menu/trymatch -f user_id=oABC\n  wxadmin api POST /cgi-bin/clear_quota/v2    (AppID and AppSecret are put in: it needs no token)',
    zh: '示例：\n  wxadmin api GET /cgi-bin/menu/get\n  wxadmin api POST /cgi-bin/tags/create --input tag.json\n  wxadmin api POST /cgi-bin/menu/trymatch -f user_id=oABC\n  wxadmin api POST /cgi-bin/clear_quota/v2    （自动填入 AppID 和 AppSecret，无需 token）',
  },
  apiMethod: { en: 'GET or POST', zh: 'GET 或 POST' },
  apiPath: { en: 'path, with query where needed', zh: '接口路径，可带查询参数' },
  apiRawField: {
    en: 'text field: of the query for GET and with --input, else of the JSON body (a.b=… nests, a[]=… lists)',
    zh: '文本字段：GET 或使用 --input 时放入查询参数，否则放入 JSON（a.b=… 表示嵌套，a[]=… 表示列表）',
  },
  apiField: {
    en: 'typed field: true, false, null, numbers, @file or @- (stdin) for contents',
    zh: '带类型的字段：true、false、null、数字；@文件名或 @-（stdin）表示其内容',
  },
  apiInput: {
    en: 'body from a file, byte for byte; - for stdin',
    zh: '从文件读取请求体并原样发送，- 表示 stdin',
  },
  apiInclude: { en: 'print status and headers as well', zh: '同时输出状态码和响应头' },
  apiNoToken: { en: 'add no access_token', zh: '不附加 access_token' },
  explain: {
    en: 'Explain error codes and messages: meaning, cause, what to do',
    zh: '解释错误码和报错文字：含义、原因和处理办法',
  },
  explainCode: {
    en: 'codes, or a text: an answer, a log line, what WeChat, its pages or the console show; without any, stdin is read',
    zh: '错误码或一段文字：响应、日志、微信客户端、授权页、JS-SDK 或控制台的提示；不填则读取 stdin',
  },
  explainExits: {
    en: 'Exit code: 1 when a code is in no list of WeChat; it is named all the same',
    zh: '退出码：有错误码不在微信公开的列表中时为 1，其余照常解释',
  },
  explainExamples: {
    en: 'Examples:\n  wxadmin explain 40164 48001\n  wxadmin explain "config:invalid signature"\n  wxadmin explain redirect_uri 参数错误\n  curl … | wxadmin explain',
    zh: '示例：\n  wxadmin explain 40164 48001\n  wxadmin explain "config:invalid signature"\n  wxadmin explain redirect_uri 参数错误\n  curl … | wxadmin explain',
  },
  helpCommand: { en: 'Show help for a command or a topic', zh: '显示命令或主题的帮助' },
  helpTopic: {
    en: 'a command, or: environment, exit-codes, formatting, faults',
    zh: '命令名，或：environment、exit-codes、formatting、faults',
  },
})
