// Finds values of the plan, and prints them with the unit that their path implies.

import { bytes, cpuMillis, milliseconds, ratio } from '../quantity/brand.js'
import { approximateBytes, printBytes } from '../quantity/bytes.js'
import { approximateCpu, printCpu } from '../quantity/cpu.js'
import { printDuration } from '../quantity/duration.js'
import { printRatio } from '../quantity/ratio.js'
import { isObject } from '../source/json.js'
import { segmentsOf, type Pointer } from '../source/pointer.js'
import type { Plan } from './plan.js'

/** The value at a path of a plan, or undefined. */
export function valueIn(plan: Plan, path: Pointer): unknown {
  let current: unknown = plan
  for (const segment of segmentsOf(path)) {
    if (Array.isArray(current)) current = current[Number(segment)]
    else current = isObject(current) ? current[segment] : undefined
  }
  return current
}

type Print = (value: number) => string

const exactBytes: Print = (value) =>
  Number.isSafeInteger(value) ? printBytes(bytes(value)) : approximateBytes(value)
const exactCpu: Print = (value) => printCpu(cpuMillis(value))
const duration: Print = (value) => printDuration(milliseconds(value))

/** Units by the last word of a path. */
const units: { readonly [name: string]: Print } = {
  memory: exactBytes,
  memoryLimit: exactBytes,
  storage: exactBytes,
  size: exactBytes,
  raw: exactBytes,
  usable: exactBytes,
  promised: exactBytes,
  power: (value) => `${value} W`,
  cpu: exactCpu,
  cpuLimit: exactCpu,
  every: duration,
  keep: duration,
  lifetime: duration,
  renewBefore: duration,
  for: duration,
  bytes: (value) => approximateBytes(value),
  recoveryPoint: duration,
  recoveryTime: duration,
}

const figures: { readonly [unit: string]: Print } = {
  bytes: (value) => approximateBytes(value),
  'cpu-millis': (value) => approximateCpu(value),
  milliseconds: duration,
  ratio: (value) => printRatio(ratio(value)),
  tokens: (value) => `${rounded(value)} tokens`,
}

/** A value as people read it: a number in the unit of its path, a list in one line. */
export function printPlanValue(path: Pointer, value: unknown): string {
  if (typeof value === 'number') {
    const print = units[segmentsOf(path).at(-1) ?? '']
    return print === undefined ? rounded(value) : print(value)
  }
  if (isObject(value) && typeof value['value'] === 'number' && typeof value['unit'] === 'string') {
    return (figures[value['unit']] ?? rounded)(value['value'])
  }
  if (Array.isArray(value)) return value.map(printItem).join(', ')
  if (value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** A place of a replica is its node and its GPUs. */
function printItem(item: unknown): string {
  if (!isObject(item) || typeof item['node'] !== 'string') {
    return typeof item === 'string' ? item : JSON.stringify(item)
  }
  const gpus = Array.isArray(item['gpus']) ? item['gpus'] : []
  return gpus.length === 0 ? item['node'] : `${item['node']} (GPU ${gpus.join(' ')})`
}

/** Fractions of a calculation carry more digits than anybody reads; what is counted is exact. */
const rounded: Print = (value) =>
  Number.isSafeInteger(value) ? `${value}` : `${Number(value.toPrecision(6))}`
