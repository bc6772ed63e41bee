// Finds parts of a running component that have no replica and never get one.

import { engineOf } from '@llmflow/catalog'
import { diagnostic, type Diagnostic, type Workload } from '@llmflow/spec'
import type { Subject } from '../input.js'
import { isStanding } from '../plan/placement.js'
import { boundOf } from './capacity-places.js'
import type { Rule } from './rule.js'

/** A model without replicas is parked; every other part is there because others need it. */
export const partNeverRuns: Rule = (subject) => {
  const standing = Object.values(subject.draft.plan.workloads).filter(isStanding)
  const running = new Set(
    standing.filter(({ replicas }) => replicas.maximum > 0).map(({ component }) => component),
  )
  return standing
    .filter(
      (workload) =>
        workload.replicas.maximum === 0 &&
        running.has(workload.component) &&
        !servesModel(subject, workload),
    )
    .map(({ id, component, part, optional }): Diagnostic =>
      diagnostic(
        'wiring/part-never-runs',
        boundOf(subject, { component, part }, 'maximum'),
        { component, workload: id },
        { severity: optional === true ? 'warning' : 'error' },
      ),
    )
}

const servesModel = ({ platform }: Subject, { component, part }: Workload): boolean =>
  platform.models.some((model) => model.name === part && engineOf(model) === component)
