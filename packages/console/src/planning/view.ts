// Draws a plan together: machines in their racks, what is placed on which GPU, and what waits.

import { hasMachines } from '@llmflow/render'
import {
  pointer,
  type Plan,
  type PlannedNode,
  type Pointer,
  type Workload,
  type WorkloadId,
} from '@llmflow/spec'
import type {
  Gpu,
  MachineView,
  PlacedWorkload,
  PlanView,
  RackView,
  Used,
  WaitingView,
  WorkloadView,
} from './messages.ts'

export function viewOf(plan: Plan): PlanView {
  const nodes = Object.values(plan.nodes)
  const workloads = Object.values(plan.workloads)
  const { power } = plan.hardware
  return {
    name: plan.name,
    release: plan.release,
    nodes: nodes.length,
    gpus: { ...usedOf(nodes, 'gpus'), atMaximum: gpusAtMaximum(workloads) },
    memory: usedOf(nodes, 'memory'),
    cpu: usedOf(nodes, 'cpu'),
    power: power.total === 0 ? undefined : { watts: power.total, wattsMax: power.limit },
    racks: racksOf(plan),
    workloads: workloads.filter(({ id }) => plan.placement[id] !== undefined).map(workloadOf(plan)),
    waiting: plan.waiting.map((one) => waitingOf(one, plan)),
    hasMachines: hasMachines(plan),
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

const usedOf = (nodes: readonly PlannedNode[], of: 'gpus' | 'memory' | 'cpu'): Used => ({
  used: sum(nodes.map(({ used }) => used[of])),
  available: sum(nodes.map((node) => node[of])),
})

const gpusAtMaximum = (workloads: readonly Workload[]): number =>
  sum(workloads.map(({ resources, replicas }) => replicas.maximum * (resources.gpus ?? 0)))

function waitingOf(waiting: Plan['waiting'][number], plan: Plan): WaitingView {
  const { workload, replicas, lacks } = waiting
  const resources = plan.workloads[workload]?.resources
  return {
    workload,
    replicas,
    lacks,
    gpus: replicas * (resources?.gpus ?? 0),
    cpuMillis: replicas * (resources?.cpu ?? 0),
    memoryBytes: replicas * (resources?.memory ?? 0),
  }
}

const workloadOf =
  (plan: Plan) =>
  (workload: Workload): WorkloadView => {
    const { id, component, part, resources, replicas } = workload
    return {
      id,
      label: labelOf(workload, plan),
      gpusEach: resources.gpus ?? 0,
      gpuProduct: resources.gpuProduct,
      replicas: { minimum: replicas.minimum, maximum: replicas.maximum },
      placed: plan.placement[id]?.replicas.length ?? 0,
      reasons: explainedIn(plan, [
        pointer('placement', id, 'pool'),
        pointer('placement', id, 'replicas'),
        pointer('sizes', component, part, 'replicas', 'minimum'),
        pointer('sizes', component, part, 'resources', 'gpus'),
      ]),
    }
  }

/** A part of a model server is a model, which says more than the server does. */
function labelOf({ id, part }: Workload, plan: Plan): string {
  return plan.service.models.some(({ name }) => name === part) ? part : id
}

const explainedIn = ({ reasons }: Plan, paths: readonly Pointer[]): readonly Pointer[] =>
  paths.filter((path) => reasons[path] !== undefined)

const hasGpus = ({ machines }: RackView): boolean => machines.some(({ gpus }) => gpus.length > 0)

/** By rack where machines have racks, else by pool; those with GPUs first, because they are scarce. */
function racksOf(plan: Plan): readonly RackView[] {
  const machines = machinesOf(plan)
  const names = [...new Set(machines.map(({ rack }) => rack))].toSorted()
  const racks = names.map((name) => {
    const rack = plan.hardware.racks[name]
    return {
      name,
      machines: machines.filter((machine) => machine.rack === name),
      watts: rack?.power ?? 0,
      wattsMax: rack?.powerLimit,
    }
  })
  return [...racks.filter(hasGpus), ...racks.filter((rack) => !hasGpus(rack))]
}

function machinesOf(plan: Plan): readonly MachineView[] {
  const placed = placedByNode(plan)
  return Object.entries(plan.nodes).map(([name, node]) => ({
    name,
    pool: node.pool,
    rack: node.rack === '' ? node.pool : node.rack,
    gpuProduct: plan.pools[node.pool]?.gpuProduct,
    gpus: gpusOf(name, node, plan),
    cpu: { used: node.used.cpu, available: node.cpu },
    memory: { used: node.used.memory, available: node.memory },
    workloads: placed.get(name) ?? [],
    reasons: explainedIn(plan, [pointer('nodes', name, 'used')]),
  }))
}

function gpusOf(name: string, { gpus }: PlannedNode, plan: Plan): readonly Gpu[] {
  const owners = new Map<number, WorkloadId>()
  for (const [id, { replicas }] of Object.entries(plan.placement)) {
    for (const replica of replicas.filter(({ node }) => node === name)) {
      for (const gpu of replica.gpus) owners.set(gpu, id)
    }
  }
  return Array.from({ length: gpus }, (_, index) => ({ workload: owners.get(index) }))
}

function placedByNode(plan: Plan): ReadonlyMap<string, readonly PlacedWorkload[]> {
  const placed = new Map<string, PlacedWorkload[]>()
  for (const [id, { replicas }] of Object.entries(plan.placement)) {
    for (const name of new Set(replicas.map(({ node }) => node))) {
      const here = replicas.filter(({ node }) => node === name)
      const one = { id, replicas: here.length, gpus: sum(here.map(({ gpus }) => gpus.length)) }
      placed.set(name, [...(placed.get(name) ?? []), one])
    }
  }
  return placed
}
