// Reads and prints processor amounts as Kubernetes writes them.

import { cpuMillis, type CpuMillis } from './brand.js'
import { divideExactly, scaleDecimal } from './decimal.js'

/** Reads `500m`, `2` or `1.5` hardware threads. Undefined when it is finer than a thousandth. */
export function parseCpu(text: string): CpuMillis | undefined {
  const match = /^(\d+(?:\.\d+)?)(m?)$/.exec(text.trim())
  if (match?.[1] === undefined) return undefined
  const value = scaleDecimal(match[1], match[2] === 'm' ? 1n : 1000n)
  return value === undefined ? undefined : cpuMillis(value)
}

/** Prints whole threads as `2` and parts as `500m`. */
export function printCpu(value: CpuMillis): string {
  return value % 1000 === 0 ? `${value / 1000}` : `${value}m`
}

/** Prints threads for reading: `104.5`. */
export function approximateCpu(value: number): string {
  return divideExactly(Math.round(value / 100) * 100, 1000n, 1) ?? `${value / 1000}`
}

/** `threads(2)` is two hardware threads. */
export const threads = (value: number): CpuMillis => cpuMillis(Math.round(value * 1000))
