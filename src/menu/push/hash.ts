import { createHash } from 'node:crypto'
import { canonical } from '../diff/compare'
import type { Menu } from '../types'

/** What a menu is known by: SHA-256 of its canonical text, 64 hex digits. Equal for the same menu, and for no other. */
export function menuHash(menu: Menu): string {
  return createHash('sha256').update(canonical(menu)).digest('hex')
}
