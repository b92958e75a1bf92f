import type { MessageMode } from '../../wechat/callback/values'
import type { TicketType } from '../../wechat/oauth/web-limits'

/** What the sandbox knows of an account's web pages, QR codes and endpoint. Times are milliseconds since 1970. */
export interface WebState {
  /** Registered web-authorization domains; null: any. */
  domains: string[] | null
  /** The account is banned: 10004 on its authorize page. */
  banned: boolean
  /** The openid of who opens pages and scans codes unless another one is chosen; null: the first user. */
  visitor: string | null
  /** Codes of web authorization, oldest first. */
  codes: WebCode[]
  /** Tokens of web authorization, oldest first. */
  tokens: WebToken[]
  tickets: Ticket[]
  /** Oldest first. */
  qrcodes: Qrcode[]
  /** Permanent QR codes ever made. */
  permanentQrcodes: number
  /** The server configuration (服务器配置), which has passed the handshake. */
  callback: CallbackSetting | null
}

/** What a user agreed to. */
export interface Grant {
  readonly openid: string
  readonly scope: string
  /** A virtual user, of the page's snapshot. */
  readonly snapshot: boolean
}

interface WebCode extends Grant {
  readonly value: string
  readonly validUntil: number
  used: boolean
}

export interface WebToken extends Grant {
  readonly value: string
  validUntil: number
  readonly refreshToken: string
  readonly refreshUntil: number
}

interface Ticket {
  readonly type: TicketType
  readonly value: string
  readonly validUntil: number
}

export interface Qrcode {
  readonly ticket: string
  /** The last part of the address that the code holds. */
  readonly id: string
  readonly scene: number | string
  /** Absent where it is permanent. */
  readonly validUntil?: number
}

export interface CallbackSetting {
  readonly url: string
  readonly token: string
  readonly mode: MessageMode
  readonly aesKey?: string
  /** Where the handshake was answered from, and in how many milliseconds. */
  readonly address: string
  readonly ms: number
}

export function freshWeb(): WebState {
  return {
    domains: null,
    banned: false,
    visitor: null,
    codes: [],
    tokens: [],
    tickets: [],
    qrcodes: [],
    permanentQrcodes: 0,
    callback: null,
  }
}
