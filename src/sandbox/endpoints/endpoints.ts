import { type EndpointName, endpoints, type PlatformEndpoint } from '../../wechat/endpoints'
import { autoReplyEndpoints } from './auto-replies'
import type { Behaviour } from './endpoint'
import { materialEndpoints } from './material'
import { menuEndpoints } from './menu'
import { opsEndpoints } from './ops'
import { qrcodeEndpoints } from './qrcode'
import { snsEndpoints } from './sns'
import { tagEndpoints } from './tags'
import { ticketEndpoints } from './ticket'
import { tokenEndpoints } from './token'
import { userEndpoints } from './users'

export type Endpoint = PlatformEndpoint & Behaviour

const behaviours: Readonly<Record<EndpointName, Behaviour>> = {
  ...tokenEndpoints,
  ...menuEndpoints,
  ...autoReplyEndpoints,
  ...tagEndpoints,
  ...userEndpoints,
  ...materialEndpoints,
  ...snsEndpoints,
  ...ticketEndpoints,
  ...qrcodeEndpoints,
  ...opsEndpoints,
}

const byPath = new Map<string, Endpoint>(
  (Object.keys(behaviours) as EndpointName[]).map((name) => [
    endpoints[name].path,
    { ...endpoints[name], ...behaviours[name] },
  ]),
)

/** Whether the body of this call is a form with a file. */
export function isUpload(path: string): boolean {
  const endpoint = byPath.get(path)
  return endpoint?.token === true && endpoint.upload === true
}

/** The endpoint at a path; undefined where the sandbox has none. */
export function findEndpoint(path: string): Endpoint | undefined {
  return byPath.get(path)
}

/** What is played, in the order of the platform's groups: GET /sandbox/endpoints. */
export function playedEndpoints(): { readonly method: 'GET' | 'POST'; readonly path: string }[] {
  return [...byPath.values()].map(({ method, path }) => ({ method, path }))
}
