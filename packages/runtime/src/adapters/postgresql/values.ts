// How values go to PostgreSQL and come back, decided once for every table.

import assert from 'node:assert/strict'
import pg from 'pg'
import type { Parameter } from '../../ports/records.js'

/** Lists become arrays, plain objects JSON, bytes `bytea`. A list that is meant as JSON is given as its text. */
export function encode(value: Parameter): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.length)
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value
  return JSON.stringify(value)
}

/**
 * `timestamptz` comes back as a Date. `bigint` comes back as a number, since counts and sizes are all that we keep in
 * it; one beyond 2^53 would be wrong in silence, so it throws. Dates without a time stay text.
 */
export const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.INT8, wholeNumber)
types.setTypeParser(pg.types.builtins.DATE, (text) => text)

function wholeNumber(text: string): number {
  const value = Number(text)
  assert(Number.isSafeInteger(value), `a bigint beyond 2^53: ${text}`)
  return value
}
