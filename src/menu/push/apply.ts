import type { Client } from '../../api/types'
import { interruption, WxError } from '../../errors'
import { endpoints, type PlatformEndpoint } from '../../wechat/endpoints'
import type { Step } from './plan'

/** A call that was made. */
export interface Applied {
  readonly step: Step
  /** What addconditional gave, as text: WeChat answers it as text or as a number (docs/platform.md 2.6). */
  readonly menuid?: string
}

export interface Outcome {
  /** Calls that succeeded, in order. */
  readonly done: readonly Applied[]
  /** The call that failed and ended it; with INTERRUPTED or TERMINATED one that was not made any more. */
  readonly failed?: { readonly step: Step; readonly error: WxError }
}

/**
 * Makes the calls one after the other, up to the first that fails. When the run is stopped the one under way ends,
 * and no other begins.
 * @param told called after each success
 */
export async function applySteps(
  client: Client,
  steps: readonly Step[],
  signal: AbortSignal,
  told: (applied: Applied) => void | Promise<void> = () => undefined,
): Promise<Outcome> {
  const done: Applied[] = []
  for (const step of steps) {
    if (signal.aborted) return { done, failed: { step, error: interruption(signal) } }
    try {
      const menuid = await applyStep(client, step)
      const applied = { step, ...(menuid !== undefined && { menuid }) }
      done.push(applied)
      await told(applied)
    } catch (error) {
      if (!(error instanceof WxError)) throw error
      return { done, failed: { step, error } }
    }
  }
  return { done }
}

/**
 * Makes one call, which is not cut off when the run is stopped. create puts the same menu in the same place, so it may be
 * repeated; a second addconditional would make a second menu, and a second delconditional answers 65301.
 * @returns the id of a conditional menu that it made @throws WxError as Client.call
 */
export async function applyStep(client: Client, step: Step): Promise<string | undefined> {
  const send = ({ method, path }: PlatformEndpoint, isRepeatable: boolean, json?: object) =>
    uninterruptible(client).call({
      method,
      path,
      ...(json && { json }),
      repeatable: isRepeatable,
      writes: true,
    })
  if (step.call === 'delete') await send(endpoints.menuDelete, true)
  if (step.call === 'create') await send(endpoints.menuCreate, true, { button: step.button })
  if (step.call === 'delconditional')
    await send(endpoints.menuDeleteConditional, false, { menuid: step.menuid })
  if (step.call !== 'addconditional') return undefined
  const { button, matchrule } = step
  const { menuid } = await send(endpoints.menuAddConditional, false, { button, matchrule })
  return menuid === undefined ? undefined : String(menuid)
}

/**
 * The same client, whose calls go on when the run is stopped. A write that is under way ends, so that it is known
 * whether it took effect, and what is live can be read afterwards.
 */
export function uninterruptible(client: Client): Client {
  return {
    call: (call) => client.call({ ...call, uninterruptible: true }),
    raw: (call) => client.raw({ ...call, uninterruptible: true }),
    token: () => client.token(),
    appid: () => client.appid(),
    hubAccounts: () => client.hubAccounts(),
    ticket: (type) => client.ticket(type),
    refresh: (options) => client.refresh(options),
    get calls() {
      return client.calls
    },
  }
}
