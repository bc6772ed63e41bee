// Works out in which order programs start again, so that nothing waits for what comes later.

import type { Plan, Workload } from '@llmflow/spec'
import type { KeyName } from '../values/keys.js'

type Ordered = Pick<Plan, 'edges' | 'recovery' | 'workloads'>

/** The workloads that read one of these keys, servers first, then what sets them up, then those who connect. */
export function restartOrder(
  plan: Ordered & Pick<Plan, 'secrets'>,
  keys: readonly KeyName[],
): readonly Workload[] {
  const ids = new Set(
    keys.flatMap(({ secret, key }) =>
      (plan.secrets[secret]?.consumers ?? [])
        .filter((consumer) => consumer.key === key || consumer.key === '*')
        .map(({ workload }) => workload),
    ),
  )
  return startOrder(
    plan,
    Object.values(plan.workloads).filter(({ id }) => ids.has(id)),
  )
}

/** Who starts before whom, so that each finds what it waits for, through others too. */
export function startOrder(plan: Ordered, workloads: readonly Workload[]): readonly Workload[] {
  const reached = new Map(workloads.map(({ id }) => [id, reachedFrom(plan, id)]))
  const waitsFor = (one: string, other: string): boolean =>
    reached.get(one)?.has(other) === true && reached.get(other)?.has(one) !== true
  const rank = recoveryRank(plan)
  const waiting = workloads.toSorted(
    (one, other) => rank(one) - rank(other) || (one.id < other.id ? -1 : 1),
  )
  const ordered: Workload[] = []
  while (waiting.length > 0) {
    // Two that need each other wait for none of them, so somebody is always free.
    const free = waiting.findIndex(({ id }) => !waiting.some((other) => waitsFor(id, other.id)))
    ordered.push(...waiting.splice(Math.max(free, 0), 1))
  }
  return ordered
}

/** Stores in the order in which they are brought back; everything else behind them. */
function recoveryRank({ recovery }: Ordered): (workload: Workload) => number {
  const components = Object.values(recovery).map(({ component }) => component)
  return ({ component }) => {
    const at = components.indexOf(component)
    return at === -1 ? components.length : at
  }
}

/** Everything without which a workload cannot work. */
function reachedFrom(plan: Ordered, from: string): ReadonlySet<string> {
  const reached = new Set<string>()
  const waiting = [from]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const next = neededBy(plan, id).filter((one) => !reached.has(one))
    for (const one of next) reached.add(one)
    waiting.push(...next)
  }
  return reached
}

/** What it waits for, what it connects to, and the jobs that set that up. */
function neededBy({ workloads, edges }: Ordered, id: string): readonly string[] {
  const { after = [], prepares } = workloads[id] ?? {}
  const servers = edges.flatMap(({ from, to }) =>
    from === id && to.kind === 'workload' ? [to.workload] : [],
  )
  const jobs = Object.values(workloads).filter(
    (job) => job.id !== id && job.prepares !== undefined && job.prepares !== prepares,
  )
  const prepared = jobs.filter((job) => servers.some((server) => server === job.prepares))
  return [
    ...after,
    ...servers,
    ...(prepares === undefined ? [] : [prepares]),
    ...prepared.map((job) => job.id),
  ]
}
