/** How far a request came before it ended: what decides whether it may be sent again, and what failed. */
export interface Progress {
  /** `sent`: the connection stood, so the request may have arrived. */
  phase: 'connecting' | 'tls' | 'sent'
  /** What the proxy said to CONNECT; NaN where that was not HTTP. */
  proxyStatus?: number
  /** Header fields of that answer, by their names in lower case. */
  proxyHeaders?: Readonly<Record<string, string | readonly string[]>>
}

/** Said wherever TLS begins: without it NODE_TLS_REJECT_UNAUTHORIZED=0 would let anybody pass for WeChat. */
export const verified = { rejectUnauthorized: true } as const
