// Finds workloads that are alone although the availability objective needs a second.

import { diagnostic, printRatio, ratio, type Diagnostic } from '@llmflow/spec'
import type { Subject } from '../input.js'
import { isStanding } from '../plan/placement.js'
import { boundOf } from './capacity-places.js'
import { neverRuns } from './part-never-runs.js'
import type { Rule } from './rule.js'

/** From this availability on, one replica is not enough: 99.9 % leaves 43 minutes a month. */
const needsTwo = ratio(0.999)

export const singlePointOfFailure: Rule = (subject) => {
  const { availability } = subject.platform.objectives
  if (availability < needsTwo) return []
  return Object.values(subject.draft.plan.workloads)
    .filter(
      (workload) =>
        isStanding(workload) &&
        workload.replicas.minimum < 2 &&
        !workload.optional &&
        !neverRuns(subject, workload),
    )
    .flatMap((workload) => finding(subject, workload))
}

function finding(
  subject: Subject,
  workload: Subject['draft']['plan']['workloads'][string],
): readonly Diagnostic[] {
  const params = {
    workload: workload.id,
    replicas: workload.replicas.minimum,
    availability: printRatio(subject.platform.objectives.availability),
    needed: 2,
  }
  return [
    diagnostic('capacity/single-point-of-failure', boundOf(subject, workload, 'minimum'), params),
  ]
}
