import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import https from 'node:https'

/** How far a request came before it ended: what decides whether it may be sent again, and what failed. */
export interface Progress {
  /** `sent`: the connection stood, so the request may have arrived. */
  phase: 'connecting' | 'tls' | 'sent'
  /** What the proxy said to CONNECT. */
  proxyStatus?: number
}

/** Said wherever TLS begins: without it NODE_TLS_REJECT_UNAUTHORIZED=0 would let anybody pass for WeChat. */
export const verified = { rejectUnauthorized: true } as const

/** Node's own http and https in the form that axios takes, writing down how far the request comes. */
export function watched(progress: Progress) {
  return {
    request(options: RequestOptions, answered: (response: IncomingMessage) => void): ClientRequest {
      const secure = options.protocol === 'https:'
      const request = secure
        ? https.request({ ...options, ...verified }, answered)
        : http.request(options, answered)
      request.once('proxyConnect', ({ statusCode }: { statusCode: number }) => {
        progress.proxyStatus = statusCode
        progress.phase = 'tls'
      })
      request.once('socket', (socket) => {
        const sent = () => {
          progress.phase = 'sent'
        }
        if (request.reusedSocket) sent()
        else if (secure) {
          socket.once('connect', () => {
            progress.phase = 'tls'
          })
          socket.once('secureConnect', sent)
        } else socket.once('connect', sent)
      })
      return request
    },
  }
}
