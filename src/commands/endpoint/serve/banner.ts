import { serveMessages as say } from '../../../terminal/messages/serve'
import { paragraph } from '../../../terminal/paragraph'
import type { CommandContext } from '../../command'
import type { ServeOptions } from './options'

/** Where `trigger` and `resend` send to by default. */
const DEFAULT_URL = 'http://127.0.0.1:3000/'

/** Says that the endpoint listens and what it does with pushes. */
export function showListening({ terminal }: CommandContext, url: string, options: ServeOptions): void {
  const { reply, forwardTo, record } = options
  terminal.say(terminal.err.bold(terminal.t(say.listening, { url })))
  if (forwardTo !== undefined) terminal.note(say.answersForward, { url: forwardTo })
  else if (reply !== undefined) terminal.note(say.answersRules, { file: reply })
  else terminal.note(say.answersEcho)
  if (record !== undefined) terminal.note(say.recordsTo, { directory: record })
}

/** What to do next: make the endpoint public, where it is not; try it; stop it. */
export async function showNext(
  cx: CommandContext,
  {
    url,
    options,
    isPublic,
    hasKeys,
  }: {
    readonly url: string
    readonly options: ServeOptions
    readonly isPublic: boolean
    readonly hasKeys: boolean
  },
): Promise<void> {
  const { terminal, stderr } = cx
  if (terminal.json || terminal.options.quiet) return
  const account = await accountFlag(cx)
  const lines = ['']
  const add = (text: string) => lines.push(stderr.isTTY ? paragraph(text, terminal.columns, '  ') : text)
  if (!isPublic) {
    add(terminal.t(say.needsPublic))
    lines.push(`  wxadmin ${account}serve --tunnel 'cloudflared tunnel --url {url}'`)
    add(terminal.t(say.orPublicUrl))
  }
  add(terminal.t(say.tryIt))
  lines.push(`  wxadmin ${account}trigger text${await triggerFlags(cx, url, options)}`)
  add(terminal.err.dim(terminal.t(hasKeys ? say.keysHint : say.stopHint)))
  // The Token that was given as a flag is shown: the command is here to be copied.
  terminal.writeUnredacted(`${lines.join('\n')}\n`)
}

/** `-a NAME `, where another terminal would choose another account. */
async function accountFlag(cx: CommandContext): Promise<string> {
  const { account } = await cx.services.settings()
  return account && account.origin.from !== 'default' ? `-a ${cx.terminal.word(account.value, 'NAME')} ` : ''
}

/** The flags that make `trigger` speak to this endpoint, where they are needed. */
async function triggerFlags(cx: CommandContext, url: string, options: ServeOptions): Promise<string> {
  const settings = await cx.services.settings()
  const token =
    cx.stderr.isTTY && options.token !== undefined ? cx.terminal.word(options.token, 'TOKEN') : 'TOKEN'
  return [
    url === DEFAULT_URL ? '' : ` --to ${cx.terminal.word(url, 'URL')}`,
    options.mode === undefined || options.mode === settings.mode.value ? '' : ` --mode ${options.mode}`,
    options.token === undefined ? '' : ` --token ${token}`,
  ].join('')
}
