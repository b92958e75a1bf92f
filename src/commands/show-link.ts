import { oauthMessages } from '../terminal/messages/oauth'
import type { CommandContext } from './command'
import { openInBrowser } from './open'

export interface ShowOptions {
  readonly qr?: boolean
  readonly open?: boolean
}

/** What was asked for beside the link itself: a QR code on stderr, a browser. Neither can fail the command. */
export async function showLink(cx: CommandContext, url: string, { qr, open }: ShowOptions): Promise<void> {
  if (qr) await showQr(cx, url)
  if (!open) return
  const reason = await openInBrowser(cx, url)
  if (reason !== undefined) cx.terminal.warn(oauthMessages.notOpened, { reason })
}

/** Draws a link as a QR code on stderr. With --json nothing is drawn: a program reads stderr then. */
async function showQr({ terminal, stderr }: CommandContext, url: string): Promise<void> {
  if (terminal.json) return
  const { drawQr, paintQr } = await import('../terminal/qr')
  let needed: number
  try {
    needed = drawQr(url)[0]?.length ?? 0
  } catch {
    terminal.warn(oauthMessages.qrTooLong)
    return
  }
  // Broken lines could not be scanned.
  if (stderr.isTTY && needed > terminal.columns)
    terminal.warn(oauthMessages.qrTooWide, { needed, columns: terminal.columns })
  else terminal.write(paintQr(url, terminal.err).join('\n'))
}
