/** Something that is asked about, and that others may change while the question stands open. */
export interface Asked<State> {
  readonly read: () => Promise<State>
  /** Shows it and asks. @returns false where nothing had to be asked @throws WxError DECLINED */
  readonly ask: (state: State) => Promise<boolean>
  readonly isSame: (before: State, now: State) => boolean
  /** Told before it is asked about anew. */
  readonly changed: () => void
}

/**
 * Asks about something, reads it again after the answer, and asks anew where it has changed.
 * @returns what was agreed about, as it is now
 */
export async function agreed<State>({ read, ask, isSame, changed }: Asked<State>): Promise<State> {
  for (let state = await read(); ; ) {
    if (!(await ask(state))) return state
    const now = await read()
    if (isSame(state, now)) return now
    changed()
    state = now
  }
}
