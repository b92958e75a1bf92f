import { WxError } from '../../../errors'
import { enumerated } from '../../../terminal/language'
import { fieldFaults, triggerMessages as say } from '../../../terminal/messages/trigger'
import { templateOf } from '../../../wechat/messages/template'
import { findPushType, type PushTypeEntry, suggestPushType } from '../../../wechat/messages/types'
import { SANDBOX_APPID, SANDBOX_ORIGINAL_ID } from '../../../wechat/sandbox-account'
import type { CommandContext } from '../../command'
import { FieldFault, fieldsOf, type PushTree, readSetting, setField } from './set'

/** The first user of the sandbox, as its seed has them. */
const SOMEBODY = 'oSandbox_alice_0123456789abc'
/** An original id as accounts have them, where that of the account is not known: no setting holds it. */
const SOME_ACCOUNT = 'gh_0123456789ab'

/** @throws WxError PUSH_TYPE_UNKNOWN, PUSH_TYPE_MISTYPED */
export function entryFor(type: string): PushTypeEntry {
  const entry = findPushType(type)
  if (entry) return entry
  const suggestion = suggestPushType(type)
  throw suggestion === undefined
    ? new WxError('PUSH_TYPE_UNKNOWN', { type })
    : new WxError('PUSH_TYPE_MISTYPED', { type, suggestion })
}

/**
 * The example of a type, sent now by somebody to the account, with the fields that `--set` changes.
 * @param settings `path=value`, one after the other
 * @throws WxError PUSH_FIELD_INVALID
 */
export function exampleOf(
  cx: CommandContext,
  entry: PushTypeEntry,
  appid: string | undefined,
  settings: readonly string[],
): PushTree {
  const example = templateOf(entry, {
    to: appid === SANDBOX_APPID ? SANDBOX_ORIGINAL_ID : SOME_ACCOUNT,
    from: SOMEBODY,
    createTime: Math.floor(cx.now() / 1000),
    msgId: newMsgId(cx.randomBytes),
  })
  return settings.reduce<PushTree>((tree, setting) => withSetting(cx, entry, tree, setting), example)
}

/** 64 bits, positive, as long as WeChat's: nobody meets the same one twice. */
export const newMsgId = (randomBytes: (size: number) => Buffer): bigint =>
  2n ** 62n + BigInt.asUintN(61, randomBytes(8).readBigUInt64BE())

function withSetting(
  { terminal }: CommandContext,
  entry: PushTypeEntry,
  tree: PushTree,
  setting: string,
): PushTree {
  const fields = fieldsOf(entry)
  try {
    const { path, value } = readSetting(setting)
    const { tree: changed, isNew, meant } = setField(tree, fields, path, value)
    const told = { path: path.join('.'), type: entry.name }
    if (meant !== undefined) terminal.note(say.newFieldMeant, { ...told, suggestion: meant })
    else if (isNew) terminal.note(say.newField, told)
    return changed
  } catch (error) {
    if (!(error instanceof FieldFault)) throw error
    const { code, params } = error
    const fault = terminal.t(fieldFaults[code], params as never)
    const names = fields.kind === 'struct' ? Object.keys(fields.fields) : []
    throw new WxError('PUSH_FIELD_INVALID', {
      setting,
      fault,
      type: entry.name,
      fields: enumerated(names, terminal.language),
    })
  }
}
