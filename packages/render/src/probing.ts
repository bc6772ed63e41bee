// Finds what a prober knocks at, because it exports no metrics of its own.

import type { Plan, Port, Workload } from '@llmflow/spec'
import { portOf } from './text.js'

/** The workload that knocks: it may, where it declares an edge. */
const prober = 'blackbox-exporter'

/** What is asked of a workload, and by whom. */
type Knock = {
  readonly prober: Workload
  readonly proberPort: number
  readonly port: Port
  readonly scheme: string
  readonly path: string
}

/** By the check that tells when it is ready; undefined where nobody knocks. */
export function knockAt(plan: Plan, workload: Workload): Knock | undefined {
  const check = workload.probes?.ready?.check
  const knocking = plan.workloads[prober]
  if (knocking === undefined || check?.kind !== 'http') return undefined
  if (!isReached(plan, workload, check.port)) return undefined
  return {
    prober: knocking,
    proberPort: knocking.ports?.[0]?.number ?? 9115,
    port: portOf(plan, workload.id, check.port),
    scheme: (check.scheme ?? 'HTTP').toLowerCase(),
    path: check.path,
  }
}

const isReached = ({ edges }: Plan, { id }: Workload, port: string): boolean =>
  edges.some(
    ({ from, to }) =>
      from === prober && to.kind === 'workload' && to.workload === id && to.port === port,
  )
