// Says what a service waits for: servers that answer, and jobs that have ended well.

import { serviceNamesOf, type Plan, type Workload } from '@llmflow/spec'
import { workloadOf } from '../text.js'
import { healthcheckOf } from './healthcheck.js'
import { profilesOf } from './profiles.js'
import type { Dependency } from './service.js'

export function dependenciesOf(
  plan: Plan,
  workload: Workload,
): { readonly [service: string]: Dependency } {
  const ids = new Set([...(workload.after ?? []), ...preparationsFor(plan, workload)])
  return Object.fromEntries(
    [...ids].flatMap((id) => {
      const other = workloadOf(plan, id)
      return serviceNamesOf(other).map((service) => [service, dependencyOn(other)])
    }),
  )
}

/** Jobs that prepare what it connects to; the servers' own component does not wait for what comes after it. */
function preparationsFor(
  { workloads }: Plan,
  { id, component, edges }: Workload,
): readonly string[] {
  const servers = new Set(edges.flatMap(({ to }) => (to.kind === 'workload' ? [to.workload] : [])))
  return Object.values(workloads)
    .filter(
      (job) =>
        job.prepares !== undefined &&
        servers.has(job.prepares) &&
        job.id !== id &&
        job.component !== component,
    )
    .map((job) => job.id)
}

/** What a profile leaves out must not keep others from starting. */
function dependencyOn(other: Workload): Dependency {
  const optional = profilesOf(other).length === 0 ? {} : { required: false }
  return { condition: conditionOf(other), ...optional }
}

function conditionOf(other: Workload): Dependency['condition'] {
  if (other.kind === 'job') return 'service_completed_successfully'
  return healthcheckOf(other) === undefined ? 'service_started' : 'service_healthy'
}
