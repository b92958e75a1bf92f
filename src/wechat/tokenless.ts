import { endpoints } from './endpoints'

/**
 * Calls that take no access token: those that give one (docs/platform.md 1.1, 1.2), and the one that sets the counts back with the
 * AppSecret (docs/platform.md 7).
 */
const paths: ReadonlySet<string> = new Set([
  endpoints.token.path,
  endpoints.stableToken.path,
  endpoints.clearQuotaV2.path,
])

/** Whether a call takes no token, so that its caller may have none. @param path with its leading slash */
export const isTokenless = (path: string): boolean => paths.has(path)
