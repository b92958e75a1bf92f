import { qrcodeMessages as say } from '../../terminal/messages/qrcode'
import { pictureAddress } from '../../wechat/qrcode'
import type { CommandContext } from '../command'
import { webBase } from '../web-base'

/** `wxadmin qrcode url TICKET`: the address of its picture, alone. `--json`: `{ url }` */
export async function qrcodeUrl(cx: CommandContext, [ticket]: [string]): Promise<undefined> {
  const base = await webBase(cx)
  if (base === 'embedded') cx.terminal.note(say.onlyWhileRunning)
  const url = pictureAddress(ticket, base === 'embedded' ? undefined : base)
  cx.terminal.result({ url }, () => url)
  return undefined
}
