/** Every type of push that is documented (docs/platform.md 3.6 and 3.7): what it is, its fields, an example to send. */

import { suggest } from '../suggest'
import { accountEvents } from './types/account'
import { cardEvents } from './types/cards'
import type { PushShape, Shapes } from './types/field'
import { followerEvents } from './types/followers'
import { invoiceEvents } from './types/invoices'
import { jobEvents } from './types/jobs'
import { menuEvents } from './types/menu'
import { messageTypes } from './types/messages'
import { retiredEvents } from './types/retired'
import { serviceEvents } from './types/service'
import { storeEvents } from './types/stores'
import { variants } from './types/variants'

export const pushFamilies = [
  'messages',
  'followers',
  'menu',
  'jobs',
  'service',
  'account',
  'cards',
  'invoices',
  'stores',
  'retired',
] as const
type PushFamily = (typeof pushFamilies)[number]

export interface PushTypeEntry extends PushShape {
  /** `text`, `event/CLICK`, or of a variant `subscribe-qr`. */
  readonly name: string
  /** What `pushOf` says of it: the name, but of a variant the name of the type it is a form of. */
  readonly type: string
  readonly family: PushFamily
  readonly MsgType: string
  readonly Event?: string
}

const eventsBy = {
  followers: followerEvents,
  menu: menuEvents,
  jobs: jobEvents,
  service: serviceEvents,
  account: accountEvents,
  cards: cardEvents,
  invoices: invoiceEvents,
  stores: storeEvents,
  retired: retiredEvents,
} as const satisfies Record<Exclude<PushFamily, 'messages'>, Shapes>

type Events = typeof followerEvents &
  typeof menuEvents &
  typeof jobEvents &
  typeof serviceEvents &
  typeof accountEvents &
  typeof cardEvents &
  typeof invoiceEvents &
  typeof storeEvents &
  typeof retiredEvents

/** The shape of each type by its name, as types. */
export type PushShapes = typeof messageTypes & {
  readonly [Name in keyof Events as `event/${Name}`]: Events[Name]
}
export type PushTypeName = keyof PushShapes

/** All of them, family by family, the variants at the end of theirs. */
export const pushTypes: readonly PushTypeEntry[] = pushFamilies.flatMap((family) => {
  const types =
    family === 'messages'
      ? Object.entries<PushShape>(messageTypes).map(([MsgType, shape]) => messageEntry(MsgType, shape))
      : Object.entries<PushShape>(eventsBy[family]).map(([Event, shape]) => eventEntry(Event, shape, family))
  return [...types, ...types.flatMap(variantsOf)]
})

function messageEntry(MsgType: string, shape: PushShape): PushTypeEntry {
  return { ...shape, name: MsgType, type: MsgType, family: 'messages', MsgType }
}

function eventEntry(Event: string, shape: PushShape, family: PushFamily): PushTypeEntry {
  const name = `event/${Event}`
  return { ...shape, name, type: name, family, MsgType: 'event', Event }
}

function variantsOf(entry: PushTypeEntry): PushTypeEntry[] {
  return Object.entries(variants)
    .filter(([, { of }]) => of === entry.name)
    .map(([name, { what, fields, tail }]) => ({
      ...entry,
      name,
      what,
      fields: { ...entry.fields, ...fields },
      ...(entry.tail && { tail: { ...entry.tail, ...tail } }),
    }))
}

const byName = new Map(pushTypes.map((entry) => [entry.name, entry]))

/** The entry of a push that came in, by the type `pushOf` gave it; undefined where it is not documented. */
export const entryOf = (type: string): PushTypeEntry | undefined => byName.get(type)

/** Names as people type them: `CLICK`, `text`, `subscribe-qr`. */
const shortName = ({ name, Event }: PushTypeEntry): string =>
  Event !== undefined && name === `event/${Event}` ? Event : name

/**
 * The entry that a person means by `CLICK`, `event/CLICK`, `click` or `subscribe-qr`. The exact case counts first:
 * `location` is the message and `LOCATION` the event, so `Location` is neither.
 */
export function findPushType(name: string): PushTypeEntry | undefined {
  const exact = byName.get(name) ?? byName.get(`event/${name}`)
  if (exact) return exact
  const wanted = name.toLowerCase()
  const found = pushTypes.filter(
    (entry) => entry.name.toLowerCase() === wanted || shortName(entry).toLowerCase() === wanted,
  )
  return found.length === 1 ? found[0] : undefined
}

/** "Did you mean …?": the name nearest to what was typed, in the form in which it was typed. */
export function suggestPushType(name: string): string | undefined {
  const whole = /^event\//i.test(name)
  return suggest(
    name,
    pushTypes.map((entry) => (whole ? entry.name : shortName(entry))),
  )
}
