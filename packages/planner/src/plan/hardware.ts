// Step: what the hardware holds, draws and connects, with raw and usable storage and the power of each rack.

import {
  fabricRates,
  fromInventory,
  nodesOf,
  planeOf,
  pointer,
  watts,
  type Inventory,
  type Plane,
  type PlannedAttachment,
  type PlannedFabric,
  type PlannedHardware,
  type PlannedPower,
  type PlannedRack,
  type Pool,
} from '@llmflow/spec'
import { planStorage } from './hardware-storage.js'
import type { Reasons } from './step.js'

const none: PlannedHardware = {
  planes: {},
  objectStores: {},
  storageClasses: {},
  disks: {},
  racks: {},
  networks: {},
  fabrics: {},
  power: { nodes: watts(0), switches: watts(0), cooling: 1, total: watts(0) },
}

export function planHardware(inventory: Inventory | undefined, reasons: Reasons): PlannedHardware {
  if (inventory === undefined) return none
  return {
    planes: planesOf(inventory),
    ...planStorage(inventory, reasons),
    racks: racksOf(inventory, reasons),
    networks: networksOf(inventory),
    fabrics: fabricsOf(inventory),
    power: powerOf(inventory, reasons),
  }
}

function planesOf({ pools }: Inventory): PlannedHardware['planes'] {
  const planes = new Map<Plane, readonly string[]>()
  for (const pool of pools) {
    const plane = planeOf(pool)
    planes.set(plane, [...(planes.get(plane) ?? []), pool.name])
  }
  return Object.fromEntries(planes)
}

/** The nodes that one pool has in a rack. */
type Held = { readonly pool: Pool; readonly at: number; readonly nodes: readonly string[] }

/** Racks that are listed, then those that only a node names. */
function racksOf(inventory: Inventory, reasons: Reasons): PlannedHardware['racks'] {
  const held = heldByRack(inventory)
  const names = new Set([...inventory.racks.map(({ name }) => name), ...held.keys()])
  return Object.fromEntries(
    [...names].map((name) => [name, rackOf(name, held.get(name) ?? [], inventory, reasons)]),
  )
}

function heldByRack({ pools }: Inventory): ReadonlyMap<string, readonly Held[]> {
  const racks = new Map<string, Held[]>()
  for (const [at, pool] of pools.entries()) {
    for (const [rack, nodes] of nodesByRack(pool)) {
      const held = racks.get(rack) ?? []
      held.push({ pool, at, nodes })
      racks.set(rack, held)
    }
  }
  return racks
}

function nodesByRack(pool: Pool): ReadonlyMap<string, readonly string[]> {
  const racks = new Map<string, string[]>()
  for (const { name, rack } of nodesOf(pool)) {
    if (rack === '') continue
    const names = racks.get(rack) ?? []
    names.push(name)
    racks.set(rack, names)
  }
  return racks
}

function rackOf(
  name: string,
  held: readonly Held[],
  inventory: Inventory,
  reasons: Reasons,
): PlannedRack {
  const listed = inventory.racks.find((rack) => rack.name === name)
  const switches = inventory.switches.filter(({ rack }) => rack === name)
  const ofNodes = sum(held.map(({ pool, nodes }) => nodes.length * (pool.power ?? 0)))
  const power = watts(ofNodes + sum(switches.map((one) => one.power ?? 0)))
  reasons.add('hardware', pointer('hardware', 'racks', name, 'power'), {
    rule: 'hardware/rack-power',
    formula: 'nodes in the rack × watts of one, and its switches',
    terms: [
      ...held.flatMap(({ pool, at, nodes }) =>
        pool.power === undefined
          ? []
          : [
              fromInventory(
                pool.name,
                `${nodes.length} × ${pool.power} W`,
                pointer('pools', at, 'power'),
              ),
            ],
      ),
      fromInventory('switches', `${power - ofNodes} W`, '/switches'),
    ],
  })
  return {
    nodes: held.flatMap(({ nodes }) => nodes),
    switches: switches.map((one) => one.name),
    power,
    ...(listed?.power === undefined ? {} : { powerLimit: listed.power }),
    units:
      sum(held.map(({ pool, nodes }) => nodes.length * (pool.units ?? 0))) +
      sum(switches.map(({ units }) => units)),
    ...(listed === undefined ? {} : { unitLimit: listed.units }),
  }
}

function powerOf(inventory: Inventory, reasons: Reasons): PlannedPower {
  const nodes = sum(inventory.pools.map((pool) => nodesOf(pool).length * (pool.power ?? 0)))
  const switches = sum(inventory.switches.map(({ power }) => power ?? 0))
  const cooling = inventory.site?.cooling ?? 1
  const limit = inventory.site?.power
  reasons.add('hardware', '/hardware/power/total', {
    rule: 'hardware/power',
    formula: '(watts of the nodes + watts of the switches) × cooling',
    terms: [
      fromInventory('nodes', `${nodes} W`, '/pools'),
      fromInventory('switches', `${switches} W`, '/switches'),
      fromInventory('cooling', `${cooling}`, '/site/cooling'),
    ],
  })
  return {
    nodes: watts(nodes),
    switches: watts(switches),
    cooling,
    total: watts(Math.ceil((nodes + switches) * cooling)),
    ...(limit === undefined ? {} : { limit }),
  }
}

function networksOf({ networks, pools }: Inventory): PlannedHardware['networks'] {
  return Object.fromEntries(
    networks.map(
      ({ name, range, purpose, vlan, gateway, virtual }): [string, PlannedAttachment] => [
        name,
        {
          range,
          purpose,
          ...(vlan === undefined ? {} : { vlan }),
          ...(gateway === undefined ? {} : { gateway }),
          ...(virtual === undefined ? {} : { virtual }),
          pools: pools
            .filter(
              ({ links, bmc }) =>
                bmc?.network === name || links.some((link) => link.networks.includes(name)),
            )
            .map((pool) => pool.name),
        },
      ],
    ),
  )
}

function fabricsOf({ fabrics, pools, switches }: Inventory): PlannedHardware['fabrics'] {
  return Object.fromEntries(
    fabrics.map(({ name, rate, subnetManagers, resource }): [string, PlannedFabric] => [
      name,
      {
        rate,
        speed: fabricRates[rate],
        subnetManagers,
        ...(resource === undefined ? {} : { resource }),
        pools: pools
          .filter(({ links }) => links.some(({ fabric }) => fabric === name))
          .map((pool) => pool.name),
        switches: switches.filter(({ fabric }) => fabric === name).map((one) => one.name),
      },
    ]),
  )
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
