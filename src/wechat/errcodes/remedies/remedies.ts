import { accountRemedies } from './account'
import { callbackRemedies } from './callback'
import { conditionalRemedies } from './conditional'
import { mediaRemedies } from './media'
import { menuRemedies } from './menu'
import { messageRemedies } from './message'
import { oauthRemedies } from './oauth'
import { qrcodeRemedies } from './qrcode'
import { quotaRemedies } from './quota'
import type { Advice, Circumstances, Remedies, Remedy } from './remedy'
import { requestRemedies } from './request'
import { tokenRemedies } from './token'
import { userRemedies } from './user'

/** The remedies by area, in the order that documentation lists them. */
export const remedyAreas = {
  token: tokenRemedies,
  account: accountRemedies,
  menu: menuRemedies,
  conditional: conditionalRemedies,
  oauth: oauthRemedies,
  callback: callbackRemedies,
  media: mediaRemedies,
  user: userRemedies,
  message: messageRemedies,
  qrcode: qrcodeRemedies,
  quota: quotaRemedies,
  request: requestRemedies,
} as const satisfies Record<string, Remedies>

/** What is known to help with a code, or undefined. */
export function remedyFor(code: number): Remedy | undefined {
  for (const area of Object.values<Remedies>(remedyAreas)) if (area[code]) return area[code]
  return undefined
}

/**
 * As `remedyFor`, in the meaning the code has at one endpoint, such as `/cgi-bin/token`, and for what is known of the run.
 */
export function adviceAt(code: number, path: string, known: Circumstances = {}): Advice | undefined {
  const remedy = remedyFor(code)
  const advice = remedy?.at?.find(({ paths }) => paths.some((start) => isUnder(path, start))) ?? remedy
  return advice && adviceFor(advice, known)
}

/** The remedy under these circumstances. */
export function adviceFor(advice: Advice, known: Circumstances): Advice {
  const found = advice.where?.find(({ is }) =>
    Object.entries(is).every(([name, value]) => known[name as keyof Circumstances] === value),
  )
  if (!found) return advice
  const { is: _, ...instead } = found
  return { ...advice, ...instead }
}

function isUnder(path: string, start: string): boolean {
  return path === start || path.startsWith(`${start}/`)
}
