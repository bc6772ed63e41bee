// Finds spread constraints that do not count the pods which they are written on.

import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import type { Pod } from '../../graph/graph.js'
import type { AuditRule } from '../../rule.js'
import { isAlike } from '../services/selection.js'
import { fieldsAt } from '../../graph/walk.js'
import { isWhole } from '../../graph/whole.js'

export const spreadLabels: AuditRule = (graph) =>
  graph.pods
    .filter(isWhole)
    .flatMap((pod) =>
      fieldsAt(pod.spec, 'topologySpreadConstraints.*.labelSelector.matchLabels').flatMap(
        (labels) => judge(pod, labels),
      ),
    )

function judge({ owner, labels }: Pod, wanted: Field): readonly Diagnostic[] {
  const missed = wanted.entries.find(({ key, field }) => !isAlike(labels[key], field.text ?? ''))
  if (missed === undefined) return []
  const { key, field } = missed
  const params = { workload: owner.name, label: `${key}=${field.text ?? ''}` }
  return [
    diagnostic('wiring/spread-misses-pods', field.place, params, {
      related: [owner.field.get('metadata', 'name').place],
    }),
  ]
}
