/** errcodes that call for the same treatment whatever the call was. */

/** "System busy": -1 in every list, -1000 seen live (docs/platform.md 1.4). */
export const SYSTEM_BUSY = -1
export const busyErrcodes: ReadonlySet<number> = new Set([SYSTEM_BUSY, -1000])

/**
 * What each state of an access_token answers, docs/platform.md 1.4: an invented one is `unknown`, and so is a replaced
 * one. At the token calls 40001 means a wrong secret.
 */
export const tokenErrcodes = { missing: 41001, unknown: 40001, expired: 42001 } as const

/**
 * The token is no longer accepted: worth one fresh one, docs/platform.md 1.4. 40014 is documented, but was never recorded; 48001
 * means permission and is not in the list.
 */
export const deadTokenErrcodes: ReadonlySet<number> = new Set([
  tokenErrcodes.unknown,
  40014,
  tokenErrcodes.expired,
])

/**
 * "The credentials", docs/platform.md 1.3 and 1.4. 48001 (no permission) is not in the list: another secret would not help.
 */
export const credentialErrcodes: ReadonlySet<number> = new Set([
  40001, 40013, 40014, 40125, 40164, 40243, 41001, 41002, 41004, 42001, 50002, 50004, 50007, 61004, 61024,
  89501, 89503, 89506, 89507,
])
