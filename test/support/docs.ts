import { type ErrorCode, errorCodes, exitCodes, kindOf } from '../../src/errors'
import { helpText } from '../../src/program/help-text'
import { explanationOf, ownExplanation } from '../../src/terminal/explanation'
import type { Language, Message } from '../../src/terminal/language'
import { lookUpErrcode } from '../../src/wechat/errcodes/errcodes'
import { consoleMessages } from '../../src/wechat/errcodes/remedies/callback'
import { remedyAreas } from '../../src/wechat/errcodes/remedies/remedies'
import { commandTree } from './tree'

/** The words of docs/ that no command speaks. */
const words = {
  en: {
    made: '<!-- Made from the program by `npm run docs`; do not edit. -->',
    commands: 'Commands',
    commandsIntro: 'What `wxadmin help COMMAND` prints, for every command. [中文](commands.zh-CN.md)',
    topics: 'There is also `wxadmin help environment`, `exit-codes`, `formatting` and `faults`.',
    errors: 'Errors',
    errorsIntro:
      'An error has four lines at most: what failed, why, what to try, and where to read more; with `--json` it is one JSON document on stderr (`wxadmin help formatting`). `wxadmin explain CODE` shows what stands here, and takes a pasted answer or a log on stdin. [中文](errors.zh-CN.md)',
    own: 'Errors of wxadmin',
    wechat: 'errcodes of WeChat',
    wechatIntro:
      'Those that menus, tokens, web authorization, callbacks, media, users and messages meet; `wxadmin explain` knows all 578. Codes of the credentials (such as 40013, 40125 and 40164) exit with {auth}, all others with {wechat}.',
    code: 'Code',
    exit: 'Exit',
    what: 'What failed',
    fix: 'What to do',
    cause: 'Cause',
    at: 'at',
  },
  zh: {
    made: '<!-- 由 `npm run docs` 根据程序生成，请勿手工修改。 -->',
    commands: '命令',
    commandsIntro: '各命令的 `wxadmin help 命令` 输出。[English](commands.md)',
    topics: '另有 `wxadmin help environment`、`exit-codes`、`formatting` 和 `faults`。',
    errors: '错误',
    errorsIntro:
      '错误最多四行：发生了什么、原因、可以尝试的办法、更多信息的位置；加上 `--json` 则是 stderr 上的一个 JSON 文档（`wxadmin help formatting`）。`wxadmin explain 错误码` 可显示这里的内容，也可从 stdin 读取响应或日志。[English](errors.md)',
    own: 'wxadmin 自身的错误',
    wechat: '微信的 errcode',
    wechatIntro:
      '菜单、token、网页授权、回调、素材、用户和消息接口会遇到的错误码；`wxadmin explain` 收录全部 578 个。凭据类错误码（如 40013、40125、40164）的退出码为 {auth}，其余为 {wechat}。',
    code: '错误码',
    exit: '退出码',
    what: '发生了什么',
    fix: '处理',
    cause: '原因',
    at: '在',
  },
} as const

const areaTitles: Record<keyof typeof remedyAreas, Message> = {
  token: { en: 'Access token', zh: 'access_token' },
  account: { en: 'What the account may do', zh: '账号权限' },
  menu: { en: 'Menus', zh: '自定义菜单' },
  conditional: { en: 'Conditional menus', zh: '个性化菜单' },
  oauth: { en: 'Web authorization', zh: '网页授权' },
  callback: { en: 'The callback', zh: '服务器回调' },
  media: { en: 'Media, material, drafts', zh: '素材与草稿' },
  user: { en: 'Users and tags', zh: '用户与标签' },
  message: { en: 'Messages', zh: '消息' },
  qrcode: { en: 'QR codes and short keys', zh: '二维码与短 key' },
  quota: { en: 'Limits', zh: '调用额度' },
  request: { en: 'The form of a call', zh: '请求格式' },
}

/** docs/commands.md: the help of every command. */
export function commandsPage(language: Language): string {
  const say = words[language]
  const sections = commandTree(language).map(
    ({ path, command, terminal }) =>
      `## ${path}\n\n\`\`\`text\n${helpText(command, terminal, 80).trimEnd()}\n\`\`\``,
  )
  return `${[say.made, `# ${say.commands}`, say.commandsIntro, say.topics, ...sections].join('\n\n')}\n`
}

/** docs/errors.md: our own errors, and the errcodes that have a remedy. */
export function errorsPage(language: Language): string {
  const say = words[language]
  const intro = say.wechatIntro
    .replace('{auth}', String(exitCodes.auth))
    .replace('{wechat}', String(exitCodes.wechat))
  const parts = [
    say.made,
    `# ${say.errors}`,
    say.errorsIntro,
    `## ${say.own}`,
    ownTable(language),
    `## ${say.wechat}`,
    intro,
    ...Object.entries(remedyAreas).flatMap(([name, area]) => [
      `### ${areaTitles[name as keyof typeof remedyAreas][language]}`,
      wechatTable(Object.keys(area).map(Number), language),
    ]),
  ]
  return `${parts.join('\n\n')}\n`
}

function ownTable(language: Language): string {
  const say = words[language]
  const byExit = (a: ErrorCode, b: ErrorCode) => exitCodes[kindOf(a)] - exitCodes[kindOf(b)]
  const rows = [...errorCodes].sort(byExit).map((code) => {
    const { meaning, cause, fix, exitCode } = ownExplanation(code, language)
    return [`\`${code}\``, String(exitCode), [meaning, cause].filter(Boolean).join('<br>'), fix ?? '']
  })
  return table([say.code, say.exit, say.what, say.fix], rows)
}

function wechatTable(codes: readonly number[], language: Language): string {
  const say = words[language]
  const rows = [...codes]
    .sort((a, b) => a - b)
    .map((code) => {
      const entry = explanationOf(code, {}, language)
      const { errmsg } = lookUpErrcode(code) ?? consoleMessages[code] ?? {}
      const at = (paths: readonly string[]) => `${say.at} ${paths.map((path) => `\`${path}\``).join(', ')}: `
      const causes = [entry.cause ?? '', ...(entry.at ?? []).map((it) => at(it.paths) + (it.cause ?? ''))]
      const fixes = [entry.fix ?? '', ...(entry.at ?? []).map((it) => at(it.paths) + (it.fix ?? ''))]
      const name = entry.docs ? `[${code}](${entry.docs})` : String(code)
      return [
        name,
        errmsg ? `${errmsg}<br>${entry.meaning}` : entry.meaning,
        causes.join('<br>'),
        fixes.join('<br>'),
      ]
    })
  return table([say.code, 'errmsg', say.cause, say.fix], rows)
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replace(/\|/g, '\\|').replace(/<(?!br>)/g, '&lt;')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
