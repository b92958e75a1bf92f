import { FileState } from '../../sandbox/store'
import { type AccountSummary, type Summary, summarise } from '../../sandbox/summary'
import { enumerated } from '../../terminal/language'
import { frame } from '../../terminal/messages/frame'
import { sandboxMessages as say } from '../../terminal/messages/sandbox'
import { table } from '../../terminal/table'
import type { Terminal } from '../../terminal/terminal'
import type { CommandContext } from '../command'

/**
 * `wxadmin sandbox show`: what the built-in account holds and which calls it has answered, without starting it.
 * `--json`: the Summary of sandbox/summary.ts.
 * @throws WxError STORE_*
 */
export async function showSandbox(cx: CommandContext): Promise<undefined> {
  const store = await cx.services.store()
  const summary = summarise(await new FileState(store.sandboxFile).read(), cx.now())
  cx.terminal.result(summary, () => draw(summary, cx.terminal))
  return undefined
}

function draw(summary: Summary, terminal: Terminal): string {
  const calls = Object.entries(summary.calls).sort(([a], [b]) => (a < b ? -1 : 1))
  const title = (text: string) => terminal.out.bold(text)
  return [
    ...summary.accounts.map((account) => drawAccount(account, terminal)),
    ...(summary.clockAheadSeconds > 0
      ? [
          `${title(terminal.t(say.clockAhead))}  ${terminal.t(say.seconds, { count: summary.clockAheadSeconds })}`,
        ]
      : []),
    ...(summary.faults.length > 0 ? [section(title(terminal.t(say.faults)), summary.faults.join('\n'))] : []),
    calls.length === 0
      ? `${title(terminal.t(say.calls))}  ${terminal.t(say.noCalls)}`
      : section(title(terminal.t(say.calls)), table(calls.map(([path, count]) => [path, String(count)]))),
  ].join('\n\n')
}

function drawAccount(account: AccountSummary, terminal: Terminal): string {
  const t = terminal.t.bind(terminal)
  const traits = [
    t(account.verified ? say.verified : say.unverified),
    ...(account.test ? [t(say.testAccount)] : []),
    ...(account.frozen ? [t(say.secretFrozen)] : []),
    ...(account.punished ? [t(say.punished)] : []),
    ...(account.banned ? [t(say.banned)] : []),
  ]
  const menu = account.menu
    ? t(say.menuButtons, { count: account.menu.buttons, menuid: account.menu.menuid })
    : t(account.consoleMenu ? say.consoleMenu : say.noMenu)
  const facts = table([
    [t(say.account), t(frame.aside, { text: account.appid, aside: enumerated(traits, terminal.language) })],
    [t(say.menu), menu],
    [t(say.conditional), String(account.conditionalMenus)],
    [
      t(say.autoReplies),
      t(say.replyCounts, {
        follow: Number(account.autoReplies.follow),
        rules: account.autoReplies.keywordRules,
        message: Number(account.autoReplies.message),
      }),
    ],
    [t(say.allowlist), account.allowlist?.join(' ') ?? t(say.anyAddress)],
    [t(say.tokens), t(say.tokenCounts, account.tokens)],
    [t(say.webDomains), domainsOf(account, terminal)],
    [t(say.callback), callbackOf(account, terminal)],
    [t(say.qrcodes), String(account.qrcodes)],
  ])
  const names = new Map(account.tags.map(({ id, name }) => [id, name]))
  const users = account.users.map(({ openid, wechatId, platform, tags, follows }) => [
    openid,
    wechatId,
    platform === 'other' ? t(say.otherPlatform) : platform,
    follows
      ? enumerated(
          tags.map((id) => names.get(id) ?? String(id)),
          terminal.language,
        )
      : t(say.notFollowing),
  ])
  const more = account.userCount - account.users.length
  return [
    facts,
    section(
      terminal.out.bold(t(say.tags)),
      table(account.tags.map(({ id, name, count }) => [String(id), name, String(count)])),
    ),
    section(
      terminal.out.bold(t(say.users)),
      [table(users), ...(more > 0 ? [t(say.moreUsers, { count: more })] : [])].join('\n'),
    ),
  ].join('\n\n')
}

const modes = { plain: say.plainMode, compat: say.compatMode, safe: say.safeMode } as const

function domainsOf({ webDomains }: AccountSummary, terminal: Terminal): string {
  if (webDomains === null) return terminal.t(say.anyDomain)
  return webDomains.length === 0 ? terminal.t(say.noDomain) : webDomains.join(' ')
}

function callbackOf({ callback }: AccountSummary, terminal: Terminal): string {
  if (!callback) return terminal.t(say.noCallback)
  const aside = terminal.t(say.callbackMode, { mode: terminal.t(modes[callback.mode]) })
  return terminal.t(frame.aside, { text: callback.url, aside })
}

function section(title: string, body: string): string {
  return `${title}\n${body.replace(/^/gm, '  ')}`
}
