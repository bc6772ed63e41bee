// Reads and prints amounts of memory and storage as people and Kubernetes write them.

import { bytes, type Bytes } from './brand.js'
import { divideExactly, scaleDecimal } from './decimal.js'

const units: readonly (readonly [suffix: string, kubernetes: string, size: bigint])[] = [
  ['PiB', 'Pi', 2n ** 50n],
  ['PB', 'P', 10n ** 15n],
  ['TiB', 'Ti', 2n ** 40n],
  ['TB', 'T', 10n ** 12n],
  ['GiB', 'Gi', 2n ** 30n],
  ['GB', 'G', 10n ** 9n],
  ['MiB', 'Mi', 2n ** 20n],
  ['MB', 'M', 10n ** 6n],
  ['KiB', 'Ki', 2n ** 10n],
  ['kB', 'k', 10n ** 3n],
  ['B', '', 1n],
]

const sizeOf = new Map(
  units.flatMap(([suffix, kubernetes, size]) => [
    [suffix, size],
    [kubernetes, size],
  ]),
)

/** Reads `72GiB`, `280Gi`, `1.5TB` or `1024` (bytes). Undefined when it is no whole number of bytes. */
export function parseBytes(text: string): Bytes | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*([A-Za-z]*)$/.exec(text.trim())
  const size = sizeOf.get(match?.[2] ?? '?')
  if (match?.[1] === undefined || size === undefined) return undefined
  const value = scaleDecimal(match[1], size)
  return value === undefined ? undefined : bytes(value)
}

/** Prints an amount exactly, in the largest unit that needs at most two decimals: `72GiB`. */
export function printBytes(value: Bytes): string {
  for (const [suffix, , size] of units) {
    if (BigInt(value) < size) continue
    const text = divideExactly(value, size, 2)
    if (text !== undefined) return `${text}${suffix}`
  }
  return `${value}B`
}

/** Prints an amount exactly as a Kubernetes quantity: `72Gi`. */
export function printKubernetesBytes(value: Bytes): string {
  for (const [, kubernetes, size] of units) {
    if (BigInt(value) < size) continue
    const text = divideExactly(value, size, 0)
    if (text !== undefined) return `${text}${kubernetes}`
  }
  return `${value}`
}

/** Prints an amount for reading, rounded to one decimal of the largest binary unit: `79.4 GiB`. */
export function approximateBytes(value: number): string {
  const binary = units.filter(([suffix]) => suffix.includes('i'))
  const [suffix, , size] = binary.find(([, , unit]) => Math.abs(value) >= Number(unit)) ?? [
    'B',
    '',
    1n,
  ]
  const amount = value / Number(size)
  return `${Number.isInteger(amount) ? amount : amount.toFixed(1)} ${suffix}`
}

/** `gibibytes(2)` is 2 GiB, rounded to a whole byte. */
export const gibibytes = (value: number): Bytes => bytes(Math.round(value * 2 ** 30))
/** `mebibytes(2)` is 2 MiB, rounded to a whole byte. */
export const mebibytes = (value: number): Bytes => bytes(Math.round(value * 2 ** 20))
