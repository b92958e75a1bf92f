/**
 * How the fields of a push are written down: their kind, and an example that is sent when somebody tries one out.
 * Kinds: `text` is written in CDATA; `whole`, `decimal` and `id` are written bare. An `id` is a whole number of up to 64 bits,
 * too long for a JavaScript number, and stays text.
 */

export type Field =
  | { readonly kind: 'text' | 'id'; readonly example: string; readonly rare?: true }
  | { readonly kind: 'whole' | 'decimal'; readonly example: number; readonly rare?: true }
  | { readonly kind: 'struct'; readonly fields: Fields; readonly rare?: true }
  /** An element that is repeated for each value; the example has one. */
  | { readonly kind: 'list'; readonly of: Field; readonly rare?: true }

export interface Fields {
  readonly [name: string]: Field
}

/** One type of push, without the fields that all have. */
export interface PushShape {
  readonly what: { readonly en: string; readonly zh: string }
  /** Its own fields, in the order of the documentation's samples. */
  readonly fields: Fields
  /** Of messages: the fields after MsgId. */
  readonly tail?: Fields
  /** The feature is switched off or closed to new accounts; SDKs still know the event. */
  readonly retired?: true
  /** Only the names of its fields are known: the documentation has no sample. */
  readonly sketch?: true
}

export type Shapes = Readonly<Record<string, PushShape>>

/** Keeps the literal names of the fields, from which the types of typed pushes follow. */
export const shapes = <const S extends Shapes>(types: S): S => types

export const text = (example: string) => ({ kind: 'text', example }) as const
export const id = (example: string) => ({ kind: 'id', example }) as const
export const whole = (example: number) => ({ kind: 'whole', example }) as const
export const decimal = (example: number) => ({ kind: 'decimal', example }) as const
export const struct = <const F extends Fields>(fields: F) => ({ kind: 'struct', fields }) as const
export const list = <const F extends Field>(of: F) => ({ kind: 'list', of }) as const

/** A field that most pushes of the type do not have: it is read, but the example does not have it. */
export const rare = <const F extends Field>(field: F) => ({ ...field, rare: true }) as const

type ValueOf<F> = F extends { readonly kind: 'text' | 'id' }
  ? string
  : F extends { readonly kind: 'whole' | 'decimal' }
    ? number | undefined
    : F extends { readonly kind: 'struct'; readonly fields: infer Inner }
      ? ValuesOf<Inner>
      : F extends { readonly kind: 'list'; readonly of: infer One }
        ? readonly ValueOf<One>[]
        : never

/** Values as they are read: a text that is missing is `''`, a number that is missing or none is undefined. */
export type ValuesOf<F> = { readonly [Name in keyof F]: ValueOf<F[Name]> }
