// Finds pods and claims that the LimitRange of their namespace refuses.

import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import type { Graph, Pod } from '../../graph/graph.js'
import { ofKind } from '../../graph/lookup.js'
import type { AuditRule } from '../../rule.js'
import { limitsFor } from './bounds.js'
import { parseQuantity } from './quantity.js'

export const limitRanges: AuditRule = (graph) => {
  if (ofKind(graph, 'LimitRange').length === 0) return []
  return [...graph.pods.flatMap((pod) => podFaults(graph, pod)), ...claimFaults(graph)]
}

function podFaults(graph: Graph, pod: Pod): readonly Diagnostic[] {
  const ofContainers = limitsFor(graph, pod.owner, 'Container').flatMap((range) =>
    pod.processes.flatMap(({ name, field }) => judge(name, field.get('resources'), range)),
  )
  const ofPod = limitsFor(graph, pod.owner, 'Pod').flatMap((range) => judgeSum(pod, range))
  return [...ofContainers, ...ofPod]
}

/** Only what is written counts: what is left out gets the default of the LimitRange. */
function judge(workload: string, resources: Field, range: Field): readonly Diagnostic[] {
  const limits = resources.get('limits')
  const requests = resources.get('requests')
  const above = range.get('max').entries.flatMap(({ key, field }) => {
    const asked = [limits.get(key), requests.get(key)].find((amount) => isLess(field, amount))
    return asked === undefined ? [] : [refusal(workload, key, asked, 'max', field)]
  })
  const below = range.get('min').entries.flatMap(({ key, field }) => {
    const asked = [requests.get(key), limits.get(key)].find(({ text }) => text !== undefined)
    return asked === undefined || !isLess(asked, field)
      ? []
      : [refusal(workload, key, asked, 'min', field)]
  })
  return [...above, ...below]
}

/** Unknown amounts are no less than anything. */
function isLess(left: Field, right: Field): boolean {
  const [lower, higher] = [parseQuantity(left.text), parseQuantity(right.text)]
  return lower !== undefined && higher !== undefined && lower < higher
}

function refusal(
  workload: string,
  resource: string,
  asked: Field,
  side: 'max' | 'min',
  bound: Field,
): Diagnostic {
  const limit = bound.text ?? ''
  return diagnostic(
    'capacity/limit-range-refuses',
    asked.place,
    { workload, resource, asked: asked.text ?? '', side, limit },
    { advice: [{ kind: 'frame', location: bound.place, label: limit }] },
  )
}

/** The containers of a pod together; the first one stands for the place. */
function judgeSum({ owner, spec }: Pod, range: Field): readonly Diagnostic[] {
  const containers = spec.get('containers').items
  if (containers.length < 2) return []
  return range.get('max').entries.flatMap(({ key, field }) => {
    const amounts = containers.map((container) => container.get('resources', 'limits', key))
    const sum = amounts.reduce((total, { text }) => total + (parseQuantity(text) ?? 0), 0)
    const bound = parseQuantity(field.text)
    const largest = amounts.find(({ text }) => text !== undefined)
    if (bound === undefined || largest === undefined || sum <= bound) return []
    const written = amounts.flatMap(({ text }) => text ?? []).join(' + ')
    return [
      diagnostic(
        'capacity/limit-range-refuses',
        largest.place,
        {
          workload: owner.name,
          resource: key,
          asked: written,
          side: 'max',
          limit: field.text ?? '',
        },
        { advice: [{ kind: 'frame', location: field.place, label: field.text ?? '' }] },
      ),
    ]
  })
}

function claimFaults(graph: Graph): readonly Diagnostic[] {
  const claims = ofKind(graph, 'PersistentVolumeClaim').map((owner) => ({
    owner,
    claim: owner.field,
  }))
  const templates = ofKind(graph, 'StatefulSet').flatMap((owner) =>
    owner.field.get('spec', 'volumeClaimTemplates').items.map((claim) => ({ owner, claim })),
  )
  return [...claims, ...templates].flatMap(({ owner, claim }) =>
    limitsFor(graph, owner, 'PersistentVolumeClaim').flatMap((range) =>
      judge(claim.get('metadata', 'name').text ?? '', claim.get('spec', 'resources'), range),
    ),
  )
}
