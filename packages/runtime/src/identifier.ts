// Makes identifiers: UUIDs of version 7, which sort by the time they were made.

import { randomUUID } from 'node:crypto'

/**
 * A new UUID of version 7 (RFC 9562, section 5.7): 48 bits of milliseconds, then random bits. Those are taken from a
 * UUID of version 4, of which Node makes many with one call of the system.
 */
export function makeId(nowMs: number = Date.now()): string {
  const time = nowMs.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}

/** When an identifier was made, in milliseconds since 1970. */
export const timeOfId = (id: string): number =>
  Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
