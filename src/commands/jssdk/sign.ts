import { jssdkMessages as say } from '../../terminal/messages/jssdk'
import { type PageSignature, pageSignature, signedAddress } from '../../wechat/jssdk'
import { escapedAmpersand } from '../../wechat/oauth/link-text'
import type { CommandContext } from '../command'
import { pageAddress } from './address'

/** Bytes of chance in a nonce; twice as many characters. */
const NONCE = 8

/**
 * `wxadmin jssdk sign URL`: what `wx.config` of this page takes, as JSON, for a person as well: it is pasted into a page.
 *
 * `{appId, timestamp (Unix seconds), nonceStr, signature}`; with `--json` `url` as well, the address that was signed.
 * @throws WxError VALUE_INVALID, and what fetching a ticket throws
 */
export async function signPage(cx: CommandContext, [given]: [string]): Promise<undefined> {
  const { terminal } = cx
  const page = pageAddress(given)
  // The browser's own form: what is signed is what location.href says there, encoded as it encodes.
  const url = signedAddress(page.href)
  const signature = await signatureFor(cx, url)
  const escaped = escapedAmpersand(given)
  if (escaped !== undefined) terminal.warn(say.escaped, { escaped })
  if (page.hash !== '' || given.includes('#')) terminal.note(say.hashLeftOut, { url })
  terminal.note(say.domain, { domain: page.hostname })
  terminal.note(say.exactly)
  terminal.result({ ...signature, url }, () => JSON.stringify(signature, null, 2))
  return undefined
}

/** @param url without `#…` */
export async function signatureFor(cx: CommandContext, url: string): Promise<PageSignature> {
  const [client, { appid }] = await Promise.all([cx.services.client(), cx.services.identity()])
  const { token: ticket } = await client.ticket('jsapi')
  const timestamp = Math.floor(cx.now() / 1000)
  const nonceStr = cx.randomBytes(NONCE).toString('hex')
  return {
    appId: appid?.value ?? '',
    timestamp,
    nonceStr,
    signature: pageSignature(ticket, nonceStr, timestamp, url),
  }
}
