// Makes identifiers: UUIDs of version 7, which sort by the time they were made.

import { randomUUID } from 'node:crypto'

let lastMs = 0
let count = 0

/**
 * A new UUID of version 7 (RFC 9562, section 5.7): 48 bits of milliseconds, 12 that count within one, so that what was
 * made later in this process stands later too, then random bits. Those are taken from a UUID of version 4, of which Node
 * makes many with one call of the system.
 */
export function makeId(nowMs: number = Date.now()): string {
  count = nowMs === lastMs ? (count + 1) % 4096 : 0
  lastMs = nowMs
  const time = nowMs.toString(16).padStart(12, '0')
  const place = count.toString(16).padStart(3, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${place}${randomUUID().slice(18)}`
}

/** When an identifier was made, in milliseconds since 1970. */
export const timeOfId = (id: string): number =>
  Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
