import { type Context, createContext, Script } from 'node:vm'

/**
 * Runs a function that may never end, because it tries regular expressions: some patterns take longer than anybody
 * waits on a text made for it, and the endpoint would answer nobody meanwhile. V8 stops a search only where a script
 * is run with a time limit; that costs some 60 µs.
 */
export class Guard {
  private readonly world: Context = createContext(Object.create(null))
  private readonly script = new Script('run()')

  /** @returns false where it was stopped after so many milliseconds */
  within(ms: number, run: () => void): boolean {
    this.world.run = run
    try {
      this.script.runInContext(this.world, { timeout: ms })
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false
      throw error
    }
  }
}
