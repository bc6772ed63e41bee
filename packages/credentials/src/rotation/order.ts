// Works out in which order those who read a secret start again, so that nothing waits for what comes later.

import type { Plan, Workload } from '@llmflow/spec'
import type { KeyName } from '../values/keys.js'

/** The workloads that read one of these keys, servers first, then what sets them up, then those who connect. */
export function restartOrder(plan: Plan, keys: readonly KeyName[]): readonly Workload[] {
  return startOrder(plan, readersOf(plan, keys))
}

type Ordered = Pick<Plan, 'edges' | 'recovery'>

/** Who starts before whom, so that each finds what it waits for. */
export function startOrder(plan: Ordered, workloads: readonly Workload[]): readonly Workload[] {
  const rank = recoveryRank(plan)
  const affected = workloads.toSorted(
    (one, other) => rank(one) - rank(other) || (one.id < other.id ? -1 : 1),
  )
  const before = new Map(affected.map((one) => [one.id, predecessorsOf(plan, affected, one)]))
  const ordered: Workload[] = []
  const waiting = [...affected]
  while (waiting.length > 0) {
    const placed = new Set(ordered.map(({ id }) => id))
    const free = waiting.findIndex(({ id }) =>
      (before.get(id) ?? []).every((one) => placed.has(one)),
    )
    // Where two wait for each other the first in the order of recovery begins.
    ordered.push(...waiting.splice(Math.max(free, 0), 1))
  }
  return ordered
}

function readersOf(plan: Plan, keys: readonly KeyName[]): readonly Workload[] {
  const ids = new Set(
    keys.flatMap(({ secret, key }) =>
      (plan.secrets[secret]?.consumers ?? [])
        .filter((consumer) => consumer.key === key || consumer.key === '*')
        .map(({ workload }) => workload),
    ),
  )
  return Object.values(plan.workloads).filter(({ id }) => ids.has(id))
}

/** Stores in the order in which they are brought back; everything else behind them. */
function recoveryRank({ recovery }: Ordered): (workload: Workload) => number {
  const components = Object.values(recovery).map(({ component }) => component)
  return ({ component }) => {
    const at = components.indexOf(component)
    return at === -1 ? components.length : at
  }
}

/** What must have started again before: what it waits for, what it connects to, and the job that sets that up. */
function predecessorsOf(
  plan: Ordered,
  affected: readonly Workload[],
  { id, after = [], prepares }: Workload,
): readonly string[] {
  const reached = plan.edges.flatMap(({ from, to }) =>
    from === id && to.kind === 'workload' ? [to.workload] : [],
  )
  const needed = new Set([...after, ...reached, ...(prepares === undefined ? [] : [prepares])])
  return affected
    .filter((one) => one.id !== id && comesFirst(one, needed, prepares))
    .map((one) => one.id)
}

function comesFirst(
  { id, prepares }: Workload,
  needed: ReadonlySet<string>,
  own: string | undefined,
): boolean {
  if (needed.has(id)) return true
  return prepares !== undefined && prepares !== own && needed.has(prepares)
}
