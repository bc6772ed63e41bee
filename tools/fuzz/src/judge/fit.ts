// Judges whether an accepted plan fits its machines, by rules written anew from the law.

import {
  nodesOf,
  type Inventory,
  type Plan,
  type Platform,
  type Pool,
  type Workload,
} from '@llmflow/spec'

import { findRoom, type Machine, type Replica, type Residents } from './room.js'

/** From here on the loss of any one node must be borne (design: three nines). */
const availabilityOfSpares = 0.999

/** A workload that stands all the time in one pool, with the nodes of its minimum. */
type Resident = {
  readonly workload: Workload
  readonly nodes: readonly string[]
  readonly gpus: readonly (readonly number[])[]
}

export function faultsInFit(
  plan: Plan,
  platform: Platform,
  inventory: Inventory | undefined,
): readonly string[] {
  if (inventory === undefined)
    return Object.keys(plan.placement).map((id) => `${id} is placed without an inventory`)
  const standing = Object.values(plan.workloads).filter(
    ({ kind }) => kind === 'stateless' || kind === 'stateful',
  )
  const homeless = standing.filter(({ id }) => plan.placement[id] === undefined)
  return [
    ...homeless.map(({ id }) => `${id} has no place`),
    ...inventory.pools.flatMap((pool) =>
      faultsInPool(pool, residentsOf(pool, standing, plan), plan, platform),
    ),
  ]
}

function residentsOf(
  pool: Pool,
  standing: readonly Workload[],
  { placement }: Plan,
): readonly Resident[] {
  return standing.flatMap((workload) => {
    const place = placement[workload.id]
    if (place?.pool !== pool.name) return []
    return [
      {
        workload,
        nodes: place.replicas.map(({ node }) => node),
        gpus: place.replicas.map(({ gpus }) => gpus),
      },
    ]
  })
}

function faultsInPool(
  pool: Pool,
  residents: readonly Resident[],
  plan: Plan,
  platform: Platform,
): readonly string[] {
  const machines = machinesOf(pool)
  const broken = [
    ...residents.flatMap((resident) => faultsInResident(resident, pool, machines)),
    ...machines.flatMap((machine) => faultsInMachine(machine, residents)),
  ]
  if (broken.length > 0) return broken
  return [
    ...(platform.objectives.availability >= availabilityOfSpares
      ? faultsInLosses(machines, residents)
      : []),
    ...faultsInGrowth(machines, residents, plan),
    ...faultsInWaiting(residents, plan),
  ]
}

function machinesOf(pool: Pool): readonly Machine[] {
  return nodesOf(pool).map(({ name, zone }) => ({
    name,
    zone,
    cpu: pool.cpu - Math.min(pool.cpu, pool.reserved.cpu),
    memory: pool.memory - Math.min(pool.memory, pool.reserved.memory),
    gpus: pool.gpus?.count ?? 0,
  }))
}

function faultsInResident(
  { workload, nodes, gpus }: Resident,
  pool: Pool,
  machines: readonly Machine[],
): readonly string[] {
  const { id, replicas, resources, spread, runsOn } = workload
  const zones = [...new Set(machines.map(({ zone }) => zone))]
  const inZone = zones.map(
    (zone) =>
      nodes.filter((node) => machines.find(({ name }) => name === node)?.zone === zone).length,
  )
  const product = resources.gpuProduct
  return [
    ...(nodes.length === replicas.minimum
      ? []
      : [`${id} has ${nodes.length} of ${replicas.minimum} replicas placed`]),
    ...(spread.nodes === 'required' && new Set(nodes).size < nodes.length
      ? [`${id} has two replicas on one node`]
      : []),
    ...(spread.zones === 'required' && Math.max(...inZone) - Math.min(...inZone) > 1
      ? [`${id} is uneven over zones: ${inZone.join(', ')}`]
      : []),
    ...(gpus.every((own) => own.length === (resources.gpus ?? 0))
      ? []
      : [`${id} has not ${resources.gpus ?? 0} GPUs for each replica`]),
    ...(product !== undefined && pool.gpus?.product !== product
      ? [`${id} wants ${product} and is in ${pool.name}`]
      : []),
    ...((runsOn === 'hosts') === (pool.kind === 'hosts')
      ? []
      : [`${id} runs on ${runsOn} and is in ${pool.name}`]),
    ...(pool.kind === 'control-plane' ? [`${id} is on the control plane`] : []),
  ]
}

function faultsInMachine(
  { name, cpu, memory, gpus }: Machine,
  residents: readonly Resident[],
): readonly string[] {
  const here = residents.flatMap(({ workload, nodes, gpus: own }) =>
    nodes.flatMap((node, index) =>
      node === name ? [{ ...workload.resources, indexes: own[index] ?? [] }] : [],
    ),
  )
  const sum = (read: (one: (typeof here)[number]) => number): number =>
    here.reduce((total, one) => total + read(one), 0)
  const indexes = here.flatMap((one) => one.indexes)
  return [
    ...(sum((one) => one.cpu) > cpu ? [`${name} has too few threads for its replicas`] : []),
    ...(sum((one) => one.memory) > memory
      ? [`${name} has too little memory for its replicas`]
      : []),
    ...(indexes.length > gpus || indexes.some((index) => index < 0 || index >= gpus)
      ? [`${name} has not the GPUs ${indexes.join(', ')}`]
      : []),
    ...(new Set(indexes).size < indexes.length
      ? [`${name} gives one GPU twice: ${indexes.join(', ')}`]
      : []),
  ]
}

const replicaOf = ({ id, resources, spread }: Workload): Replica => ({
  workload: id,
  cpu: resources.cpu,
  memory: resources.memory,
  gpus: resources.gpus ?? 0,
  onePerMachine: spread.nodes === 'required',
})

/** The machines with what the residents leave free, but for those on `lost`. */
function freeOf(machines: readonly Machine[], residents: readonly Resident[]): readonly Machine[] {
  return machines.map((machine) => {
    const here = residents.flatMap(({ workload, nodes }) =>
      nodes.filter((node) => node === machine.name).map(() => replicaOf(workload)),
    )
    return here.reduce<Machine>(
      (free, { cpu, memory, gpus }) => ({
        ...free,
        cpu: free.cpu - cpu,
        memory: free.memory - memory,
        gpus: free.gpus - gpus,
      }),
      machine,
    )
  })
}

function namesOn(residents: readonly Resident[]): Residents {
  const names = new Map<string, Set<string>>()
  for (const { workload, nodes } of residents) {
    for (const node of nodes) names.set(node, (names.get(node) ?? new Set()).add(workload.id))
  }
  return names
}

function faultsInLosses(
  machines: readonly Machine[],
  residents: readonly Resident[],
): readonly string[] {
  const free = freeOf(machines, residents)
  const names = namesOn(residents)
  return machines.flatMap(({ name: lost }) => {
    const homeless = residents.flatMap(({ workload, nodes }) =>
      workload.movable ? nodes.filter((node) => node === lost).map(() => replicaOf(workload)) : [],
    )
    const room = findRoom(
      homeless,
      free.filter(({ name }) => name !== lost),
      names,
    )
    return room === 'no'
      ? [
          `when ${lost} is lost, there is no room for ${homeless.map(({ workload }) => workload).join(', ')}`,
        ]
      : []
  })
}

/** What the plan says can run at once must fit: beside the minima where they are, or else laid out anew. */
function faultsInGrowth(
  machines: readonly Machine[],
  residents: readonly Resident[],
  { waiting }: Plan,
): readonly string[] {
  const growth = (from: 'minimum' | 'nothing'): readonly Replica[] =>
    residents.flatMap(({ workload }) => {
      const waits = waiting.find((one) => one.workload === workload.id)?.replicas ?? 0
      const more =
        workload.replicas.maximum - waits - (from === 'minimum' ? workload.replicas.minimum : 0)
      return Array.from({ length: Math.max(0, more) }, () => replicaOf(workload))
    })
  if (findRoom(growth('minimum'), freeOf(machines, residents), namesOn(residents)) === 'yes')
    return []
  return findRoom(growth('nothing'), machines, new Map()) === 'no'
    ? [
        `at the maxima there is no room for ${[...new Set(growth('minimum').map(({ workload }) => workload))].join(', ')}, and nobody waits for it`,
      ]
    : []
}

/** Who waits is asked for beyond its minimum, and nobody of lower priority took the room. */
function faultsInWaiting(residents: readonly Resident[], { waiting }: Plan): readonly string[] {
  const own = waiting.filter(({ workload }) =>
    residents.some((one) => one.workload.id === workload),
  )
  return own.flatMap((entry, index) => {
    const waiter = residents.find(({ workload }) => workload.id === entry.workload)?.workload
    if (waiter === undefined) return []
    const span = waiter.replicas.maximum - waiter.replicas.minimum
    const before = own[index - 1]
    const thieves = residents.filter(({ workload }) => tookTheRoom(workload, waiter, waiting))
    return [
      ...(entry.replicas >= 1 && entry.replicas <= span
        ? []
        : [`${entry.workload} waits with ${entry.replicas} of ${span} replicas`]),
      ...(entry.priority === waiter.priority
        ? []
        : [`${entry.workload} waits with another priority`]),
      ...(before !== undefined && before.priority < entry.priority
        ? [`${before.workload} is listed before ${entry.workload}, which is served first`]
        : []),
      ...thieves.map(
        ({ workload }) =>
          `${workload.id} grows while ${waiter.id} waits, which is more important and asks for less`,
      ),
    ]
  })
}

function tookTheRoom(other: Workload, waiter: Workload, waiting: Plan['waiting']): boolean {
  const waits = waiting.find(({ workload }) => workload === other.id)?.replicas ?? 0
  const grown = other.replicas.maximum - other.replicas.minimum - waits
  const [has, asks] = [replicaOf(other), replicaOf(waiter)]
  return (
    other.priority < waiter.priority &&
    grown > 0 &&
    waiter.spread.nodes !== 'required' &&
    waiter.spread.zones !== 'required' &&
    has.cpu >= asks.cpu &&
    has.memory >= asks.memory &&
    has.gpus >= asks.gpus
  )
}
