// Shows what the disks hold, what the racks draw and which pools the networks and fabrics reach.

import {
  approximateCpu,
  printBytes,
  type Plan,
  type PlannedHardware,
  type PlannedStorage,
} from '@llmflow/spec'
import type { Style } from '../terminal/style.js'
import { left, right, tableOf } from '../terminal/table.js'
import type { CliWords } from '../words/words.js'

const kilowatts = (watts: number): string => `${approximateCpu(watts)} kW`

/** `8.6 kW of 11 kW`, or only the first where there is no limit. */
const ofLimit = (used: string, limit: string | undefined, words: CliWords): string =>
  limit === undefined ? used : words.plan.used(used, limit)

export function disksTable({ hardware }: Plan, words: CliWords, style: Style): readonly string[] {
  const { objectStores, storageClasses, disks } = hardware
  const rows = [objectStores, storageClasses, disks].flatMap((section) =>
    Object.entries(section)
      // Nothing is known of a class that names neither its pools nor its capacity.
      .filter(([, { raw }]) => raw > 0)
      .map((entry) => storageRow(entry, words)),
  )
  if (rows.length === 0) return []
  const { storage, pools, raw, protection, usable, promised, survives } = words.hardware.columns
  const columns = [left(storage), left(pools), right(raw), left(protection), right(usable)]
  return tableOf([...columns, right(promised), left(survives)], rows, style.dim)
}

function storageRow([name, own]: [string, PlannedStorage], { hardware }: CliWords) {
  const { pools, raw, usable, promised, protection, survives } = own
  const isLocal = pools.length === 1 && pools[0] === name
  return [
    name,
    isLocal ? '' : pools.join(', ') || hardware.elsewhere,
    printBytes(raw),
    hardware.protection(protection),
    printBytes(usable),
    promised === undefined ? '' : printBytes(promised),
    hardware.survives(survives.disks, survives.nodes),
  ]
}

export function racksTable({ hardware }: Plan, words: CliWords, style: Style): readonly string[] {
  const { racks } = hardware
  if (Object.keys(racks).length === 0) return []
  const { rack, nodes, switches, units, power } = words.hardware.columns
  const rows = Object.entries(racks).map(([name, own]) => [
    name,
    `${own.nodes.length}`,
    own.switches.length === 0 ? '' : `${own.switches.length}`,
    own.units === 0 ? '' : ofLimit(`${own.units}`, own.unitLimit?.toString(), words),
    own.power === 0
      ? ''
      : ofLimit(
          kilowatts(own.power),
          own.powerLimit === undefined ? undefined : kilowatts(own.powerLimit),
          words,
        ),
  ])
  const columns = [left(rack), right(nodes), right(switches), right(units), right(power)]
  return [...tableOf(columns, rows, style.dim), ...siteLine(hardware, words)]
}

function siteLine({ power }: PlannedHardware, words: CliWords): readonly string[] {
  const { nodes, switches, cooling, total, limit } = power
  if (total === 0) return []
  const machines = words.hardware.meter(kilowatts(nodes + switches), cooling)
  const used = ofLimit(kilowatts(total), limit === undefined ? undefined : kilowatts(limit), words)
  return [`${words.hardware.site}: ${machines} = ${used}`]
}

export function networksTable(
  { hardware, pools }: Plan,
  words: CliWords,
  style: Style,
): readonly string[] {
  const every = Object.keys(pools).length
  const reached = (names: readonly string[]): string =>
    names.length === every && every > 1 ? words.hardware.everyPool : names.join(', ')
  const networks = Object.entries(hardware.networks).map(([name, own]) => [
    name,
    own.vlan === undefined ? '' : `${own.vlan}`,
    own.range,
    own.purpose,
    reached(own.pools),
  ])
  const fabrics = Object.entries(hardware.fabrics).map(([name, { rate, speed, ...own }]) => [
    name,
    '',
    `${rate} ${speed} Gb/s`,
    'rdma',
    reached(own.pools),
  ])
  if (networks.length + fabrics.length === 0) return []
  const { network, vlan, range, purpose, pools: column } = words.hardware.columns
  const columns = [left(network), right(vlan), left(range), left(purpose), left(column)]
  return tableOf(columns, [...networks, ...fabrics], style.dim)
}
