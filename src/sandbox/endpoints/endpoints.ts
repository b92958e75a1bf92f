import type { Endpoint } from './endpoint'
import { menuEndpoints } from './menu'
import { opsEndpoints } from './ops'
import { tagEndpoints } from './tags'
import { tokenEndpoints } from './token'
import { userEndpoints } from './users'

/** Every path that the sandbox answers; all others are 40066. */
const endpoints: Readonly<Record<string, Endpoint>> = {
  ...tokenEndpoints,
  ...menuEndpoints,
  ...tagEndpoints,
  ...userEndpoints,
  ...opsEndpoints((path) => findEndpoint(path) !== undefined),
}

export function findEndpoint(path: string): Endpoint | undefined {
  return Object.hasOwn(endpoints, path) ? endpoints[path] : undefined
}
