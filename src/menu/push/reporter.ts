/** What the engine of menu changes is given, what it tells and asks on the way, and how it can end. Types alone. */
import type { Client } from '../../api/types'
import type { WxError } from '../../errors'
import type { LiveMenu, Menu } from '../types'
import type { Applied } from './apply'
import type { Author } from './history'
import type { PendingUpload } from './media-pending'
import type { MenuAccount } from './memory'
import type { Plan, Step } from './plan'

/** The account whose menu is changed, and how it is reached. */
export interface Target extends MenuAccount {
  readonly client: Client
  /** Directory of the store, for the lock. */
  readonly directory: string
  /** Stops the run: no write begins after it. */
  readonly signal: AbortSignal
}

/** What is to be live. */
export interface Wanted {
  /** Placeholders are in it for what must be uploaded first. */
  readonly menu: Menu
  readonly uploads: readonly PendingUpload[]
}

/** A change that somebody asks for. */
export interface ChangeRequest {
  readonly reason: 'push' | 'rollback' | 'delete'
  /** `show` and `save` end with the plan and write nothing; `save` makes one of an up-to-date menu as well. */
  readonly mode: 'apply' | 'show' | 'save'
  /** What is wanted over a live menu; called again when another menu turns out to be live. */
  readonly wantedOver: (live: LiveMenu) => Promise<Wanted>
  /** Which live menu may be replaced: the one that this machine last made or saw, any, or those that it says. */
  readonly expected: 'remembered' | 'any' | ((live: Menu) => Promise<boolean>)
  /** Whether a menu that has become live since the plan was made is replaced without being proposed again. */
  readonly isAnyLiveAgreed?: boolean
  /** Who asks, for the history. */
  readonly author: () => Promise<Author>
}

/** Why the live menu should not be replaced: it was changed elsewhere, deleted elsewhere, or is not the named one. */
export type Drift = 'drifted' | 'gone' | 'unexpected'

/** A plan that is about to be carried out. */
export interface Proposal {
  readonly plan: Plan
  readonly live: LiveMenu
  readonly wanted: Wanted
  /** `stale`: a saved plan starts from another menu, and `plan` is what would be done now. */
  readonly objection?: Drift | 'stale'
}

/** What happens on the way. */
export type ChangeEvent =
  | { readonly type: 'waitingForLock' | 'changedMeanwhile' | 'readingAgain' | 'restoring' }
  /** About the live menu: nothing is remembered of it, a push from here was cut off, or it differs from what was pushed. */
  | { readonly type: 'unchecked' | 'unfinished' | 'differing'; readonly live: LiveMenu }
  /** Entries of the history that cannot be used. */
  | { readonly type: 'damagedHistory'; readonly files: readonly string[] }
  /** A write that succeeded. */
  | { readonly type: 'step'; readonly step: Step }
  /** A write that seemed to fail has changed the menu nevertheless. */
  | ({ readonly type: 'tookEffect' } & FailedCall)

/** Whoever draws the job for people or machines, and asks on its behalf. */
export interface Reporter {
  tell(event: ChangeEvent): void | Promise<void>
  /**
   * Shows a plan, and stops at an objection or a refusal.
   * @returns whether somebody was asked, and so had time in which the live menu may have changed
   * @throws WxError where the plan is not to be carried out
   */
  agree(proposal: Proposal): Promise<boolean>
  /** @returns media_ids by placeholder */
  upload(uploads: readonly PendingUpload[]): Promise<ReadonlyMap<string, string>>
  /** Surrounds the time in which what is live may be a mixture. @param live the menu before */
  whileWriting<Result>(live: LiveMenu, work: () => Promise<Result>): Promise<Result>
}

/** How a change ended. `live` is the menu that it started from. */
export type Ending = UpToDate | Planned | Pushed | Failed

/** Nothing has to be written. */
export interface UpToDate {
  readonly outcome: 'upToDate'
  readonly live: LiveMenu
  readonly wanted: Wanted
}

/** Nothing was to be written. */
export interface Planned {
  readonly outcome: 'planned'
  readonly live: LiveMenu
  readonly wanted: Wanted
  readonly plan: Plan
}

/** The change is live. */
export interface Pushed {
  readonly outcome: 'pushed'
  readonly live: LiveMenu
  /** With the media_ids of what was uploaded. */
  readonly wanted: Wanted
  readonly plan: Plan
  readonly done: readonly Applied[]
  /** File in which the former menu is kept. */
  readonly history: string
}

/** A call that failed, in a push that had begun to write. */
export interface FailedCall {
  readonly live: LiveMenu
  readonly wanted: Wanted
  readonly step: Step
  readonly error: WxError
}

interface FailedPush extends FailedCall {
  readonly plan: Plan
  /** How many of the plan's calls took effect. */
  readonly count: number
  /** Whether the call that failed did what it was for. */
  readonly tookEffect: boolean
  /** Whether the run had been stopped when the call failed. */
  readonly isStopped: boolean
}

export type Failed = { readonly outcome: 'failed'; readonly history: string } & (
  | /** WeChat refused the first write. */ ({ readonly how: 'refused' } & FailedCall)
  | /** Nothing changed, or the former menu is live again. */ ({
      readonly how: 'unchanged' | 'restored'
    } & FailedPush)
  | ({
      readonly how: 'incomplete'
      /** What is live in the end; undefined where it cannot be read. */
      readonly now?: LiveMenu
      /** Why the former menu was not put back. */
      readonly restoreError?: WxError
    } & FailedPush)
  /** All calls were made, and what is live after them could not be read. */
  | { readonly how: 'unread'; readonly live: LiveMenu; readonly calls: number; readonly error: WxError }
  /** All calls were made, and something else was read back: `where` it first differs. */
  | { readonly how: 'different'; readonly live: LiveMenu; readonly where: string }
)
