import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import { join } from 'node:path'

/** A certificate for api.weixin.qq.com that only a test trusts (NODE_EXTRA_CA_CERTS), valid for a century. */
export const certificateFile = join(import.meta.dirname, '../fixtures/tls/cert.pem')

/** An https server that passes for api.weixin.qq.com to whoever trusts that certificate. */
export function tlsServer(listener: Parameters<typeof createServer>[1]): Server {
  const key = readFileSync(join(import.meta.dirname, '../fixtures/tls/key.pem'))
  return createServer({ key, cert: readFileSync(certificateFile) }, listener)
}
