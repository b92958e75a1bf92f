import { JsonFile } from './json-file'
import { NEWER } from './types'

/** A `state` that was made here, and has to come back from WeChat. */
export interface RememberedState {
  readonly state: string
  readonly appid: string
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

interface StateFile {
  readonly states: readonly RememberedState[]
  /** Of a form that a newer version wrote: kept as they are. */
  readonly [NEWER]?: readonly unknown[]
}

/** A user may leave the page open for a while before agreeing. */
const LIFE_MS = 3_600_000
/** A state that is good for longer than that was made by a clock that was ahead. */
const CLOCK_TOLERANCE_MS = 60_000
/** A script that makes one after the other must not make the file grow without end. */
const MOST = 1000

/** States of `oauth url --state auto` in a 0600 file. Each is good for one redirect, for an hour. */
export class OauthStates {
  private readonly json: JsonFile<StateFile>

  constructor(path: string) {
    this.json = new JsonFile({
      path,
      parse: parseStates,
      format: formatStates,
      empty: { states: [] },
      ours: true,
    })
  }

  /** @param now milliseconds since 1970. @returns until when it is good. @throws WxError STORE_* */
  async remember(appid: string, state: string, now: number): Promise<number> {
    const expiresAt = now + LIFE_MS
    await this.json.update(({ states, ...file }) => ({
      ...file,
      states: [...alive(states, now), { state, appid, expiresAt }].slice(-MOST),
    }))
    return expiresAt
  }

  /** Whether any state of the account is waited for. @throws WxError STORE_* */
  async anyFor(appid: string, now: number): Promise<boolean> {
    const { states } = await this.json.read()
    return alive(states, now).some((one) => one.appid === appid)
  }

  /**
   * Takes a state out, so that no second redirect can use it.
   * @returns it where it was waited for
   * @throws WxError STORE_*
   */
  async take(appid: string, state: string, now: number): Promise<RememberedState | undefined> {
    let taken: RememberedState | undefined
    await this.json.update((current) => {
      taken = alive(current.states, now).find((one) => one.appid === appid && one.state === state)
      return taken ? { ...current, states: current.states.filter((one) => one !== taken) } : current
    })
    return taken
  }

  /** Puts a state back that `take` gave: the redirect it was taken for has come to nothing. @throws WxError STORE_* */
  async putBack(state: RememberedState): Promise<void> {
    await this.json.update(({ states, ...file }) => ({ ...file, states: [...states, state] }))
  }

  /** Forgets the states of an AppID. @throws WxError STORE_* */
  async forget(appid: string): Promise<void> {
    const { states } = await this.json.read()
    if (!states.some((one) => one.appid === appid)) return // a lock would make a directory for nothing
    await this.json.update((current) => {
      return { ...current, states: current.states.filter((one) => one.appid !== appid) }
    })
  }
}

const alive = (states: readonly RememberedState[], now: number) =>
  states.filter(({ expiresAt }) => expiresAt > now && expiresAt <= now + LIFE_MS + CLOCK_TOLERANCE_MS)

/** @throws Error naming the place of what is wrong with the whole */
function parseStates(value: unknown): StateFile {
  const file = Object(value) as Record<string, unknown>
  if (!Array.isArray(file.states)) throw new Error('states')
  const states: readonly unknown[] = file.states
  return { ...file, states: states.filter(isState), [NEWER]: states.filter((one) => !isState(one)) }
}

const formatStates = ({ [NEWER]: newer = [], states, ...file }: StateFile): object => ({
  ...file,
  states: [...newer, ...states],
})

function isState(value: unknown): value is RememberedState {
  const { state, appid, expiresAt } = Object(value) as Record<string, unknown>
  return typeof state === 'string' && typeof appid === 'string' && typeof expiresAt === 'number'
}
