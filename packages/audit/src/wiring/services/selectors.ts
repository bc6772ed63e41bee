// Holds the selector of a workload against its own pod template, and against the templates beside it.

import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { Graph, Pod } from '../../graph/graph.js'
import { isTemplate } from '../../graph/lookup.js'
import type { AuditRule } from '../../rule.js'
import { isAlike, podsWith, selectorOf, statedNamespace, takes } from './selection.js'
import { isWhole } from '../../graph/whole.js'

const selecting: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
])

export const workloadSelector: AuditRule = (graph) =>
  graph.pods
    .filter((pod) => selecting.has(pod.owner.kind) && isWhole(pod))
    .flatMap((pod) => {
      const missed = missesItself(pod)
      return missed.length > 0 ? missed : takesOthers(graph, pod)
    })

function missesItself({ owner, labels }: Pod): readonly Diagnostic[] {
  const selector = owner.field.get('spec', 'selector')
  const { kind, name } = owner
  const pairs = selector
    .get('matchLabels')
    .entries.filter(({ key, field }) => !isAlike(labels[key], field.text ?? ''))
  const misses = pairs.map(({ key, field }) =>
    diagnostic(
      'wiring/selector-mismatch',
      field.place,
      { kind, name, label: `${key}=${field.text ?? ''}` },
      { related: [owner.field.get('spec', 'template', 'metadata', 'labels', key).place] },
    ),
  )
  if (misses.length > 0) return misses
  return selector
    .get('matchExpressions')
    .items.filter((item) => !takes({ labels: {}, expressions: [item] }, labels))
    .map((item) => {
      const label = `${item.get('key').text ?? ''} ${item.get('operator').text ?? ''}`
      return diagnostic('wiring/selector-mismatch', item.place, { kind, name, label })
    })
}

function takesOthers(graph: Graph, pod: Pod): readonly Diagnostic[] {
  const { owner } = pod
  const field = owner.field.get('spec', 'selector')
  const namespace = statedNamespace(owner)
  const other = podsWith(graph, namespace, selectorOf(field)).find(
    (candidate) =>
      selecting.has(candidate.owner.kind) &&
      isWhole(candidate) &&
      statedNamespace(candidate.owner) === namespace &&
      // Files beside each other may be alternatives.
      (graph.isComplete || candidate.owner.field.place.document === owner.field.place.document) &&
      // A second version of the same object is no second workload.
      candidate.owner.name !== owner.name &&
      !Object.values(candidate.labels).some(isTemplate),
  )
  // Two workloads with the same labels take each other's pods: one finding, at the later one.
  if (other === undefined) return []
  const isMutual = takes(selectorOf(other.owner.field.get('spec', 'selector')), pod.labels)
  if (isMutual && graph.pods.indexOf(other) > graph.pods.indexOf(pod)) return []
  return [
    diagnostic(
      'wiring/overlapping-selectors',
      field.keyPlace,
      { first: owner.name, second: other.owner.name },
      { related: [other.owner.field.get('metadata', 'name').place] },
    ),
  ]
}
