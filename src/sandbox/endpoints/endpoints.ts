import { type EndpointName, endpoints, type PlatformEndpoint } from '../../wechat/endpoints'
import type { Behaviour } from './endpoint'
import { menuEndpoints } from './menu'
import { opsEndpoints } from './ops'
import { tagEndpoints } from './tags'
import { tokenEndpoints } from './token'
import { userEndpoints } from './users'

export type Endpoint = PlatformEndpoint & Behaviour

const behaviours: Readonly<Record<EndpointName, Behaviour>> = {
  ...tokenEndpoints,
  ...menuEndpoints,
  ...tagEndpoints,
  ...userEndpoints,
  ...opsEndpoints,
}

const byPath = new Map<string, Endpoint>(
  (Object.keys(behaviours) as EndpointName[]).map((name) => [
    endpoints[name].path,
    { ...endpoints[name], ...behaviours[name] },
  ]),
)

/** What answers at a path; at all others it is 40066. */
export function findEndpoint(path: string): Endpoint | undefined {
  return byPath.get(path)
}
