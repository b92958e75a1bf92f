import { WxError } from '../../../errors'
import { triggerMessages as say } from '../../../terminal/messages/trigger'
import { pushOf } from '../../../wechat/messages/push'
import { type PushTypeEntry, pushTypes } from '../../../wechat/messages/types'
import { readXml } from '../../../wechat/xml/read'
import { writeXml } from '../../../wechat/xml/write'
import type { CommandContext } from '../../command'
import { type Target, type TargetOptions, targetOf } from '../target'
import { entryFor, exampleOf } from './document'
import { listTypes, shortNameOf } from './list'
import type { PushTree } from './set'

interface TriggerOptions extends TargetOptions {
  readonly set?: readonly string[]
  readonly edit?: boolean
  /** File name; `-` for stdin. */
  readonly raw?: string
  readonly list?: boolean
  readonly retry?: boolean
  readonly repeat?: number
  readonly concurrency?: number
}

/**
 * `wxadmin trigger TYPE`, `wxadmin trigger [TYPE] --raw FILE`: sends a push as WeChat's server does, and judges the answer as WeChat would. The documents of
 * `--json` are those of sendAndTell, sendManyAndTell and listTypes.
 * @returns 0 accepted, 5 answered wrongly, 6 not answered
 * @throws WxError PUSH_TYPE_UNKNOWN, PUSH_TYPE_MISTYPED, PUSH_FIELD_INVALID, PUSH_INVALID, EDIT_NEEDS_TERMINAL,
 * ANSWER_MISSING, OPTIONS_CONFLICT, OPTION_NEEDS, LOAD_REFUSED, and what targetOf and sendAndTell throw
 */
export async function trigger(
  cx: CommandContext,
  [type]: [string | undefined],
  options: TriggerOptions,
): Promise<number | undefined> {
  if (options.list) return listTypes(cx)
  refuseConflicts(options)
  const { raw } = options
  if (raw !== undefined) return sendRaw(cx, raw, type === undefined ? undefined : entryFor(type), options)

  const entry = entryFor(type ?? (await chosenType(cx)))
  if (options.edit) (await import('./edit')).requireEditor(cx)
  const target = await targetOf(cx, options)
  return using(target, async () => {
    const { repeat, concurrency, edit, retry = false } = options
    if (repeat !== undefined) (await import('./load')).requireOwn(target)
    let tree: PushTree = exampleOf(cx, entry, target.known.appid, options.set ?? [])
    if (edit) tree = await (await import('./edit')).edited(cx, entry, tree)
    if (repeat === undefined) {
      const { sendAndTell } = await import('./report')
      return sendAndTell(cx, { xml: writeXml(tree) }, target, retry)
    }
    const { sendManyAndTell } = await import('./load')
    const load = { count: repeat, ...(concurrency !== undefined && { concurrency }) }
    return sendManyAndTell(cx, entry, tree, target, load)
  })
}

/** @param said the type that was named beside the file: the file decides, and is warned of where it holds another */
async function sendRaw(
  cx: CommandContext,
  file: string,
  said: PushTypeEntry | undefined,
  options: TriggerOptions,
): Promise<number> {
  const { documentOf, readDocumentFile } = await import('../document-file')
  const bytes = await readDocumentFile(cx, file)
  const target = await targetOf(cx, options)
  return using(target, async () => {
    const { sendAndTell } = await import('./report')
    const document = documentOf(cx, file, bytes, target.config.mode)
    const type = 'xml' in document ? pushOf(readXml(document.xml)).type : undefined
    if (said && type !== undefined && type !== said.type)
      cx.terminal.warn(say.otherType, { file, type, said: said.name })
    return sendAndTell(cx, document, target, options.retry ?? false)
  })
}

/** Closes the connections in the end. */
export async function using<Result>(target: Target, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } finally {
    target.pool.close()
  }
}

/** @throws WxError OPTIONS_CONFLICT, OPTION_NEEDS */
function refuseConflicts(options: TriggerOptions): void {
  const { raw, set, edit, repeat, retry, concurrency } = options
  const given = {
    '--set': set !== undefined,
    '--edit': edit,
    '--repeat': repeat !== undefined,
  }
  const besideRaw = Object.entries(given).find(([, is]) => is)
  if (raw !== undefined && besideRaw)
    throw new WxError('OPTIONS_CONFLICT', { first: besideRaw[0], second: '--raw' })
  if (repeat !== undefined && retry)
    throw new WxError('OPTIONS_CONFLICT', { first: '--repeat', second: '--retry' })
  if (concurrency !== undefined && repeat === undefined)
    throw new WxError('OPTION_NEEDS', { option: '--concurrency', other: '--repeat' })
}

async function chosenType({ terminal }: CommandContext): Promise<string> {
  const choices = pushTypes.map((entry) => ({
    value: entry.name,
    name: `${shortNameOf(entry)}  ${entry.what[terminal.language]}`,
  }))
  return terminal.choose(terminal.t(say.choose), choices, { flag: terminal.t(say.typeExample) })
}
