/**
 * The host a menu's link leads to, in lower case; undefined where it is no http or https address with a host, which
 * the platform refuses (40055 / 40054, docs/platform.md 2.1). It is also what is counted as a "domain" where at most three are
 * allowed (65316); whether WeChat counts a.example.com and b.example.com as one is documented nowhere [?].
 */
export function linkHost(url: string): string | undefined {
  // `new URL` mends https:/host and https:host; the platform does not
  if (!/^https?:\/\/[^/?#\s]/i.test(url)) return undefined
  try {
    return new URL(url).hostname || undefined
  } catch {
    return undefined
  }
}
