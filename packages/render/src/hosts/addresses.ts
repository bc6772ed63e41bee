// Lists the networks that machines of a plan are in.

import { isWithin, type Plan } from '@llmflow/spec'
import { machinesOf } from './machines.js'

/** Those that hold or carry a machine; an address that lies in none stands for itself. */
export function networksOf(plan: Plan): readonly string[] {
  const carrying = Object.values(plan.hardware.networks).filter(
    ({ purpose, pools }) => purpose !== 'bmc' && purpose !== 'external' && pools.length > 0,
  )
  const ranges = carrying.map(({ range }) => range)
  const alone = machinesOf(plan)
    .map(({ address }) => address)
    .filter((address) => !ranges.some((range) => isWithin(range, address)))
  return [...new Set([...ranges, ...alone])]
}
