/** An answer within a time, or another one in its place. */
export class InTime<Value> {
  private readonly waiting = new Set<(value: Value) => void>()

  /**
   * @param made it may fail: the result fails then as well, unless it was too late
   * @param ms milliseconds to wait; less than none is none
   * @param instead the value where `made` takes longer
   * @param onLate told of a value that came after that
   */
  wait(
    made: Promise<Value>,
    ms: number,
    instead: () => Value,
    onLate?: (value: Value) => void,
  ): Promise<Value> {
    return new Promise((resolve, reject) => {
      let isSettled = false
      const settle = (value: Value) => {
        isSettled = true
        clearTimeout(timer)
        this.waiting.delete(settle)
        resolve(value)
      }
      const timer = setTimeout(() => settle(instead()), Math.max(0, ms))
      this.waiting.add(settle)
      made.then(
        (value) => (isSettled ? onLate?.(value) : settle(value)),
        (error: unknown) => {
          clearTimeout(timer)
          this.waiting.delete(settle)
          reject(error)
        },
      )
    })
  }

  /** Gives everybody who still waits this value now. */
  giveUp(value: () => Value): void {
    for (const settle of this.waiting) settle(value())
  }
}
