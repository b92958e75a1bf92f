/** Offsets of a text (in UTF-16 code units) as lines and columns. */

/** Lines and columns are counted from 1. */
interface Place {
  readonly line: number
  /** Characters, a surrogate pair being one. */
  readonly column: number
  /** Characters up to the end of the line at most, without the white space at the end; 0 where nothing is left. */
  readonly length: number
}

/** Finds the line starts of a text once: a file may have as many findings as lines. */
export class Lines {
  private readonly starts: number[] = [0]

  constructor(private readonly text: string) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.starts.push(at + 1)
  }

  /** Line of an offset, from 1. */
  lineOf(offset: number): number {
    let [low, high] = [0, this.starts.length]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((this.starts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    return low + 1
  }

  /** Where a part of the text is. @param start offset within the text @param end offset behind the part */
  placeOf(start: number, end: number): Place {
    const line = this.lineOf(start)
    const next = this.starts[line]
    const part = this.text.slice(start, Math.min(end, next === undefined ? this.text.length : next - 1))
    return {
      line,
      column: this.characters(this.starts[line - 1] ?? 0, start) + 1,
      length: this.characters(start, start + part.trimEnd().length),
    }
  }

  private characters(from: number, to: number): number {
    let count = 0
    for (let at = from; at < to; at++) {
      const isPair =
        (this.text.charCodeAt(at) & 0xfc00) === 0xd800 && (this.text.charCodeAt(at + 1) & 0xfc00) === 0xdc00
      if (isPair && at + 1 < to) at++
      count++
    }
    return count
  }
}
