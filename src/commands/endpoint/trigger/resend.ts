import type { PushDocument } from '../../../endpoint/send/deliver-push'
import { WxError } from '../../../errors'
import { triggerMessages as say, xmlReasons } from '../../../terminal/messages/trigger'
import { pushOf } from '../../../wechat/messages/push'
import { entryOf } from '../../../wechat/messages/types'
import { readXml, type XmlElement, XmlFault } from '../../../wechat/xml/read'
import { writeXml } from '../../../wechat/xml/write'
import type { CommandContext } from '../../command'
import { readDocumentFile } from '../document-file'
import { type TargetOptions, targetOf } from '../target'
import { newMsgId } from './document'
import { fieldsOf, treeOf } from './set'
import { using } from './trigger'

interface ResendOptions extends TargetOptions {
  readonly retry?: boolean
  /** As a new push, which the endpoint does not know yet. */
  readonly fresh?: boolean
}

/**
 * `wxadmin resend FILE`: sends what `serve --record` kept, or an XML document, once more: signed and encrypted anew in
 * the mode in force. It is the same push, with the same MsgId and CreateTime, so an endpoint that remembers it answers
 * from memory; `--fresh` gives it new ones. The documents of `--json` are those of sendAndTell.
 * @returns 0 accepted, 5 answered wrongly, 6 not answered
 * @throws WxError FILE_UNREADABLE, PUSH_INVALID, and what targetOf and sendAndTell throw
 */
export async function resend(
  cx: CommandContext,
  [file]: [string],
  options: ResendOptions,
): Promise<number | undefined> {
  const bytes = await readDocumentFile(cx, file)
  const { xml, fields } = await recordedIn(cx, file, bytes.toString())
  const document: PushDocument = { xml: options.fresh ? renewed(cx, fields) : xml }
  const target = await targetOf(cx, options)
  return using(target, async () => {
    const { sendAndTell } = await import('./report')
    return sendAndTell(cx, document, target, options.retry ?? false)
  })
}

/** The document in a recording, or the file itself where it is one. @throws WxError PUSH_INVALID */
async function recordedIn(
  { terminal }: CommandContext,
  file: string,
  text: string,
): Promise<{ readonly xml: string; readonly fields: XmlElement }> {
  let xml = text
  if (/^\ufeff?\s*\{/.test(text)) {
    const { readRecorded } = await import('../../../endpoint/push/record')
    const recorded = readRecorded(text)
    if (!recorded) throw new WxError('PUSH_INVALID', { file, fault: terminal.t(say.notRecorded) })
    xml = recorded.xml
  }
  try {
    return { xml, fields: readXml(xml) }
  } catch (error) {
    if (!(error instanceof XmlFault)) throw error
    const { line, column } = error
    const reason = terminal.t(xmlReasons[error.reason])
    throw new WxError('PUSH_INVALID', { file, fault: terminal.t(say.editBroken, { line, column, reason }) })
  }
}

/** The same push, as if it had happened now. Numbers stay bare. */
function renewed({ now, randomBytes }: CommandContext, fields: XmlElement): string {
  const push = pushOf(fields)
  return writeXml({
    ...treeOf(fields, fieldsOf(entryOf(push.type))),
    CreateTime: Math.floor(now() / 1000),
    ...(push.MsgId !== undefined && { MsgId: newMsgId(randomBytes) }),
  })
}
