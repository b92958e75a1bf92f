import { otherDailyLimit } from '../wechat/api-limits'
import { endpointAt } from '../wechat/endpoints'
import { refuse } from './refusal'
import type { AccountState, Usage } from './state'

const DAY_MS = 86_400_000
const CHINA_AHEAD_MS = 8 * 3_600_000

/** The day's number in China's time, where the platform counts. */
export function chinaDay(time: number): number {
  return Math.floor((time + CHINA_AHEAD_MS) / DAY_MS)
}

/** The month in China's time, `YYYY-MM`. */
function chinaMonth(time: number): string {
  return new Date(time + CHINA_AHEAD_MS).toISOString().slice(0, 7)
}

/** How often the account may make this call in a day. */
export function dailyLimit(account: AccountState, path: string): number {
  const { normal, test } = endpointAt(path)?.daily ?? otherDailyLimit
  return account.test ? (test ?? normal) : normal
}

/** The counters of the day; those of another day are forgotten. */
export function usageOf(account: AccountState, time: number): Usage {
  const day = chinaDay(time)
  if (account.usage.day !== day) Object.assign(account.usage, { day, used: {} })
  return account.usage
}

/** Counts one call, refused ones too. @throws Refusal 45009 beyond the day's quota (docs/platform.md 1.5, 15) */
export function spend(account: AccountState, path: string, time: number): void {
  const { used } = usageOf(account, time)
  const count = (used[path] ?? 0) + 1
  used[path] = count
  if (count > dailyLimit(account, path)) refuse(45009)
}

/** Counts one call of a minute. @throws Refusal 45011 */
export function spendMinute(account: AccountState, limit: number, time: number): void {
  const minute = Math.floor(time / 60_000)
  const { usage } = account
  if (usage.minute.minute !== minute) usage.minute = { minute, used: 0 }
  if (usage.minute.used >= limit) refuse(45011)
  usage.minute.used += 1
}

/** Counts one clearing of counters. @throws Refusal 48006 when the month's clearings are used up (docs/platform.md 7) */
export function spendClearing(
  account: AccountState,
  kind: 'all' | 'path',
  limit: number,
  time: number,
): void {
  const month = chinaMonth(time)
  if (account.usage.clears.month !== month) account.usage.clears = { month, all: 0, path: 0 }
  if (account.usage.clears[kind] >= limit) refuse(48006)
  account.usage.clears[kind] += 1
}
