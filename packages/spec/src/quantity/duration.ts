// Reads and prints spans of time as people write them.

import { milliseconds, type Milliseconds } from './brand.js'
import { scaleDecimal } from './decimal.js'

const units: readonly (readonly [suffix: string, size: number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
]

/** Reads `250ms`, `5s`, `1.5h`, `30d` or `1h30m`, largest unit first. */
export function parseDuration(text: string): Milliseconds | undefined {
  const parts = [...text.trim().matchAll(/(\d+(?:\.\d+)?)(ms|[dhms])/g)]
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text.trim()) return undefined
  let total = 0
  let previous = Number.POSITIVE_INFINITY
  for (const [, amount = '', suffix] of parts) {
    const size = units.find(([name]) => name === suffix)?.[1] ?? 0
    const value = scaleDecimal(amount, BigInt(size))
    if (value === undefined || size >= previous) return undefined
    previous = size
    total += value
  }
  return Number.isSafeInteger(total) ? milliseconds(total) : undefined
}

/** Prints exactly, in at most as many units as needed: `1h30m`. */
export function printDuration(value: Milliseconds): string {
  let rest: number = value
  let text = ''
  for (const [suffix, size] of units) {
    const amount = Math.floor(rest / size)
    if (amount > 0) text += `${amount}${suffix}`
    rest -= amount * size
  }
  return text === '' ? '0s' : text
}

export const seconds = (value: number): Milliseconds => milliseconds(Math.round(value * 1000))
export const hours = (value: number): Milliseconds => seconds(value * 3600)
export const days = (value: number): Milliseconds => hours(value * 24)
