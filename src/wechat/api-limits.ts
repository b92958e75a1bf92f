/** How often an account may call, FACTS 1.2, 1.5 and 7. The day is China's: counters start anew at 00:00 UTC+8. */

export interface DailyLimit {
  readonly normal: number
  /** For test accounts, where the page gives another figure. */
  readonly test?: number
}

export const dailyLimits: Readonly<Record<string, DailyLimit>> = {
  '/cgi-bin/token': { normal: 2000, test: 200 },
  '/cgi-bin/stable_token': { normal: 500_000 },
  '/cgi-bin/menu/create': { normal: 1000, test: 100 },
  '/cgi-bin/menu/get': { normal: 10_000, test: 1000 },
  '/cgi-bin/menu/delete': { normal: 1000, test: 100 },
  '/cgi-bin/get_current_selfmenu_info': { normal: 10_000, test: 1000 },
  '/cgi-bin/menu/addconditional': { normal: 2000 },
  '/cgi-bin/menu/delconditional': { normal: 2000 },
  '/cgi-bin/menu/trymatch': { normal: 20_000 },
  '/cgi-bin/user/get': { normal: 500, test: 100 },
  '/cgi-bin/user/info': { normal: 5_000_000, test: 500_000 },
  '/cgi-bin/user/info/updateremark': { normal: 10_000 },
}

/** Calls without a published figure. */
export const otherDailyLimit: DailyLimit = { normal: 100_000 }

export const tokenLimits = {
  /** Seconds that a new token lives. */
  lifeSeconds: 7200,
  /** Seconds that the former token goes on working beside the new one. */
  overlapSeconds: 300,
  stablePerMinute: 10_000,
  forcedPerDay: 20,
  /** Seconds between two forced refreshes; an earlier one does not refresh. */
  forcedApartSeconds: 30,
} as const

/** Clearings of the counters in a month: all of an account, and of single paths. */
export const clearLimits = { all: 10, path: 50 } as const

/** FACTS 9. */
export const userLimits = {
  tags: 100,
  /** Characters. */
  tagName: 30,
  /** Users of one batchtagging or batchuntagging call. */
  taggingBatch: 50,
  tagsOfUser: 20,
  /** A tag with more followers cannot be deleted. */
  deletableTagFans: 100_000,
  page: 10_000,
  infoBatch: 100,
  /** Bytes; the remark must be shorter. */
  remarkBytes: 30,
} as const

/** Tag ids that belong to the platform. */
export const systemTags: readonly number[] = [0, 1, 2]
