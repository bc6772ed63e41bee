// Finds parts of a running component that have no replica and never get one.

import { engineOf } from '@llmflow/catalog'
import { diagnostic, type Diagnostic, type Workload } from '@llmflow/spec'
import type { Subject } from '../input.js'
import { isStanding } from '../plan/placement.js'
import { boundOf } from './capacity-places.js'
import type { Rule } from './rule.js'

export const partNeverRuns: Rule = (subject) =>
  Object.values(subject.draft.plan.workloads)
    .filter((workload) => neverRuns(subject, workload) && !servesModel(subject, workload))
    .map(({ id, component, part }): Diagnostic =>
      diagnostic(
        'wiring/part-never-runs',
        boundOf(subject, { component, part }, 'maximum'),
        { component, workload: id },
        { severity: isCalled(subject, id) ? 'error' : 'warning' },
      ),
    )

const isCalled = ({ draft }: Subject, id: string): boolean =>
  Object.values(draft.plan.workloads).some(
    ({ replicas, edges }) =>
      replicas.maximum > 0 && edges.some(({ to }) => to.kind === 'workload' && to.workload === id),
  )

/** Whether a workload is kept at no replica while others of its component run. */
export function neverRuns({ draft }: Subject, workload: Workload): boolean {
  const { component, replicas } = workload
  if (!isStanding(workload) || replicas.maximum > 0) return false
  return Object.values(draft.plan.workloads).some(
    (other) => other.component === component && isStanding(other) && other.replicas.maximum > 0,
  )
}

/** A model without replicas is parked; every other part is there because others need it. */
const servesModel = ({ platform }: Subject, { component, part }: Workload): boolean =>
  platform.models.some((model) => model.name === part && engineOf(model) === component)
