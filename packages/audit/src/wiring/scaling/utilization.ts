// Finds targets of utilisation on containers that request nothing of the resource.

import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import type { Graph, Pod } from '../../graph/graph.js'
import type { AuditRule } from '../../rule.js'
import { isBeside } from '../../graph/beside.js'
import { limitsFor } from '../quotas/bounds.js'
import { isWhole } from '../../graph/whole.js'
import { scalersOf, titleOf, type Autoscaler } from './autoscalers.js'

export const utilization: AuditRule = (graph) =>
  graph.pods
    .filter(isWhole)
    .flatMap((pod) =>
      scalersOf(graph, pod).flatMap((autoscaler) =>
        targetsOf(autoscaler).flatMap((target) => judge(graph, pod, autoscaler, target)),
      ),
    )

type Target = {
  readonly resource: string
  /** Only this container is measured; empty for all. */
  readonly container: string
  readonly field: Field
}

function targetsOf({ object: { kind, field } }: Autoscaler): readonly Target[] {
  const spec = field.get('spec')
  if (kind === 'ScaledObject') return spec.get('triggers').items.flatMap(targetOfTrigger)
  const first = spec.get('targetCPUUtilizationPercentage')
  const old = first.value === undefined ? [] : [{ resource: 'cpu', container: '', field: first }]
  return [...old, ...spec.get('metrics').items.flatMap(targetOfMetric)]
}

function targetOfMetric(metric: Field): readonly Target[] {
  const source = ['resource', 'containerResource']
    .map((key) => metric.get(key))
    .find(({ value }) => value !== undefined)
  const resource = source?.get('name')
  if (source === undefined || resource?.text === undefined) return []
  const isShare = [
    source.get('target', 'averageUtilization'),
    source.get('targetAverageUtilization'),
  ].some(({ value }) => value !== undefined)
  const container = source.get('container').text ?? ''
  return isShare ? [{ resource: resource.text, container, field: resource }] : []
}

/** kedacore/keda pkg/scalers/cpu_memory_scaler.go: the type stands at the trigger, before 2.7 in its metadata. */
function targetOfTrigger(trigger: Field): readonly Target[] {
  const field = trigger.get('type')
  const resource = field.text
  if (resource !== 'cpu' && resource !== 'memory') return []
  const type = trigger.get('metricType').text ?? trigger.get('metadata', 'type').text
  const container = trigger.get('metadata', 'containerName').text ?? ''
  return type === 'Utilization' ? [{ resource, container, field }] : []
}

function judge(
  graph: Graph,
  pod: Pod,
  autoscaler: Autoscaler,
  { resource, container, field }: Target,
): readonly Diagnostic[] {
  if (hasDefault(graph, pod, resource)) return []
  const lacking = pod.spec.get('containers').items.find(
    (item) =>
      (container === '' || item.get('name').text === container) &&
      item.get('resources', 'requests', resource).value === undefined &&
      // A request that is left out equals the limit.
      item.get('resources', 'limits', resource).value === undefined,
  )
  if (
    lacking === undefined ||
    pod.spec.get('resources', 'requests', resource).value !== undefined
  ) {
    return []
  }
  const name = lacking.get('name')
  return [
    diagnostic(
      'wiring/utilization-without-request',
      field.place,
      {
        autoscaler: titleOf(autoscaler),
        workload: pod.owner.name,
        container: name.text ?? '',
        resource,
      },
      {
        severity: graph.isComplete || isMeant(graph, pod, autoscaler) ? 'error' : 'warning',
        advice: [{ kind: 'frame', location: name.place, label: name.text ?? '' }],
      },
    ),
  ]
}

/** Of several workloads under one name, as folders of alternatives hold them, another one may be meant. */
function isMeant({ pods }: Graph, { owner }: Pod, { object }: Autoscaler): boolean {
  if (owner.field.place.document === object.field.place.document) return true
  const alike = pods.filter(
    (pod) =>
      pod.owner.kind === owner.kind && pod.owner.name === owner.name && isBeside(pod.owner, object),
  )
  return alike.length === 1
}

/** A LimitRange may fill the request in. */
const hasDefault = (graph: Graph, { owner }: Pod, resource: string): boolean =>
  limitsFor(graph, owner, 'Container').some((range) =>
    ['defaultRequest', 'default', 'max'].some(
      (key) => range.get(key, resource).value !== undefined,
    ),
  )
