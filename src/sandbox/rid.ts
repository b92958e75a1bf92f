import { randomBytes } from 'node:crypto'

/** A request id as the platform makes them, `8-8-8` lower-case hex; the first part is the Unix time. */
export function newRid(now: number): string {
  const seconds = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, '0')
  const random = randomBytes(8).toString('hex')
  return `${seconds}-${random.slice(0, 8)}-${random.slice(8)}`
}

export const RID = /^[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/
