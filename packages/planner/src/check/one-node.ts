// Finds replicas that a node selector binds to one machine.

import { diagnostic, pointer, type Diagnostic } from '@llmflow/spec'
import { isStanding } from '../plan/placement.js'
import { toleratesNodeLoss } from './capacity-fit.js'
import { choiceFor } from './choices.js'
import type { Rule } from './rule.js'

const hostname = 'kubernetes.io/hostname'

export const oneNode: Rule = ({ draft, platform, inPlatform }) =>
  Object.values(draft.plan.workloads).flatMap((workload): readonly Diagnostic[] => {
    const node = workload.nodeSelector?.[hostname]
    const replicas = workload.replicas.minimum
    if (node === undefined || replicas < 2 || !isStanding(workload)) return []
    const at = choiceFor(platform, workload, ({ nodeSelector }) => nodeSelector !== undefined)
    if (at === undefined) return []
    const severity = platform.objectives.availability >= toleratesNodeLoss ? 'error' : 'warning'
    const place = inPlatform(`${at}${pointer('nodeSelector', hostname)}`)
    return [
      diagnostic(
        'capacity/one-node',
        place,
        { workload: workload.id, replicas, node },
        { severity },
      ),
    ]
  })
