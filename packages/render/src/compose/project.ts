// Gathers what a compose project runs: the plan's workloads, and those that stand for addons.

import type { Plan, PlannedEdge, StandIn, Workload } from '@llmflow/spec'

/** A plan in which every addon that has stand-ins is replaced by them. */
export type Project = {
  readonly plan: Plan
  readonly standIns: readonly StandIn[]
  /** Connections among workloads, each pair once. */
  readonly connections: readonly Connection[]
}

type Connection = { readonly from: string; readonly to: string }

export function projectOf(plan: Plan): Project {
  const standIns = Object.values(plan.addons).flatMap(({ standIns: own = [] }) => own)
  const added = standIns.map(({ workload }) => workload)
  // The machine is the person's own, and there is no cluster.
  const own = Object.values(plan.workloads).filter(({ tends }) => tends === undefined)
  const workloads = sortedById([...own, ...added])
  const edges = [...plan.edges, ...added.flatMap(edgesFrom)]
  const whole: Plan = {
    ...plan,
    workloads,
    edges: edges.filter(
      ({ from, to }) =>
        workloads[from] !== undefined &&
        (to.kind !== 'workload' || workloads[to.workload] !== undefined),
    ),
    images: { ...plan.images, ...imagesOf(plan, added) },
  }
  return { plan: whole, standIns, connections: connectionsOf(whole, standIns) }
}

/** Images of stand-ins, through the registry as all others are. */
function imagesOf({ registry }: Plan, added: readonly Workload[]): Plan['images'] {
  return Object.fromEntries(
    added.map(({ id, image: { repository, tag } }) => {
      const upstream = `${repository}:${tag}`
      const reference = registry === null ? upstream : `${registry.host}/${upstream}`
      return [`${upstream} of ${id}`, { reference, workloads: [id] }]
    }),
  )
}

const sortedById = (workloads: readonly Workload[]): Plan['workloads'] =>
  Object.fromEntries(
    workloads
      .map((workload): [string, Workload] => [workload.id, workload])
      .toSorted(([left], [right]) => (left < right ? -1 : 1)),
  )

const edgesFrom = ({ id, edges }: Workload): readonly PlannedEdge[] =>
  edges.map((edge) => ({ from: id, ...edge }))

/** The declared edges, and the scraping that follows from ports with metrics. */
function connectionsOf(plan: Plan, standIns: readonly StandIn[]): readonly Connection[] {
  const declared = plan.edges.flatMap(({ from, to }): readonly Connection[] => {
    if (to.kind === 'workload') return [{ from, to: to.workload }]
    if (to.kind === 'external') return []
    return endpointOf(plan, standIns, to.addon, to.endpoint).map((id) => ({ from, to: id }))
  })
  const scrapers = standIns.filter(({ reads }) => reads?.scraping !== undefined)
  const scraping = scrapers.flatMap(({ workload }) =>
    Object.values(plan.workloads)
      .filter(({ id, ports = [] }) => id !== workload.id && ports.some(({ metrics }) => metrics))
      .map(({ id }): Connection => ({ from: workload.id, to: id })),
  )
  const unique = new Map([...declared, ...scraping].map((one) => [`${one.from} ${one.to}`, one]))
  return [...unique.values()]
}

/** The workload that serves an endpoint of an addon; none where nothing stands for it. */
function endpointOf(
  plan: Plan,
  standIns: readonly StandIn[],
  addon: string,
  endpoint: string,
): readonly string[] {
  const own = plan.addons[addon]?.standIns ?? []
  return standIns
    .filter((one) => own.includes(one) && one.endpoint === endpoint)
    .map(({ workload }) => workload.id)
}
