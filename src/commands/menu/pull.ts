import { warningsOf, withIgnored } from '../../document/ignore'
import { WxError } from '../../errors'
import { withoutUnknown } from '../../menu/normalise'
import { viewLive } from '../../menu/push/live'
import { readMenu } from '../../menu/rules/read'
import { modeline, schemaAddress } from '../../menu/rules/schema-address'
import type { LiveMenu } from '../../menu/types'
import { menuDocument, menuJson, menuYaml } from '../../menu/write'
import { menuMessages } from '../../terminal/messages/menu'
import { pullMessages } from '../../terminal/messages/menu-pull'
import { menuErrcodes } from '../../wechat/menu/rules'
import type { CommandContext } from '../command'
import { readMenuFile, rememberVariables, STDIN, type VariableOptions, variablesOf } from './menu-file'
import type { Written } from './pull-file'
import { appidOf, menuAccountOf } from './target'

interface PullOptions extends VariableOptions {
  readonly output?: string
  readonly force?: boolean
}

/**
 * `menu pull [-o FILE]`: the live menu as a menu file, which `menu push` finds up to date. One made in the web console is
 * read too, and an unverified account's (docs/platform.md 2.5). No menu at all is the error NO_MENU, exit 5: no empty file is
 * written. A FILE that is a menu file keeps what can stay in it (pull-file.ts); it is changed after a question or with
 * `--force`, and from then on the next push from this machine knows that menu.
 *
 * `--json`: `{ file?, status: 'printed'|'written'|'updated'|'unchanged', totals?, live: 'api'|'console', off?: true,
 * menu: { button, conditionalmenu? } }`. `totals` of what was updated: `{ added, removed, changed, moved, kept }`.
 */
export async function pullMenu(cx: CommandContext, _args: [], options: PullOptions): Promise<undefined> {
  const { terminal } = cx
  rememberVariables(cx, options)
  const client = await cx.services.client()
  const read = async () => {
    const live = pullable(await viewLive(client))
    if (live.source !== 'none') return live
    throw new WxError('NO_MENU', { appid: await appidOf(cx) }, { data: { errcode: menuErrcodes.noMenu } })
  }
  const file = options.output === STDIN ? undefined : options.output
  const fresh = (live: LiveMenu) => freshText(cx, live, file)
  let live = await read()
  let written: Written = { status: 'printed' }
  if (file !== undefined) {
    const { writePulled } = await import('./pull-file')
    const pulled = await writePulled(cx, live, { ...options, file, fresh, read, force: options.force })
    live = pulled.live
    written = pulled.written
    const { rememberSeen } = await import('../../menu/push/memory')
    await rememberSeen(await menuAccountOf(cx), live)
  }
  const text = fresh(live)
  await tellPushable(cx, live, text, file, options)
  const said = file === undefined ? text : await sentence(cx, written, file)
  const document = {
    file,
    ...written,
    live: live.source,
    ...(live.isOff && { off: true }),
    menu: menuDocument(live.menu),
  }
  terminal.result(document, () => said)
  return undefined
}

/** A field that is not known here is not sent from a file, and has no place in one; what the console made is shown whole. */
function pullable(live: LiveMenu): LiveMenu {
  return live.source === 'api' ? { ...live, menu: withoutUnknown(live.menu) } : live
}

/** A new menu file; JSON where it is called so. */
export function freshText(
  { terminal }: CommandContext,
  { menu, source }: LiveMenu,
  file: string | undefined,
): string {
  if (file?.toLowerCase().endsWith('.json')) return menuJson(menu, schemaAddress)
  const comment = source === 'console' ? terminal.t(pullMessages.consoleComment) : undefined
  return marked(`${modeline}\n${menuYaml(menu, comment)}`)
}

/** What is live already is meant: a push with `--strict` takes what was pulled. */
function marked(text: string): string {
  const { findings } = readMenu(Buffer.from(text), STDIN, { env: {}, secret: [] })
  return withIgnored(text, warningsOf(findings))
}

async function sentence(
  { terminal }: CommandContext,
  { status, totals }: Written,
  file: string,
): Promise<string> {
  if (!totals) return terminal.t(status === 'written' ? pullMessages.wrote : pullMessages.unchanged, { file })
  const { totalsText } = await import('../../terminal/plan')
  return terminal.t(pullMessages.updated, { file, changes: totalsText(totals, terminal.language) })
}

/** Whether what was pulled could be pushed again. */
export async function tellPushable(
  cx: CommandContext,
  live: LiveMenu,
  text: string,
  file: string | undefined,
  options: VariableOptions,
): Promise<void> {
  const { terminal } = cx
  if (live.isOff) terminal.warn(menuMessages.menuOff)
  if (live.source === 'console') {
    terminal.warn(pullMessages.console)
    return
  }
  const { findings } =
    file === undefined
      ? readMenu(Buffer.from(text), STDIN, variablesOf(cx))
      : await readMenuFile(cx, file, options)
  const count = findings.filter(({ severity }) => severity === 'error').length
  if (count > 0) terminal.warn(pullMessages.faults, { count, file: file ?? STDIN })
}
