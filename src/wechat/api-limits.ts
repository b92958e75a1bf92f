/** How often an account may call, and how much at a time: docs/platform.md 1.2, 1.5, 7 and 9. Daily limits: endpoints.ts. */
import type { DailyLimit } from './endpoints'

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

/** docs/platform.md 9. */
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
