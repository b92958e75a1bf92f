import { isUtf8 } from 'node:buffer'
import type { PushDocument } from '../../endpoint/send/deliver-push'
import { WxError } from '../../errors'
import { triggerMessages as say, xmlReasons } from '../../terminal/messages/trigger'
import type { MessageMode } from '../../wechat/callback/values'
import { readXml, XmlFault } from '../../wechat/xml/read'
import type { CommandContext } from '../command'
import { readNeeded } from '../input-file'

/** A push has some hundred bytes; this is room for bad ones. */
const MOST_MB = 10
const MOST = MOST_MB * 1024 * 1024

/** What stands in a file, or on stdin for `-`. @throws WxError PUSH_INVALID; as readNeeded */
export async function readDocumentFile(cx: CommandContext, name: string): Promise<Buffer> {
  // No more of it than tells that it is too large: it may be a device without an end.
  const { bytes } = await readNeeded(cx, name, { mostBytes: MOST })
  if (bytes.length > MOST)
    throw new WxError('PUSH_INVALID', {
      file: name,
      fault: cx.terminal.t(say.tooLargeFile, { megabytes: MOST_MB }),
    })
  return bytes
}

/**
 * A document to be sent as it is. What cannot be read is sent in plain mode alone, with a warning: encrypted it could
 * not be told from a good one until it is opened, and compatible mode writes into it.
 * @throws WxError PUSH_INVALID
 */
export function documentOf(
  { terminal }: CommandContext,
  file: string,
  bytes: Buffer,
  mode: MessageMode,
): PushDocument {
  if (!isUtf8(bytes)) {
    if (mode !== 'plain') throw new WxError('PUSH_INVALID', { file, fault: 'UTF-8' })
    terminal.warn(say.notUtf8, { file })
    return { bytes }
  }
  const xml = bytes.toString()
  try {
    readXml(xml)
    return { xml }
  } catch (error) {
    if (!(error instanceof XmlFault)) throw error
    const { line, column } = error
    const reason = terminal.t(xmlReasons[error.reason])
    if (mode !== 'plain')
      throw new WxError('PUSH_INVALID', { file, fault: terminal.t(say.editBroken, { line, column, reason }) })
    terminal.warn(say.malformed, { file, line, column, reason })
    return { bytes }
  }
}
