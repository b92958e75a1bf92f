import type { Clock } from '../../src/hub/renewal'

/** A clock that goes forward when it is told to, and whose two faces can be set apart. */
export class TestClock implements Clock {
  private passed = 0
  private wall = Date.UTC(2026, 0, 1)
  private readonly timers = new Set<{ at: number; run: () => void }>()
  /** What `random` gives. */
  chance = 0

  readonly now = () => this.wall
  readonly elapsed = () => this.passed
  readonly random = () => this.chance
  readonly after = (ms: number, run: () => void) => {
    const timer = { at: this.passed + ms, run }
    this.timers.add(timer)
    return () => void this.timers.delete(timer)
  }

  /** Milliseconds until the next timer; undefined without one. */
  get next(): number | undefined {
    const all = [...this.timers].map(({ at }) => at - this.passed)
    return all.length === 0 ? undefined : Math.min(...all)
  }

  get waiting(): number {
    return this.timers.size
  }

  /** Lets time pass, and everything happen that was due. */
  async pass(ms: number): Promise<void> {
    const end = this.passed + ms
    for (;;) {
      const due = [...this.timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
      if (!due) break
      this.wall += due.at - this.passed
      this.passed = due.at
      this.timers.delete(due)
      due.run()
      await settled()
    }
    this.wall += end - this.passed
    this.passed = end
    await settled()
  }

  /** Somebody sets the clock of the machine. */
  set(ms: number): void {
    this.wall += ms
  }
}

/** Lets promises that are waiting go on. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate)
}
