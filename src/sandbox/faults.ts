import { WxError } from '../errors'

/**
 * A fault on demand. `after` is true where the call takes effect first and only its answer suffers.
 * `latency` goes together with any other; of the others the first that fits is taken.
 */
export interface Fault {
  /** A path, the end of one after a slash (`menu/create`), or `*`. */
  readonly path: string
  readonly kind: FaultKind
  /** Milliseconds of `latency`, errcode of `errcode`, HTTP status of `status`. */
  readonly value?: number
  readonly after: boolean
  /** How many calls it still strikes; absent: all of them. */
  times?: number
}

/** What each kind takes, and whether it may come `:after` the effect. Documented in `wxadmin help faults`. */
const kinds = {
  latency: { value: [0, 600_000], after: 'never' },
  busy: { after: 'never' },
  errcode: { value: [-1_000_000, 999_999_999], after: 'never' },
  'token-invalid': { after: 'never' },
  status: { value: [400, 599], after: 'optional' },
  html: { after: 'optional' },
  empty: { after: 'optional' },
  hang: { after: 'optional' },
  drop: { after: 'optional' },
  truncate: { after: 'always' },
} as const satisfies Record<
  string,
  { readonly value?: readonly [least: number, most: number]; readonly after: 'never' | 'optional' | 'always' }
>

type FaultKind = keyof typeof kinds

/** How faults are written, for error messages. */
const WRITTEN =
  'PATH=latency:MS|busy|errcode:N|token-invalid|status:N|html|empty|hang|drop|drop-after|truncate[,times]'

/**
 * Reads `PATH=FAULT[,times]`, as `--fault` takes it: `menu/create=busy,2`, `*=latency:300`.
 * @throws WxError FAULT_INVALID
 */
export function parseFault(text: string): Fault {
  const at = text.indexOf('=')
  if (at < 1) throw invalid(text)
  const [words = '', times, ...rest] = text.slice(at + 1).split(',')
  if (rest.length > 0) throw invalid(text)
  return makeFault({ path: text.slice(0, at), fault: words, times }, text)
}

/**
 * A fault from its parts, as `POST /sandbox/faults` takes them.
 * @throws WxError FAULT_INVALID
 */
export function makeFault(
  parts: { readonly path: string; readonly fault: string; readonly times?: string | number },
  text = `${parts.path}=${parts.fault}`,
): Fault {
  const path = parts.path.trim()
  if (path === '' || /[\s?#]/.test(path)) throw invalid(text)
  const words = parts.fault.trim() === 'drop-after' ? ['drop', 'after'] : parts.fault.trim().split(':')
  const kind = words.shift() ?? ''
  if (!isKind(kind)) throw invalid(text)
  const rule: { value?: readonly [number, number]; after: string } = kinds[kind]
  const value = rule.value && number(words.shift(), rule.value, text)
  const after = words[0] === 'after' && rule.after === 'optional' && Boolean(words.shift())
  if (words.length > 0) throw invalid(text)
  const times = parts.times === undefined ? undefined : number(String(parts.times), [1, 1_000_000], text)
  return {
    path,
    kind,
    ...(value !== undefined && { value }),
    after: after || rule.after === 'always',
    ...(times !== undefined && { times }),
  }
}

/** Writes a fault as `parseFault` reads it. */
export function formatFault({ path, kind, value, after, times }: Fault): string {
  const words = [kind, value, after && kinds[kind].after === 'optional' && 'after'].filter(
    (word) => word !== undefined && word !== false,
  )
  return `${path}=${words.join(':')}${times === undefined ? '' : `,${times}`}`
}

/** What strikes one call. */
export interface Strike {
  readonly latencyMs: number
  readonly fault?: Fault
}

/** Takes the faults for a call out of the lists, one `times` from each that strikes. */
export function strike(lists: readonly Fault[][], path: string): Strike {
  let latencyMs = 0
  let fault: Fault | undefined
  for (const list of lists)
    for (const candidate of [...list]) {
      if (!fits(candidate.path, path)) continue
      if (candidate.kind === 'latency') latencyMs += candidate.value ?? 0
      else if (fault) continue
      else fault = candidate
      useUp(list, candidate)
    }
  return { latencyMs, fault }
}

function useUp(list: Fault[], fault: Fault): void {
  if (fault.times === undefined) return
  fault.times -= 1
  if (fault.times <= 0) list.splice(list.indexOf(fault), 1)
}

function fits(wanted: string, path: string): boolean {
  return wanted === '*' || wanted === path || path.endsWith(`/${wanted.replace(/^\/+/, '')}`)
}

function isKind(word: string): word is FaultKind {
  return Object.hasOwn(kinds, word)
}

function number(word: string | undefined, [least, most]: readonly [number, number], text: string): number {
  const value = /^-?\d{1,9}$/.test(word ?? '') ? Number(word) : Number.NaN
  if (!(value >= least && value <= most)) throw invalid(text)
  return value
}

function invalid(text: string): WxError {
  return new WxError('FAULT_INVALID', { fault: text, expected: WRITTEN })
}
