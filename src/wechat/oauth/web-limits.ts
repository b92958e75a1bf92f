/** Lifetimes and sizes around web pages: docs/platform.md 5.1, 5.2, 6 and 8. Seconds unless stated otherwise. */

/** Web authorization. */
export const oauthLimits = {
  /** A code, which works once. */
  codeSeconds: 300,
  tokenSeconds: 7200,
  refreshSeconds: 30 * 86_400,
} as const

/** jsapi and wx_card. */
export const ticketTypes = ['jsapi', 'wx_card'] as const

export type TicketType = (typeof ticketTypes)[number]

export const ticketLimits = { lifeSeconds: 7200 } as const

/** Parametric QR codes by `action_name`. */
export const qrcodeActions = {
  QR_SCENE: { scene: 'id', permanent: false, mostId: 4_294_967_295 },
  QR_STR_SCENE: { scene: 'string', permanent: false },
  QR_LIMIT_SCENE: { scene: 'id', permanent: true, mostId: 100_000 },
  QR_LIMIT_STR_SCENE: { scene: 'string', permanent: true },
} as const satisfies Record<
  string,
  { readonly scene: 'id' | 'string'; readonly permanent: boolean; readonly mostId?: number }
>

export type QrcodeAction = keyof typeof qrcodeActions

export const qrcodeLimits = {
  /** Characters of a string scene; at least one. */
  sceneCharacters: 64,
  mostExpireSeconds: 2_592_000,
  /** Where a temporary code is made without `expire_seconds`. */
  defaultExpireSeconds: 60,
  /** Permanent codes of an account. */
  permanent: 100_000,
} as const

/** Prefix of `EventKey` where somebody followed by scanning; a follower's scan has only the scene. */
export const SCENE_PREFIX = 'qrscene_'
