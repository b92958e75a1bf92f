import { randomBytes } from 'node:crypto'
import { ticketLimits, ticketTypes } from '../../wechat/oauth/web-limits'
import { refuse } from '../refusal'
import { type Behaviours, done } from './endpoint'

/** [?] The platform is seen to answer one and the same ticket for a time: here until five minutes before its end. */
const OVERLAP_MS = 300_000

/** docs/platform.md 6. */
export const ticketEndpoints = {
  ticketGet: {
    token: true,
    unverified: true, // [?] the sharing calls need a verified account, the ticket is said to come to all
    run: ({ account, query, time }) => {
      const type = ticketTypes.find((each) => each === query.get('type')) ?? refuse(40097) // [?] which code
      const { web } = account
      const found = web.tickets.find(
        (ticket) => ticket.type === type && ticket.validUntil - time > OVERLAP_MS,
      )
      const ticket = found ?? {
        type,
        value: randomBytes(64).toString('base64url'),
        validUntil: time + ticketLimits.lifeSeconds * 1000,
      }
      if (!found) web.tickets = [...web.tickets.filter((each) => each.type !== type), ticket]
      return { ...done, ticket: ticket.value, expires_in: Math.floor((ticket.validUntil - time) / 1000) }
    },
  },
} satisfies Behaviours
